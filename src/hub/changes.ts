import type { LockChange } from "../model.ts";
import type { LockEntry } from "./lock.ts";
import type { HubRecord, HubText } from "./record.ts";

/**
 * What the Hub says now and the lock says otherwise. A main branch that has moved on is no change by itself: models get new commits for a word in their
 * card. The revision counts where the repository pins the name to a branch or a tag.
 */
export function changesSince({ record: locked, location }: LockEntry, now: HubRecord): readonly LockChange[] {
  const { name } = now;
  const change = (about: string, message: string): LockChange => ({ about: `${name.toLowerCase()} ${about}`, message, location });
  if (now.state === "missing")
    return locked.state === "missing" ? [] : [change("missing", `${name} is not on the Hub any more, or private to others`)];
  if (locked.state === "missing")
    return [change("missing", `${name} is on the Hub now: it was not, or was private to others, when the lock was written`)];
  const changes: LockChange[] = [];
  if (now.state !== locked.state) changes.push(change("state", `${name} is ${now.state} on the Hub now, and was ${locked.state}`));
  if (now.state === "gated" && now.revision === null) return changes;
  const before = licenseWords(locked);
  const after = licenseWords(now);
  if (before !== after) changes.push(change("license", `the license of ${name} on the Hub is ${after} now, and was ${before}`));
  for (const path of changedTexts(locked.texts, now.texts))
    changes.push(change(`text ${path}`, `the license file ${path} of ${name} has changed on the Hub`));
  if (basesOf(locked) !== basesOf(now))
    changes.push(
      change("bases", `the base models of ${name} on the Hub are ${basesOf(now) || "none"} now, and were ${basesOf(locked) || "none"}`),
    );
  if (locked.pin !== now.pin)
    changes.push(
      change("pin", `the lock holds ${name} at ${locked.pin ?? "its main branch"}, and it is used at ${now.pin ?? "its main branch"}`),
    );
  else if (now.pin !== null && now.revision !== null && now.revision !== locked.revision)
    changes.push(
      change(
        "revision",
        `${now.pin} of ${name} means the commit ${now.revision.slice(0, 12)} now, and meant ${locked.revision?.slice(0, 12) ?? "none"}`,
      ),
    );
  if ((locked.renamedTo ?? name).toLowerCase() !== (now.renamedTo ?? name).toLowerCase())
    changes.push(change("renamed", `${name} is called ${now.renamedTo ?? name} on the Hub now`));
  return changes;
}

function licenseWords({ license, licenseName, licenseLink }: HubRecord): string {
  const words = [license.join(" and "), licenseName, licenseLink].filter((one) => one !== null && one !== "");
  return words.length === 0 ? "not stated" : words.map((one) => `“${one}”`).join(", ");
}

/** Paths that came, went, or hold something else. Texts that the Hub refused, then or now, say nothing. */
function changedTexts(before: readonly HubText[], after: readonly HubText[]): readonly string[] {
  const hashes = (texts: readonly HubText[]) => new Map(texts.map(({ path, sha256 }) => [path, sha256]));
  const [old, now] = [hashes(before), hashes(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().filter((path) => {
    const [a, b] = [old.get(path), now.get(path)];
    return a !== b && a !== null && b !== null;
  });
}

function basesOf({ bases }: HubRecord): string {
  return bases
    .map(({ name }) => name)
    .sort()
    .join(", ");
}
