import { isDeepStrictEqual } from "node:util";
import { decodeText } from "../../src/formats/text.ts";
import type { Location } from "../../src/model.ts";
import { demand } from "./target.ts";

/** Every location in a value, however deep. */
export function locationsIn(value: unknown): readonly Location[] {
  const found: Location[] = [];
  const visit = (one: unknown): void => {
    if (typeof one !== "object" || one === null) return;
    if ("path" in one && "line" in one && "column" in one) found.push(one as Location);
    else for (const inner of Object.values(one)) visit(inner);
  };
  visit(value);
  return found;
}

/** Lines and columns exist in the file. A lone carriage return may end a line or not; a column may be right behind its line. */
export function demandInside(locations: readonly Location[], path: string, bytes: Uint8Array): void {
  let splits: readonly (readonly string[])[] | undefined;
  for (const place of locations) {
    demand(place.path === path, () => `a place in ${place.path}, which is not the file`);
    if (place.line === null) {
      demand(place.column === null, () => "a column without a line");
      continue;
    }
    if (splits === undefined) {
      const { text } = decodeText(bytes);
      splits = [text.split("\n"), text.split(/\r\n|\n|\r/)];
    }
    demand(
      splits.some((lines) => isInside(place, lines)),
      () => `${place.line}:${place.column} does not exist in the file`,
    );
  }
}

function isInside({ line, column }: Location, lines: readonly string[]): boolean {
  const own = lines[(line ?? 0) - 1];
  if (!Number.isInteger(line) || own === undefined) return false;
  return column === null || (Number.isInteger(column) && column >= 1 && column <= own.length + 3);
}

/** What JSON keeps is what there is. */
export function demandJson(value: unknown): void {
  const kept: unknown = JSON.parse(JSON.stringify(value));
  demand(isDeepStrictEqual(JSON.parse(JSON.stringify(kept)), kept), () => "changes when it is written as JSON");
  const visit = (one: unknown): void => {
    if (typeof one === "number") demand(Number.isFinite(one), () => `the number ${one}, which JSON cannot hold`);
    demand(!["bigint", "function", "symbol"].includes(typeof one), () => `a ${typeof one}, which JSON cannot hold`);
    if (typeof one === "object" && one !== null) for (const inner of Object.values(one)) visit(inner);
  };
  visit(value);
}

export function demandSame(one: unknown, other: unknown): void {
  demand(isDeepStrictEqual(one, other), () => "two answers to the same input");
}
