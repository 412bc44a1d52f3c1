import { limits } from "./limits.ts";
import type { Declaration, Problem, Reading, Stated } from "./model.ts";
import { grouped } from "./numbers.ts";

/** What a reader found, with values and lists cut to the limits, and a problem for each cut. Readers hand over more than the limit where there is more. */
export function withinLimits(reading: Reading): Reading {
  const problems: Problem[] = [];
  const first = reading.declarations[limits.declarations];
  if (first !== undefined) {
    const left = grouped(reading.declarations.length - limits.declarations);
    const message = `more than ${grouped(limits.declarations)} entries: the other ${left} are not read`;
    problems.push({ message, location: first.location, incomplete: true });
  }
  const declarations = reading.declarations.slice(0, limits.declarations).map((one) => (isWithin(one) ? one : bounded(one, problems)));
  return problems.length === 0 ? reading : { ...reading, declarations, problems: [...reading.problems, ...problems] };
}

const VALUES = ["name", "licenseName", "licenseLink", "modality"] as const;
const LISTS = ["licenses", "bases", "datasets", "tags"] as const;

function isWithin(declaration: Declaration): boolean {
  return (
    VALUES.every((field) => isShort(declaration[field])) &&
    LISTS.every((field) => {
      const list = declaration[field];
      return list === undefined || (list.length <= limits.listEntries && list.every(isShort));
    })
  );
}

function isShort(stated: Stated | undefined): boolean {
  return stated === undefined || stated.value.length <= limits.valueCharacters;
}

function bounded(declaration: Declaration, problems: Problem[]): Declaration {
  const cut = <Value extends Stated>(stated: Value): Value => {
    if (isShort(stated)) return stated;
    const message = `a value longer than ${grouped(limits.valueCharacters)} characters: what stands behind them is not read`;
    problems.push({ message, location: stated.location, incomplete: true });
    return { ...stated, value: stated.value.slice(0, limits.valueCharacters) };
  };
  const shorter: Partial<Record<string, unknown>> = {};
  for (const field of VALUES) {
    const stated = declaration[field];
    if (stated !== undefined) shorter[field] = cut(stated);
  }
  for (const field of LISTS) {
    const list: readonly Stated[] | undefined = declaration[field];
    const first = list?.[limits.listEntries];
    if (list !== undefined) shorter[field] = list.slice(0, limits.listEntries).map(cut);
    if (list === undefined || first === undefined) continue;
    const left = grouped(list.length - limits.listEntries);
    const message = `more than ${grouped(limits.listEntries)} ${field}: the other ${left} are not read`;
    problems.push({ message, location: first.location, incomplete: true });
  }
  return { ...declaration, ...shorter };
}
