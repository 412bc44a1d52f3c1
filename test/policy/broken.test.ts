import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../src/policy/load.ts";
import { PolicyError } from "../../src/policy/policy.ts";
import { namesIn } from "../harness/fixture-files.ts";
import { policyOf } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { FIXTURES } from "../harness/places.ts";

const folder = `${FIXTURES}policies/broken/`;
const cases = namesIn(folder).filter((name) => name.endsWith(".yml"));
const texts = Object.fromEntries(cases.map((name) => [name, readFileSync(folder + name, "utf8")]));

async function mistakesOf(name: string): Promise<readonly string[]> {
  try {
    await policyOf(texts[name] ?? "", name, texts);
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError);
    return (error as Error).message.split("\n");
  }
  return [];
}

// Each file says in its first lines what is expected: `# expect: <line>:<column>: <part of the message>`.
describe("a broken policy", () => {
  test("comes in many kinds", () => expect(cases.length).toBeGreaterThanOrEqual(30));

  test.each(cases)("%s", async (name) => {
    const expected = [...(texts[name] ?? "").matchAll(/^# expect: (\d+:\d+): (.*)$/gm)];
    expect(expected.length, "a line # expect:").toBeGreaterThan(0);
    const lines = await mistakesOf(name);
    for (const [, place, part] of expected) {
      const found = lines.find((line) => line.startsWith(`${name}:${place}: `) && line.includes(part ?? ""));
      expect(found, `expected ${place}: ${part}, got:\n${lines.join("\n")}`).toBeDefined();
    }
    expect(lines, "as many mistakes as expected").toHaveLength(expected.length);
    for (const line of lines) {
      expect(line, "file, line and column").toMatch(/^\S+:\d+:\d+: \S/);
      expect(line, "what to write instead").toMatch(
        /; (?:write|did you mean|remove|add|keep|give|correct|name|terms may stand)|: remove|remove one|: a policy is a mapping of keys such as/,
      );
      expect(line, "nothing of the parser's insides").not.toMatch(
        /Invalid input|Invalid string|ZodError|RangeError|\[object|undefined|expected string, received/,
      );
    }
  });
});

test("mistakes beyond fifty are counted", async () => {
  const wrong = (count: number) => Array.from({ length: count }, (_, index) => `wrong${index}: 1\n`).join("");
  const linesOf = async (count: number) => (await policyOf(wrong(count)).catch((error: Error) => error.message)).toString().split("\n");
  expect(await linesOf(50)).toHaveLength(50);
  const lines = await linesOf(1_234);
  expect(lines).toHaveLength(51);
  expect(lines.at(-1)).toBe("and 1,184 more: mend these first");
});

describe("a policy that cannot be extended", () => {
  test("names the place of the entry and the file that is missing", async () => {
    const text = "licenses:\n  allow: [MIT]\nextends:\n  - ./missing.yml\n";
    await expect(policyOf(text)).rejects.toThrow(/^modelterms\.yml:4:5: extends: .*missing\.yml/);
  });

  test("tells of a mistake in an extended file at that file's line", async () => {
    const others = { "shared.yml": "licenses:\n  alow: [MIT]\n" };
    await expect(policyOf("extends: [./shared.yml]\n", "modelterms.yml", others)).rejects.toThrow(/^shared\.yml:2:3: unknown key alow/);
  });

  test("that names itself through another is a circle", async () => {
    const others = { "a.yml": "extends: [./b.yml]\n", "b.yml": "extends: [./a.yml]\n" };
    await expect(policyOf("extends: [./a.yml]\n", "modelterms.yml", others)).rejects.toThrow(/circle/);
  });

  test("that is extended twice along two ways is no circle", async () => {
    const others = { "a.yml": "extends: [./c.yml]\n", "b.yml": "extends: [./c.yml]\n", "c.yml": "licenses: { allow: [MIT] }\n" };
    const policy = await policyOf("extends: [./a.yml, ./b.yml]\n", "modelterms.yml", others);
    expect(policy.base.licenses.allow.map(({ written }) => written)).toEqual(["MIT"]);
  });
});

describe("every shipped policy", () => {
  test.each(knowledge.policies.keys())("%s loads", async (name) => {
    const policy = await policyOf(`extends: ["modelterms:${name}"]\n`);
    expect(policy.base.licenses.allow.length).toBeGreaterThan(0);
  });

  test("the default is commercial-product, and says so", async () => {
    const policy = await loadPolicy(null, knowledge, () => Promise.reject(new Error()));
    expect(policy).toMatchObject({ path: null, name: "modelterms:commercial-product" });
  });
});
