import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../src/policy/load.ts";
import { PolicyError } from "../../src/policy/policy.ts";
import { policySchema } from "../../src/policy/schema.ts";
import { knowledge } from "../harness/knowledge.ts";
import { cases } from "../harness/properties.ts";
import { allTargets } from "./all-targets.ts";
import { tryCase } from "./campaign.ts";

const SEED = Number(process.env["FAST_CHECK_SEED"] ?? 20_261_126);
/** Cases a target; `npm run fuzz` tries as many as wanted. */
const CASES = 40;

describe("whatever is generated", () => {
  test.each(allTargets().map((target) => [target.name, target] as const))("%s", async (_name, target) => {
    for (let index = 0; index < CASES; index += 1) {
      const failure = await tryCase(target, SEED, index, Number.POSITIVE_INFINITY);
      expect(failure === null ? null : `case ${index}: ${failure.message}`).toBeNull();
    }
  });
});

/** Values of any shape under the keys that the schema knows. */
const anyPolicy = fc.dictionary(
  fc.oneof(fc.constantFrom(...Object.keys(policySchema.shape)), fc.string({ maxLength: 8 })),
  fc.jsonValue({ maxDepth: 4 }),
  {
    maxKeys: 5,
  },
);

test("a policy of any shape is loaded, or every mistake has its place", async () => {
  await fc.assert(
    fc.asyncProperty(anyPolicy, async (policy) => {
      const text = JSON.stringify(policy);
      try {
        await loadPolicy({ path: "modelterms.yml", text }, knowledge, () => Promise.reject(new PolicyError("no such file")));
      } catch (error) {
        expect(error).toBeInstanceOf(PolicyError);
        for (const line of (error as PolicyError).message.split("\n")) expect(line).toMatch(/^(?:modelterms\.yml:1:\d+|policy): /);
      }
    }),
    cases(300),
  );
});
