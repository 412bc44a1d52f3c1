import type { HubKind, HubRecord, HubText } from "./record.ts";

/** The lock as it is written: names sorted, keys always in the same order, what says nothing left out; ends with a line break. */
export function formatLock(records: readonly HubRecord[]): string {
  return `${JSON.stringify({ version: 1, models: ofKind(records, "model"), datasets: ofKind(records, "dataset") }, null, 2)}\n`;
}

/** Sorted by code units without regard to case: the same on every machine, whatever its language. */
function ofKind(records: readonly HubRecord[], kind: HubKind): object {
  const sorted = records.filter((record) => record.kind === kind).sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  return Object.fromEntries(sorted.map((record) => [record.name, entryOf(record)]));
}

function entryOf(record: HubRecord): object {
  return without({
    revision: record.revision,
    pin: record.pin,
    state: record.state,
    renamed_to: record.renamedTo,
    license: record.license,
    license_name: record.licenseName,
    license_link: record.licenseLink,
    base_model: record.bases.map(({ name, relation }) => without({ name, relation })),
    pipeline_tag: record.task,
    texts: record.texts.map(textEntry),
    resolved: record.resolved,
  });
}

function textEntry({ path, sha256, recognized }: HubText): object {
  return { path, sha256, ...(recognized === null ? {} : { recognized }) };
}

function without(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
}
