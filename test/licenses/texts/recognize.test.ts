import { describe, expect, it } from "vitest";
import { transformations } from "../../../src/build/accuracy-texts.ts";
import { recognize, type TextMatch } from "../../../src/licenses/texts/recognize.ts";
import { shippedIndex, spdxTexts } from "./index.ts";

const texts = spdxTexts();
const text = (id: string): string => texts[id] ?? "";
const look = (content: string): readonly TextMatch[] => recognize(content, shippedIndex());
const names = (matches: readonly TextMatch[]): readonly string[] => matches.map(({ license }) => license);

describe("whole texts", () => {
  it.each(["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MPL-2.0", "CC-BY-4.0", "CC-BY-NC-4.0", "CC0-1.0", "EUPL-1.2"])(
    "names %s",
    (id) => {
      expect(look(text(id))[0]).toMatchObject({ license: id, kind: "exact", confidence: 1, startLine: 1, unmatched: [] });
    },
  );

  it.each(Object.keys(transformations).filter((name) => !name.includes("edited")))("knows Apache-2.0 %s", (name) => {
    expect(look(transformations[name]?.(text("Apache-2.0")) ?? "")[0]).toMatchObject({ license: "Apache-2.0", kind: "exact" });
  });

  it.each(["GPL-2.0-only", "GPL-3.0-only", "LGPL-2.1-only", "AGPL-3.0-only"])("names %s under every name that has the same text", (id) => {
    const [first, second] = look(text(id));
    expect(first?.license).toBe(id);
    expect(second?.license).toBe(id.replace("only", "or-later"));
    expect(second).toMatchObject({ startLine: first?.startLine, endLine: first?.endLine, confidence: first?.confidence });
    expect(first?.same).toContain(id.replace("only", "or-later"));
  });

  it("does without the appendix and with a filled one", () => {
    const apache = text("Apache-2.0");
    expect(look(apache.slice(0, apache.indexOf("APPENDIX")))[0]).toMatchObject({ license: "Apache-2.0", kind: "exact" });
    expect(look(apache.replace("[yyyy] [name of copyright owner]", "2024 Example Labs"))[0]).toMatchObject({
      license: "Apache-2.0",
      kind: "exact",
    });
  });

  it("does without title and copyright line, and with another one", () => {
    const mit = text("MIT");
    expect(look(mit.slice(mit.indexOf("Permission")))[0]).toMatchObject({ license: "MIT", kind: "exact" });
    expect(look(mit.replace("<year> <copyright holders>", "2019-2024 Jane Doe and others. All rights reserved."))[0]).toMatchObject({
      kind: "exact",
    });
  });
});

/** What is found must stand in the text: a test that changes nothing shows nothing. */
function change(id: string, ...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce(
    (content, [from, to]) => {
      expect(content).toContain(from);
      return content.replace(from, to);
    },
    text(id).replace(/[ \n]+(?=\S)/g, " "),
  );
}

describe("names of holders", () => {
  const holders = [
    "Example Labs, Inc.",
    "the University of Somewhere and its affiliates",
    "Jane Doe",
    "<organization>",
    "THE EXAMPLE AUTHORS",
  ];

  it.each(holders)("may be any: %s", (holder) => {
    const disclaimer = [
      ["THE COPYRIGHT HOLDERS AND CONTRIBUTORS", `${holder.toUpperCase()} AND CONTRIBUTORS`],
      ["THE COPYRIGHT HOLDER OR CONTRIBUTORS", `${holder.toUpperCase()} OR CONTRIBUTORS`],
    ] as const;
    const copies: Record<string, string> = {
      "BSD-2-Clause": change("BSD-2-Clause", ...disclaimer),
      "BSD-3-Clause": change("BSD-3-Clause", ["the copyright holder nor", `${holder} nor`], ...disclaimer),
      "BSD-4-Clause": change(
        "BSD-4-Clause",
        ["developed by the organization", `developed by ${holder}`],
        ["the copyright holder nor", `${holder} nor`],
        ["BY COPYRIGHT HOLDER", `BY ${holder}`],
        ["SHALL COPYRIGHT HOLDER", `SHALL ${holder}`],
      ),
      ISC: change("ISC", ["AND ISC", `AND ${holder}`], ["SHALL ISC", `SHALL ${holder}`]),
      MIT: change("MIT", ["THE AUTHORS OR COPYRIGHT HOLDERS", holder]),
      Zlib: change("Zlib", ["will the authors be", `will ${holder} be`]),
    };
    for (const [id, copy] of Object.entries(copies)) expect(look(copy)[0]).toMatchObject({ license: id, kind: "exact" });
  });

  it.each([
    ["a negation", "BSD-3-Clause", "the copyright holder nor", "Example, unless permitted, nor"],
    ["an exception", "BSD-3-Clause", "SHALL THE COPYRIGHT HOLDER", "SHALL EXAMPLE, EXCEPT FOR GROSS NEGLIGENCE,"],
    ["a condition", "MIT", "COPYRIGHT HOLDERS BE", "COPYRIGHT HOLDERS IF PAID BE"],
    ["an amount", "MIT", "COPYRIGHT HOLDERS BE", "COPYRIGHT HOLDERS FOR MORE THAN 100 DOLLARS BE"],
  ])("may not hold %s", (_, id, from, to) => {
    expect(look(change(id, [from, to]))[0]).toMatchObject({ license: id, kind: "modified" });
  });
});

describe("equivalent wordings", () => {
  it.each([
    ["sub-license, non-infringement", "MIT", "sublicense", "sub-license"],
    ["joined words", "MIT", "NONINFRINGEMENT", "NON-INFRINGEMENT"],
    ["the next paragraph", "MIT", "this permission notice", "this permission notice (including the next paragraph)"],
    ["this and the software", "BSD-3-Clause", "THIS SOFTWARE IS", "THE SOFTWARE IS"],
    ["owner and holder", "BSD-3-Clause", "copyright holder nor", "copyright owner nor"],
    ["and/or", "ISC", "and/or distribute", "and distribute"],
    ["spelling", "Zlib", "acknowledgment", "acknowledgement"],
    ["British spelling", "BSL-1.0", "covered by this license", "covered by this licence"],
  ])("%s", (_, id, from, to) => {
    expect(look(change(id, [from, to]))[0]).toMatchObject({ license: id, kind: "exact" });
  });
});

it("knows a text with separate accents", () => {
  expect(text("CECILL-2.1").normalize("NFD")).not.toBe(text("CECILL-2.1"));
  expect(look(text("CECILL-2.1").normalize("NFD"))[0]).toMatchObject({ license: "CECILL-2.1", kind: "exact" });
});

describe("changed texts", () => {
  it.each([
    ["a negation put in", "Permission is hereby granted", "Permission is not hereby granted"],
    ["a word put in", "free of charge, to any person", "free of charge, to any natural person"],
    ["a word left out", "publish, distribute, sublicense", "publish, sublicense"],
    ["a word replaced", "without restriction", "with restriction"],
  ])("calls MIT with %s modified", (_, from, to) => {
    expect(text("MIT").replace(/\s+/g, " ")).toContain(from);
    expect(
      look(
        text("MIT")
          .replace(/[ \n]+(?=\S)/g, " ")
          .replace(from, to),
      )[0],
    ).toMatchObject({ license: "MIT", kind: "modified" });
  });

  it("calls a changed number modified", () => {
    const mpl = text("MPL-2.0");
    expect(mpl).toContain("30 days");
    expect(look(mpl.replace("30 days", "60 days"))[0]).toMatchObject({ license: "MPL-2.0", kind: "modified" });
  });

  it("shows the lines of a clause that was added behind", () => {
    const mit = text("MIT");
    const clause =
      "If the monthly revenue of your products exceeds 20 million US dollars,\nyou must obtain a commercial license from the authors.";
    const end = mit.split("\n").length;
    const [match] = look(`${mit}\n\n${clause}\n`);
    expect(match).toMatchObject({ license: "MIT", kind: "modified", startLine: 1, endLine: end });
    expect(match?.unmatched).toEqual([{ startLine: end + 2, endLine: end + 3 }]);
  });

  it("shows the lines of a clause that was put in", () => {
    const lines = text("MIT").split("\n");
    const at = lines.findIndex((line) => line.startsWith("THE SOFTWARE IS"));
    lines.splice(
      at,
      0,
      "The Software may not be used for military purposes by anyone, nor for",
      "surveillance of any person without consent.",
      "",
    );
    const [match] = look(lines.join("\n"));
    expect(match).toMatchObject({ license: "MIT", kind: "modified" });
    expect(match?.unmatched).toEqual([{ startLine: at + 1, endLine: at + 2 }]);
  });

  it("names the half that is left of a long license a part", () => {
    const gpl = text("GPL-3.0-only");
    const [match] = look(gpl.slice(0, Math.floor(gpl.length * 0.6)));
    expect(match).toMatchObject({ license: "GPL-3.0-only", kind: "partial" });
    expect(match?.confidence).toBeLessThan(0.8);
  });
});

describe("several licenses in one file", () => {
  it("finds both and their lines", () => {
    const mit = text("MIT");
    const matches = look(`${mit}\n\n-----\n\n${text("Apache-2.0")}`);
    expect(names(matches)).toEqual(expect.arrayContaining(["MIT", "Apache-2.0"]));
    const [first, second] = [...matches].sort((a, b) => a.startLine - b.startLine);
    expect(first).toMatchObject({ license: "MIT", kind: "exact", startLine: 1 });
    expect(second).toMatchObject({ license: "Apache-2.0", kind: "exact" });
    expect(second?.startLine).toBeGreaterThan(first?.endLine ?? 0);
  });

  it("finds each copy of the same license", () => {
    expect(names(look(`${text("MIT")}\n\n${text("ISC")}\n\n${text("MIT")}`)).toSorted()).toEqual(["ISC", "MIT", "MIT"]);
  });
});

describe("no license text", () => {
  it.each([
    "",
    "Licensed under the Apache License 2.0; see LICENSE.",
    "This model is released under the MIT license.\n\nSee https://opensource.org/license/mit for the text.",
    `Copyright 2024 Example Labs\n\n${text("Apache-2.0").slice(text("Apache-2.0").indexOf("Licensed under the Apache License"))}`,
    "Permission is hereby granted by the head of the department to park in front of the building.",
    "本模型遵循 Apache 2.0 协议，详见 LICENSE 文件。",
  ])("%#", (content) => {
    expect(look(content)).toEqual([]);
  });
});
