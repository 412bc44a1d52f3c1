import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatExpression } from "../../src/licenses/expression.ts";
import { type NameMeaning, understandLicenseName, understandLink, understandName } from "../../src/licenses/names.ts";
import { readTable, readYaml } from "../harness/fixture-files.ts";
import { knowledge } from "../harness/knowledge.ts";
import { DATA, FIXTURES } from "../harness/places.ts";

interface Names {
  readonly licenses: Readonly<Record<string, string>>;
  readonly families: Readonly<Record<string, { readonly begin: string; readonly some: readonly string[] }>>;
  readonly special: Readonly<Record<string, string>>;
  readonly placeholders: readonly string[];
  readonly nothing: Readonly<Record<string, string | null>>;
  readonly "license-names": Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, string | null>>;
}

const fixtures = readYaml<Names>(`${FIXTURES}licenses/names.yaml`);
const { names } = knowledge;

/** The meaning in short: an expression, or what else it is. */
function short(meaning: NameMeaning | null): string | null {
  if (meaning === null) return null;
  return meaning.means === "license" ? formatExpression(meaning.expression) : meaning.means;
}

describe("a name", () => {
  test.each(Object.entries(fixtures.licenses))("%j is %s", (written, expression) => {
    expect(short(understandName(written, names))).toBe(expression);
  });

  test.each(Object.entries(fixtures.families))("%j fits several licenses", (written, { begin, some }) => {
    const meaning = understandName(written, names);
    expect(meaning).toMatchObject({ means: "family" });
    const { candidates } = meaning as Extract<NameMeaning, { means: "family" }>;
    expect(candidates).toEqual(expect.arrayContaining([...some]));
    const known = candidates.filter((candidate) => candidate !== "LicenseRef-unknown");
    expect(known.filter((candidate) => !candidate.startsWith(begin))).toEqual([]);
  });

  test.each(Object.entries(fixtures.special))("%j says %s", (written, special) => {
    expect(understandName(written, names)).toMatchObject({ means: "special", special });
  });

  test.each(fixtures.placeholders)("%j is a placeholder", (written) => {
    expect(understandName(written, names).means).toBe("placeholder");
  });

  test.each(Object.entries(fixtures.nothing))("%j is nothing that is known", (written, suggestion) => {
    const meaning = understandName(written, names);
    expect(meaning.means).toBe("nothing");
    if (suggestion !== null) expect((meaning as Extract<NameMeaning, { means: "nothing" }>).suggestion).toBe(suggestion);
  });

  test.each(Object.entries(fixtures["license-names"]))("license_name %j is %s", (written, expression) => {
    expect(short(understandLicenseName(written, names))).toBe(expression);
  });
});

describe("a link", () => {
  test.each(Object.entries(fixtures.links))("%s leads to %s", (link, license) => {
    expect(short(understandLink(link, names))).toBe(license);
  });
});

describe("every identifier of the SPDX list", () => {
  const ids = names.spdx.keys().map((key) => names.spdx.get(key) ?? "");

  test("is itself, or its family where it leaves “only” or “or later” open", () => {
    expect(ids.length).toBeGreaterThan(600);
    const wrong = ids.filter((id) => {
      const meaning = understandName(id, names);
      return !(meaning.means === "license" || (meaning.means === "family" && meaning.candidates.every((one) => one.startsWith(id))));
    });
    expect(wrong.filter((id) => !/^(?:A?GPL|LGPL|GFDL)-/.test(id))).toEqual([]);
  });

  test("is known in lower and in upper case, with the same meaning", () => {
    const meaning = (written: string) => {
      const { step: _, ...rest } = understandName(written, names);
      return rest;
    };
    for (const id of ids) {
      expect(meaning(id.toLowerCase()), id).toEqual(meaning(id));
      if (names.special.get(id.toUpperCase()) === undefined && id !== "Unlicense")
        expect(meaning(id.toUpperCase()), id).toEqual(meaning(id));
    }
  });

  test("has a license of which the terms are known or a person is asked", () => {
    expect(ids.filter((id) => knowledge.licenses.get(id) === undefined)).toEqual([]);
  });
});

const identifiers = `${DATA}licenses/hf-license-ids.tsv`;
describe.skipIf(!existsSync(identifiers))("every identifier of the Hub (skipped where ../shared/data is absent)", () => {
  const rows = existsSync(identifiers) ? readTable(identifiers) : [];

  test("there are 83", () => expect(rows).toHaveLength(83));

  test.each(rows.map((row) => row["hf_id"] ?? ""))("%s", (id) => {
    const meaning = understandName(id, names);
    if (id === "other" || id === "unknown") expect(meaning).toMatchObject({ means: "special", special: id });
    else if (meaning.means === "special") expect(meaning.special).toBe("unknown");
    else expect(["license", "family"]).toContain(meaning.means);
  });

  test("at most five have no text that is known", () => {
    const unknown = rows.map((row) => row["hf_id"] ?? "").filter((id) => understandName(id, names).means === "special");
    expect(unknown.length, unknown.join(", ")).toBeLessThanOrEqual(5);
  });
});
