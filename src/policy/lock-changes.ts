import type { Lock, LockEntry } from "../hub/lock.ts";
import type { HubRecord } from "../hub/record.ts";
import type { PolicyChange } from "../model.ts";

/**
 * Where a lock says something else of a name than the one before it: another license, other bases, another text. A name that is new in it, or gone from it,
 * is for a person to look at: the lock makes a claim where there was none, or leaves a name to other sources.
 */
export function lockChanges(before: Lock | null, after: Lock | null, path: string): readonly PolicyChange[] {
  const old = before ?? new Map<string, LockEntry>();
  const now = after ?? new Map<string, LockEntry>();
  const changed = [...now].flatMap(([key, entry]): readonly PolicyChange[] => {
    const earlier = old.get(key);
    const { name } = entry.record;
    if (earlier === undefined) {
      const message = `the lock claims of ${name}, which it did not hold, that it is under ${licenseOf(entry.record)}`;
      return [{ message, location: entry.location, before: null, certain: false, about: `lock + ${key} ${claimOf(entry.record)}` }];
    }
    if (claimOf(earlier.record) === claimOf(entry.record)) return [];
    const message =
      licenseOf(earlier.record) === licenseOf(entry.record)
        ? `the lock says something else of ${name} than before: ${differences(earlier.record, entry.record).join(", ")}`
        : `the lock says that ${name} is under ${licenseOf(entry.record)}, and said ${licenseOf(earlier.record)}`;
    return [{ message, location: entry.location, before: earlier.location, certain: true, about: `lock ${key} ${claimOf(entry.record)}` }];
  });
  const gone = [...old]
    .filter(([key]) => !now.has(key))
    .map(
      ([key, { record, location }]): PolicyChange => ({
        message: `the lock no longer holds ${record.name}, which it said is under ${licenseOf(record)}`,
        location: { path, line: 1, column: 1 },
        before: location,
        certain: false,
        about: `lock - ${key}`,
      }),
    );
  return [...changed, ...gone];
}

/** What of a record decides a verdict: all but when and at which commit it was read. */
function claims({ state, renamedTo, license, licenseName, licenseLink, bases, task, texts }: HubRecord): Readonly<Record<string, unknown>> {
  return {
    "its state": state,
    "its new name": renamedTo,
    "its license": [license, licenseName, licenseLink],
    "its base models": bases,
    "its task": task,
    "its license texts": texts.map((text) => [text.path, text.recognized]),
  };
}

function claimOf(record: HubRecord): string {
  return JSON.stringify(claims(record));
}

function differences(before: HubRecord, after: HubRecord): readonly string[] {
  const old = claims(before);
  return Object.entries(claims(after)).flatMap(([what, value]) => (JSON.stringify(value) === JSON.stringify(old[what]) ? [] : [what]));
}

function licenseOf({ license, licenseName, licenseLink }: HubRecord): string {
  const stated = [license.join(" and "), licenseName ?? "", licenseLink ?? ""].filter((one) => one !== "");
  return stated.length === 0 ? "no license" : stated.join(", ");
}
