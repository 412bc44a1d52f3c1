import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { formatLock } from "../../src/hub/lock-text.ts";
import { parseLock } from "../../src/hub/parse-lock.ts";
import { emptyRecord, type HubRecord } from "../../src/hub/record.ts";
import { policyChanges } from "../../src/policy/changes.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { lockChanges } from "../../src/policy/lock-changes.ts";
import type { Policy } from "../../src/policy/policy.ts";
import { readYaml } from "../harness/fixture-files.ts";
import { policyOf } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { FIXTURES } from "../harness/places.ts";

interface Case {
  readonly because: string;
  /** Null where there is no policy and the shipped default applies. */
  readonly before: object | null;
  readonly after: object | null;
  readonly milder: readonly string[];
}

const groups = readYaml<Readonly<Record<string, readonly Case[]>>>(`${FIXTURES}policies/changes.yaml`);

const shared = { "github:acme/rules/models.yml@main": "", "github:acme/rules/models.yml@v1": "", "github:acme/rules/models.yml@v2": "" };

function load(policy: object | null): Promise<Policy> {
  if (policy === null) return loadPolicy(null, knowledge, () => Promise.reject(new Error()));
  return policyOf(stringify(policy, { aliasDuplicateObjects: false }), "modelterms.yml", shared);
}

for (const [group, cases] of Object.entries(groups)) {
  describe(`a change of the policy: ${group}`, () => {
    test.each(cases.map((one) => [one.because, one] as const))("%s", async (_because, { before, after, milder }) => {
      const changes = policyChanges(await load(before), await load(after));
      const shown = changes.map(({ message }) => message).join("\n");
      for (const part of milder) expect(changes.filter(({ message }) => message.includes(part)).length, `${part}\nin:\n${shown}`).toBe(1);
      expect(changes, shown).toHaveLength(milder.length);
      for (const { location, certain } of changes) {
        expect(location.path, "stands in the new policy, or where it was").toBe("modelterms.yml");
        expect(location.line).toBeGreaterThan(0);
        expect(certain).toBe(true);
      }
    });
  });
}

const llama: HubRecord = {
  ...emptyRecord({ name: "meta-llama/Llama-3.1-8B", kind: "model", pin: null }, "lock", "gated"),
  license: ["llama3.1"],
  revision: "a".repeat(40),
  resolved: "2026-01-01T00:00:00Z",
  bases: [{ name: "acme/base", relation: "finetune" }],
  texts: [
    {
      path: "LICENSE",
      sha256: "1".repeat(64),
      text: null,
      recognized: [{ licenses: ["LicenseRef-llama-3.1"], kind: "exact", confidence: 1 }],
    },
  ],
};

describe("a change of the lock", () => {
  const changesTo = (record: Partial<HubRecord> | null, from: Partial<HubRecord> | null = {}) => {
    const lock = (one: Partial<HubRecord> | null) => parseLock(formatLock(one === null ? [] : [{ ...llama, ...one }]), "modelterms.lock");
    return lockChanges(lock(from), lock(record), "modelterms.lock").map(
      ({ message, certain }) => `${certain ? "certain" : "open"}: ${message}`,
    );
  };

  test.each<[string, Partial<HubRecord>, string]>([
    ["another license", { license: ["mit"] }, "certain: the lock says that meta-llama/Llama-3.1-8B is under mit, and said llama3.1"],
    ["no license", { license: [] }, "is under no license, and said llama3.1"],
    ["another link", { licenseLink: "https://example.org" }, "is under llama3.1, https://example.org, and said llama3.1"],
    ["other bases", { bases: [] }, "something else of meta-llama/Llama-3.1-8B than before: its base models"],
    ["another text", { texts: [] }, "its license texts"],
    ["a text of another license", { texts: [{ ...(llama.texts[0] as HubRecord["texts"][number]), recognized: [] }] }, "its license texts"],
    ["another task", { task: "text-generation" }, "its task"],
    ["another state", { state: "missing" }, "its state"],
  ])("%s", (_what, record, message) => {
    const changes = changesTo(record);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toContain(message);
  });

  test("a later commit and date claim nothing new", () =>
    expect(changesTo({ revision: "b".repeat(40), resolved: "2026-11-01T00:00:00Z" })).toEqual([]));

  test("a new name is for a person to look at", () =>
    expect(changesTo({}, null)).toEqual([
      "open: the lock claims of meta-llama/Llama-3.1-8B, which it did not hold, that it is under llama3.1",
    ]));

  test("and so is one that is gone", () =>
    expect(changesTo(null)).toEqual(["open: the lock no longer holds meta-llama/Llama-3.1-8B, which it said is under llama3.1"]));

  test("a lock that is new or gone is one with or without its names", () => {
    const lock = parseLock(formatLock([llama]), "modelterms.lock");
    expect(lockChanges(null, lock, "modelterms.lock")).toHaveLength(1);
    expect(lockChanges(lock, null, "modelterms.lock")).toHaveLength(1);
    expect(lockChanges(null, null, "modelterms.lock")).toEqual([]);
  });
});
