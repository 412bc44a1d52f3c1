import { describe, expect, test } from "vitest";
import { checks } from "../../src/checks/registry.ts";
import { emptyRecord, type HubRecord } from "../../src/hub/record.ts";
import type { HubAnswers } from "../../src/hub/resolve.ts";
import type { PolicyChange } from "../../src/model.ts";
import { policyChanges } from "../../src/policy/changes.ts";
import { namesIn, readYaml } from "../harness/fixture-files.ts";
import { type Files, judgeFiles, policyOf } from "../harness/judging.ts";
import { FIXTURES } from "../harness/places.ts";
import { ggufBytes, safetensorsBytes } from "../harness/weights.ts";

interface Case {
  readonly files: Readonly<Record<string, string>>;
  /** Weight files that the test builds: their metadata by path. */
  readonly gguf?: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly safetensors?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The policy's text; absent for the shipped default. */
  readonly policy?: string;
  /** What the policy is in the change that is judged by `policy`; absent where it stays as it is. */
  readonly changed?: string;
  readonly date?: string;
  /** What the Hub answers, by name; absent where the scan is offline. Names that are not here are not on the Hub. */
  readonly hub?: Readonly<Record<string, Partial<HubRecord>>>;
  /** All findings of the check. */
  readonly expect: readonly {
    readonly verdict: string;
    readonly component: string;
    readonly at: string;
    readonly contains: string;
    readonly fix?: string;
  }[];
}

const folder = `${FIXTURES}checks/`;

function filesOf({ files, gguf, safetensors }: Case): Files {
  const headers = Object.entries(gguf ?? {}).map(([path, metadata]) => [path, ggufBytes(metadata)] as const);
  const others = Object.entries(safetensors ?? {}).map(([path, metadata]) => [path, safetensorsBytes(metadata)] as const);
  return { ...files, ...Object.fromEntries([...headers, ...others]) };
}

function hubOf({ hub }: Case): HubAnswers | undefined {
  if (hub === undefined) return undefined;
  const answer = (name: string) => ({ state: "public", ...hub[name] }) as const;
  return {
    cached: null,
    online: async (names) =>
      names.map((asked) => ({
        asked,
        record: { ...emptyRecord(asked, "hub", "missing"), ...(hub[asked.name] === undefined ? {} : answer(asked.name)) },
      })),
  };
}

async function changesOf({ policy, changed }: Case): Promise<readonly PolicyChange[]> {
  return changed === undefined ? [] : policyChanges(await policyOf(policy ?? ""), await policyOf(changed));
}

describe.each(checks.map(({ id }) => id))("the check %s", (id) => {
  const names = namesIn(`${folder}${id}`).filter((name) => name.endsWith(".yaml"));

  test("has a case where it has something to say, and one where it has not", () => {
    const cases = names.map((name) => readYaml<Case>(`${folder}${id}/${name}`));
    expect(
      cases.some((one) => one.expect.some(({ verdict }) => verdict !== "pass")),
      `fixtures/checks/${id}`,
    ).toBe(true);
    expect(
      cases.some((one) => one.expect.every(({ verdict }) => verdict === "pass")),
      `fixtures/checks/${id}`,
    ).toBe(true);
  });

  test.each(names)("%s", async (name) => {
    const one = readYaml<Case>(`${folder}${id}/${name}`);
    const result = await judgeFiles(filesOf(one), one.policy, one.date, hubOf(one), await changesOf(one));
    const named = new Map([...result.components.map(({ id, name }) => [id, name] as const), ["policy", "policy"]]);
    const found = result.findings
      .filter(({ check }) => check === id)
      .map(({ verdict, component, location, message, because, fix }) => {
        expect(because.length, "the steps to the verdict").toBeGreaterThan(0);
        if (verdict !== "pass") expect(fix, "what to do").not.toBe("");
        const at = location.line === null ? location.path : `${location.path}:${location.line}`;
        return { verdict, component: named.get(component), at, message, fix };
      });
    const sorted = (list: readonly { readonly verdict: string; readonly component?: string | undefined; readonly at: string }[]) =>
      list.map((finding) => `${finding.verdict} ${finding.component} ${finding.at}`).sort();
    const all = found.map(({ verdict, component, at, message }) => `${verdict} ${component} ${at}: ${message}`).join("\n");
    expect(sorted(found), all).toEqual(sorted(one.expect));
    for (const { contains, component, verdict, at, fix: remedy = "" } of one.expect) {
      const same = found.filter((finding) => finding.component === component && finding.verdict === verdict && finding.at === at);
      expect(
        same.some(({ message, fix }) => message.includes(contains) && fix.includes(remedy)),
        `${contains} ${remedy}\nin:\n${all}`,
      ).toBe(true);
    }
  });
});

test("every folder of fixtures/checks belongs to a check", () => {
  const ids = checks.map(({ id }) => id);
  expect(namesIn(folder).filter((name) => !ids.includes(name))).toEqual([]);
});

test("every check has its own id and its texts", () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  for (const { id, title, what, why, fix } of checks) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    for (const words of [title, what, why, fix]) expect(words.length, id).toBeGreaterThan(10);
  }
});
