import { conclude } from "../licenses/conclude.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import type { TextGroup, TextReader } from "../licenses/read-text.ts";
import { modalityOf } from "../lineage/modality.ts";
import type { Conclusion, Declaration, Disagreement, Item, KnownName, LicenseFile, Location, LockChange } from "../model.ts";
import { LOCK_NAME } from "./lock.ts";
import type { HubRecord, HubText } from "./record.ts";

/** Confidence of what was read elsewhere, at most: a card on the Hub can change, one in the tree is the one that is judged. */
const MOST = 0.9;

/** What a record means: its license concluded as that of a component is, text before identifier before link before name. */
export function interpretRecord(record: HubRecord, changes: readonly LockChange[], knowledge: Knowledge, readText: TextReader): KnownName {
  const place: Location = { path: `hf:${record.name}`, line: null, column: null };
  const recognized = new Map<LicenseFile, readonly TextGroup[]>();
  const files = record.texts.flatMap((text) => licenseFileOf(text, record, recognized) ?? []);
  const item = itemOf(record, place, files);
  const reader: TextReader = (file) => {
    const groups = recognized.get(file);
    return groups === undefined ? readText(file) : { groups, terms: [] };
  };
  const found = conclude(item, knowledge, { readText: reader, enclosingCounts: false });
  const { basis, confidence, steps } = found;
  const conclusion: Conclusion = {
    ...found,
    basis: basis === "none" ? "none" : record.source === "lock" ? "lock" : "hub",
    confidence: Math.min(confidence, MOST),
    steps: [...introduction(record), ...(basis === "none" && record.state !== "public" ? [] : steps)],
    invalid: [],
    location: null,
    stated: [],
    texts: [],
  };
  return {
    conclusion,
    bases: record.bases.map(({ name, relation }) => ({ value: name, relation, inferred: false, location: place })),
    modality: modalityOf(item, knowledge),
    disagreements: disagreements(record, found),
    changes,
  };
}

/** The record in the form of a component. Without a name, so that the catalog has no say in what the record means. */
function itemOf(record: HubRecord, place: Location, licenseFiles: readonly LicenseFile[]): Item {
  const stated = (value: string) => ({ value, location: place });
  const declaration: Declaration = {
    reader: "hub",
    subject: { at: "name", name: record.name },
    kind: record.kind,
    role: "used",
    location: place,
    licenses: record.license.map(stated),
    ...(record.licenseName === null ? {} : { licenseName: stated(record.licenseName) }),
    ...(record.licenseLink === null ? {} : { licenseLink: stated(record.licenseLink) }),
    ...(record.task === null ? {} : { modality: stated(record.task) }),
  };
  return { id: "", kind: record.kind, name: "", role: "used", folder: null, declarations: [declaration], licenseFiles, enclosingFiles: [] };
}

function licenseFileOf(
  { path, sha256, text, recognized }: HubText,
  { name }: HubRecord,
  known: Map<LicenseFile, readonly TextGroup[]>,
): LicenseFile | null {
  if (text === null && recognized === null) return null;
  const file: LicenseFile = {
    path: `${path} of ${name}`,
    type: "license",
    text: text ?? "",
    startLine: 1,
    covers: null,
    collection: false,
    sha256: sha256 ?? "",
  };
  if (recognized !== null)
    known.set(
      file,
      recognized.map((one) => ({ ...one, startLine: 1, endLine: 1, unmatched: [] })),
    );
  return file;
}

function introduction({ name, source, state, revision, renamedTo, resolved, texts }: HubRecord): readonly string[] {
  const at = revision === null ? "" : ` at the commit ${revision.slice(0, 12)}`;
  const who = {
    lock: `${LOCK_NAME} holds ${name}${at}${resolved === null ? "" : `, resolved ${resolved}`}`,
    "hub-cache": `the Hub's local cache holds ${name}${at}`,
    hub: `the Hub was asked for ${name}${at}`,
  }[source];
  const refused = texts.filter(({ text, recognized }) => text === null && recognized === null).map(({ path }) => path);
  return [
    who,
    ...(renamedTo === null ? [] : [`it was renamed: the Hub answers with ${renamedTo}`]),
    ...(state === "missing" ? ["there it is not on the Hub: it is gone, never was, or is private to others"] : []),
    ...(state === "gated"
      ? [
          `it is gated: the Hub gives its files only to those who were granted access${refused.length === 0 ? "" : `; not read: ${refused.join(", ")}`}`,
        ]
      : []),
    ...(state === "private" ? ["it is private: only those with access see it"] : []),
  ];
}

/** What a repository of the Hub says of itself in two ways, and licenses that were altered. */
function disagreements({ name }: HubRecord, { stated, texts }: Conclusion): readonly Disagreement[] {
  const names = new Set(stated.flatMap((one) => one.split(/[()\s]+/)));
  const recognized = texts.filter(({ licenses }) => licenses.length > 0);
  const agrees = recognized.some(({ licenses }) => licenses.some((equal) => equal.some((one) => names.has(one))));
  const found: Disagreement[] = [];
  if (stated.length > 0 && recognized.length > 0 && !agrees) {
    const held = recognized.map(
      ({ path, licenses }) => `${path} is the text of ${licenses.map((equal) => equal.join(" or ")).join(" and ")}`,
    );
    found.push({
      about: `${name.toLowerCase()} text`,
      message: `the card of ${name} states ${stated.join(" or ")}, and ${held.join(", and ")}`,
      because: held,
    });
  }
  for (const { path, kind, licenses, short } of texts) {
    if (kind !== "exact" && !short && (kind !== "unknown" || stated.length > 0)) {
      const what =
        kind === "unknown"
          ? "no license text that is known"
          : `a ${kind} text of ${licenses.map((equal) => equal.join(" or ")).join(" and ")}`;
      found.push({
        about: `${name.toLowerCase()} ${path} ${kind}`,
        message: `${path} is ${what}: a person must read it`,
        because: [`${path} is ${what}`],
      });
    }
  }
  return found;
}
