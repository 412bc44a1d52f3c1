import { expect } from "vitest";
import type { ValueNode } from "../../src/formats/node.ts";
import type { Location, Problem, Reading } from "../../src/model.ts";

/** The value as plain data, scalars as their text. */
export function textsOf(node: ValueNode | null): unknown {
  if (node === null) return null;
  if (node.type === "list") return node.items.map(textsOf);
  if (node.type === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key, textsOf(value)]));
  return node.kind === "null" ? null : node.text;
}

/** All places in a value. */
export function placesOf(node: ValueNode | null): readonly Location[] {
  if (node === null) return [];
  if (node.type === "list") return [node.location, ...node.items.flatMap(placesOf)];
  if (node.type === "map") return [node.location, ...node.entries.flatMap(({ keyLocation, value }) => [keyLocation, ...placesOf(value)])];
  return [node.location];
}

/** All places that a reading names. */
export function placesOfReading({ declarations, licenseFiles, problems }: Reading): readonly Location[] {
  const stated = declarations.flatMap((one) => [
    one.location,
    ...[one.name, one.licenseName, one.licenseLink, one.modality].flatMap((field) => (field === undefined ? [] : [field.location])),
    ...[...(one.licenses ?? []), ...(one.bases ?? []), ...(one.datasets ?? []), ...(one.tags ?? [])].map(({ location }) => location),
  ]);
  const texts = licenseFiles.map(({ path, startLine }) => ({ path, line: startLine, column: 1 }));
  return [...stated, ...texts, ...problems.map(({ location }) => location)];
}

/** Every place is one of the text's lines, and its column lies in that line or right behind it. A lone carriage return may end a line or not. */
export function expectInside(places: readonly Location[], text: string, path: string): void {
  const splits = [text.split("\n"), text.split(/\r\n|\n|\r/)];
  for (const place of places) {
    expect(place.path).toBe(path);
    expect(
      splits.some((lines) => isInside(place, lines)),
      `${place.line}:${place.column} in ${JSON.stringify(text)}`,
    ).toBe(true);
  }
}

function isInside({ line, column }: Location, lines: readonly string[]): boolean {
  if (line === null) return true;
  const own = lines[line - 1];
  if (!Number.isInteger(line) || own === undefined) return false;
  // Right behind the line; a byte order mark, and the characters of a line end, may count.
  return column === null || (Number.isInteger(column) && column >= 1 && column <= own.length + 3);
}

export function expectSaid(problems: readonly Problem[]): void {
  for (const { message } of problems) expect(message.trim()).not.toBe("");
}
