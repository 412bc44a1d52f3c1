import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogName, readRecognition } from "../../../src/build/text-index.ts";
import { buildIndex, type NamedWords } from "../../../src/licenses/texts/build-index.ts";
import { readLicense } from "../../../src/licenses/texts/license-words.ts";
import { recognize } from "../../../src/licenses/texts/recognize.ts";
import { packTexts, unpackTexts } from "../../../src/licenses/texts/store.ts";
import { openIndex } from "../../../src/licenses/texts/text-index.ts";
import { shippedIndex, spdxTexts } from "./index.ts";

const data = "../shared/data/licenses/texts";
const lists = {
  weighty: ["not"],
  normative: ["must"],
  unnamed: ["if"],
  equivalent: [["license", "licence"]],
  remarks: readRecognition(process.cwd()).remarks,
};
const parts = { optional: [], variable: [] };
const texts = spdxTexts();
const named = (...ids: string[]): NamedWords[] => ids.map((id) => ({ names: [id], ...readLicense(texts[id] ?? "", parts) }));

describe("the index", () => {
  it("has the same bytes whatever the order of the texts", () => {
    const one = buildIndex(named("MIT", "ISC", "Apache-2.0"), lists);
    const other = buildIndex(named("Apache-2.0", "MIT", "ISC"), lists);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  it("joins names that have the same text, the plainest first", () => {
    const index = openIndex(buildIndex([...named("MIT"), { ...(named("MIT")[0] ?? fail()), names: ["Other-MIT"] }], lists));
    expect(index.names).toEqual([["MIT", "Other-MIT"]]);
    expect(recognize(texts["MIT"] ?? "", index).map(({ license, same }) => [license, same])).toEqual([
      ["MIT", ["Other-MIT"]],
      ["Other-MIT", ["MIT"]],
    ]);
  });

  it("tells versions apart that differ in their name alone", () => {
    const text = (version: string): string =>
      `Example Model License ${version}\n\nYou may use Example ${version} for research. ${"Words that both have in common. ".repeat(20)}`;
    const index = openIndex(
      buildIndex(
        ["1.1", "1.2"].map((version) => ({ names: [version], ...readLicense(text(version), parts) })),
        lists,
      ),
    );
    for (const version of ["1.1", "1.2"]) {
      expect(recognize(text(version), index)[0]).toMatchObject({ license: version, kind: "exact" });
    }
  });

  it("prefers the license whose own name stands in the text", () => {
    const common = "The licensee may use the model and pass it on with this notice. ".repeat(12);
    const [ant, bee] = [
      `Ant Model License\n\nThe licensor of Ant grants a license. ${common}`,
      `Bee Model License\n\nThe licensor of Bee grants a license. ${common} Reports go to the hive each month without delay.`,
    ];
    const index = openIndex(
      buildIndex(
        [
          { names: ["Ant"], ...readLicense(ant, parts) },
          { names: ["Bee"], ...readLicense(bee, parts) },
        ],
        lists,
      ),
    );
    const earlier = `Bee Model License\n\nThe licensor of Bee grants a free license. ${common}`;
    expect(recognize(earlier, index)[0]).toMatchObject({ license: "Bee", kind: "modified" });
  });

  it("is refused when it is no index", () => {
    expect(() => openIndex(new Uint8Array(4))).toThrow("not an index");
    expect(() => openIndex(new Uint8Array(400))).toThrow("not an index");
  });

  it("knows texts that SPDX does not have", () => {
    expect(shippedIndex().names.flat()).toEqual(
      expect.arrayContaining(["MIT", "LicenseRef-llama-3.1", "LicenseRef-gemma-2024-04-01", "OpenMDW-1.1"]),
    );
  });
});

describe("kept fingerprints", () => {
  it("come back as they were", () => {
    const kept = named("ISC", "MIT", "Apache-2.0");
    expect(
      unpackTexts(packTexts(kept)).map(({ names, hashes, soft, title }) => ({
        names,
        hashes: [...hashes],
        soft: [...soft],
        title: [...title],
      })),
    ).toEqual(
      kept
        .sort((a, b) => ((a.names[0] ?? "") < (b.names[0] ?? "") ? -1 : 1))
        .map(({ names, hashes, soft, title }) => ({ names, hashes: [...hashes], soft: [...soft], title: [...title] })),
    );
  });

  it.skipIf(!existsSync(data))("recognize the texts that they were made from (skipped without ../shared/data)", () => {
    const [head = "", ...rows] = readFileSync(`${data}/index.tsv`, "utf8").trimEnd().split("\n");
    const spdx = head.split("\t").indexOf("spdx_id");
    const missed = rows
      .map((row) => row.split("\t"))
      .filter((cells) => {
        const id = catalogName(process.cwd(), cells[0] ?? "") ?? (cells[spdx] ?? "").trim();
        const name = id === "" ? `LicenseRef-${cells[0]}` : id;
        const [best] = recognize(readFileSync(`${data}/${cells[0]}.txt`, "utf8"), shippedIndex());
        return best === undefined || ![best.license, ...best.same].includes(name) || best.kind !== "exact";
      });
    expect(missed.map(([key]) => key)).toEqual([]);
  });
});

function fail(): never {
  throw new Error("the text is missing");
}
