import type { TextReader } from "../licenses/read-text.ts";
import { formatLock } from "./lock-text.ts";
import type { HubRecord, HubText } from "./record.ts";

/**
 * A record as the lock holds it: its texts as hashes, with the licenses that were recognized in them. Keeps the time of the entry before where nothing else
 * has changed, so that the lock changes only where the Hub did.
 */
export function lockable(record: HubRecord, before: HubRecord | undefined, time: string, readText: TextReader): HubRecord {
  const entry: HubRecord = {
    ...record,
    source: "lock",
    tags: [],
    texts: record.texts.map((text) => lockableText(text, readText)),
    resolved: time,
  };
  if (before === undefined) return entry;
  const kept = { ...entry, resolved: before.resolved };
  return formatLock([kept]) === formatLock([before]) ? kept : entry;
}

function lockableText({ path, sha256, text }: HubText, readText: TextReader): HubText {
  if (text === null) return { path, sha256, text, recognized: null };
  const file = { path, type: "license", text, startLine: 1, covers: null, collection: false, sha256: sha256 ?? "" } as const;
  const recognized = readText(file).groups.map(({ licenses, kind, confidence }) => ({
    licenses,
    kind,
    confidence: Math.round(confidence * 1000) / 1000,
  }));
  return { path, sha256, text: null, recognized };
}
