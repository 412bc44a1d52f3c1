import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { namesIn, readYaml } from "../harness/fixture-files.ts";
import { policyOf } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { FIXTURES, ROOT } from "../harness/places.ts";
import { cases } from "../harness/properties.ts";

const schema = JSON.parse(readFileSync(`${ROOT}dist/schemas/policy.schema.json`, "utf8")) as { $schema: string };
const validate = new Ajv({ strict: true, strictTypes: false }).compile(schema);

/** Every key that a policy may have, with a value that is right. */
const WHOLE = readYaml<Readonly<Record<string, unknown>>>(`${FIXTURES}policies/whole.yaml`);

async function parses(policy: unknown): Promise<string> {
  return policyOf(JSON.stringify(policy)).then(
    () => "",
    (error: Error) => error.message,
  );
}

test("is of draft-07", () => expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#"));

describe("the schema takes what the parser takes:", () => {
  test("a policy with every key", async () => {
    expect(await parses(WHOLE)).toBe("");
    expect(validate(WHOLE), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each(knowledge.policies.keys())("the shipped policy %s", (name) => {
    const text = readFileSync(`${ROOT}rules/policies/${name}.yaml`, "utf8");
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  test("numbers with underscores, which YAML 1.2 takes for texts", () => {
    expect(validate({ organization: { "monthly-active-users": "4_200_000", devices: { value: "5_000" } } })).toBe(true);
    expect(validate({ organization: { "monthly-active-users": "4.2M" } })).toBe(false);
  });
});

/** Mistakes that no schema can know: names of licenses, days of the calendar, files, what is stated in two places, YAML itself. */
const BEYOND =
  /^(?:curation-|date-(?:year|order|none)|duplicate-|extends-|misspelled-(?:class|deny-term|license)|pattern-|several-|users-(?:infinite|too-large)|term-under-|unknown-key-tested-|twice-|yaml-|root-)/;

describe("the schema refuses what the parser refuses:", () => {
  const folder = `${FIXTURES}policies/broken/`;
  const names = namesIn(folder).filter((name) => name.endsWith(".yml") && !BEYOND.test(name));
  test("there are many", () => expect(names.length).toBeGreaterThan(40));
  test.each(names)("%s", (name) => expect(validate(parse(readFileSync(folder + name, "utf8")))).toBe(false));
});

/** All places of a value, as paths of keys. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => placesOf(item, [...path, index]))];
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

/** A copy with one place changed: `undefined` takes it out. */
function changed(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (index === key ? changed(item, rest, to) : item));
    return items.filter((item) => item !== undefined);
  }
  const entries = Object.entries(value as object).map(([name, item]) => [name, name === key ? changed(item, rest, to) : item] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

test("the schema and the parser agree wherever one value is another, is missing or is one too many", async () => {
  const places = placesOf(WHOLE).filter(([first]) => first !== undefined && first !== "extends" && first !== "tests");
  const values = [undefined, null, "", "MIT", "2027-03-31", "fail", 5, -1, 0.5, true, [], ["MIT"], [""], {}, { unknown: 1 }, [{}]] as const;
  const property = fc.asyncProperty(fc.constantFrom(...places), fc.constantFrom(...values), async (path, value) => {
    const policy = changed(WHOLE, path, value);
    const refused = await parses(policy);
    // Which licenses there are, no schema can know.
    if (/is no license, class/.test(refused)) return;
    expect(validate(policy), `${path.join(".")} = ${JSON.stringify(value)}: ${refused || "the parser takes it"}`).toBe(refused === "");
  });
  await fc.assert(property, cases(1500));
});
