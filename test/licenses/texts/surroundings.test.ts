import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { recognize } from "../../../src/licenses/texts/recognize.ts";
import { shippedIndex, spdxTexts } from "./index.ts";

const { strange, harmless }: { strange: readonly string[]; harmless: readonly string[] } = parse(
  readFileSync("fixtures/licenses/surroundings.yaml", "utf8"),
);
const mit = spdxTexts()["MIT"] ?? "";
const [title = "", , ...body] = mit.split("\n\n");

/** Where the passage stands, and the file with it there. */
const places: Readonly<Record<string, (passage: string) => string>> = {
  above: (passage) => `${passage}\n\n${mit}\n`,
  below: (passage) => `${mit}\n\n${passage}\n`,
  "below the title": (passage) => `${title}\n\n${passage}\n\n${body.join("\n\n")}\n`,
  "between two licenses": (passage) => `${spdxTexts()["ISC"]}\n\n${passage}\n\n${mit}\n`,
};

describe.each(Object.keys(places))("%s of a license", (place) => {
  const put = (passage: string) => {
    const file = places[place]?.(passage.trim()) ?? "";
    const matches = recognize(file, shippedIndex(), "license-file");
    return { file, match: matches.find(({ license }) => license === "MIT") };
  };

  it.each(strange)("is something else: %s", (passage) => {
    const { file, match } = put(passage);
    expect(match).toMatchObject({ license: "MIT", kind: "modified" });
    const lines = file.split("\n");
    const shown = match?.unmatched.flatMap(({ startLine, endLine }) => lines.slice(startLine - 1, endLine)) ?? [];
    const last = passage.trim().split("\n").at(-1);
    expect(shown).toContain(last);
  });

  it.each(harmless)("is nothing else: %s", (passage) => {
    expect(put(passage).match).toMatchObject({ license: "MIT", kind: "exact", unmatched: [] });
  });
});
