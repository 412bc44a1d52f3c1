import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { Verdict } from "../../src/model.ts";
import { type JudgeOptions, judgeLicense } from "../../src/policy/judge.ts";
import { rememberingJudge } from "../../src/policy/remembering-judge.ts";
import { CLASSES, USES } from "../../src/policy/vocabulary.ts";
import { judgeFiles, policyOf } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { cases } from "../harness/properties.ts";

/** What judges each license once comes to the same as what judges it every time. */
const LICENSES = ["MIT", "GPL-3.0-only", "CC-BY-NC-4.0", "LicenseRef-llama-3.1", "LicenseRef-stability-community-2024-07-05"] as const;
const STATED = [...LICENSES, "MIT AND CC-BY-NC-4.0", "MIT OR LicenseRef-llama-3.1", "LicenseRef-nobodys"] as const;
const BASES = ["meta-llama/Llama-3.1-8B", "google/flan-t5-base", "nobody/unheard-of"] as const;

const verdict = fc.constantFrom<Verdict>("pass", "review", "fail");
const entries = fc.uniqueArray(fc.constantFrom(...LICENSES, ...CLASSES, "CC-BY-*"), { maxLength: 3 });
const lists = fc.record({ allow: entries, deny: entries, review: entries, unlisted: verdict });
const organization = fc.record(
  {
    uses: fc.uniqueArray(fc.constantFrom(...USES)),
    "monthly-active-users": fc.constantFrom(0, 900_000_000),
    territories: fc.uniqueArray(fc.constantFrom("US", "DE")),
  },
  { requiredKeys: [] },
);
const policy = fc.record({
  licenses: lists,
  datasets: lists,
  organization,
  owned: fc.constantFrom([], ["m1"]),
  models: fc.constantFrom({}, { allow: ["m0"] }, { deny: ["meta-llama/*"] }),
  overrides: fc.array(fc.record({ paths: fc.constantFrom(["m0/**"], ["m2/**"]), organization }), { maxLength: 2 }),
});
type Policy = typeof policy extends fc.Arbitrary<infer Value> ? Value : never;
const textOf = (given: Policy) => stringify(given, { aliasDuplicateObjects: false });

test("a remembered judgment is the one that was asked for", async () => {
  const asked = fc.record({
    expression: fc.option(fc.constantFrom(...STATED)),
    candidates: fc.uniqueArray(fc.constantFrom(...LICENSES), { maxLength: 2 }),
    rules: fc.nat(2),
    datasets: fc.boolean(),
    defaults: fc.record({ unlisted: verdict, unknown: verdict }),
    subject: fc.record({
      modality: fc.constantFrom("text" as const, "multimodal" as const, null),
      licensor: fc.constant(null),
      basesKnown: fc.boolean(),
    }),
    base: fc.option(fc.constantFrom(...BASES)),
    bound: fc.boolean(),
    nameAllowed: fc.boolean(),
  });
  const property = fc.asyncProperty(policy, fc.array(asked, { minLength: 20, maxLength: 60 }), async (given, questions) => {
    const { base, overrides } = await policyOf(textOf(given));
    const all = [base, ...overrides.map(({ judgments }) => judgments)];
    const judge = rememberingJudge(judgeLicense);
    for (const { expression, candidates, rules, datasets, ...rest } of questions) {
      const judgments = all[rules % all.length] ?? base;
      const options: JudgeOptions = { ...rest, policy: judgments, lists: datasets ? judgments.datasets : judgments.licenses, knowledge };
      expect(judge(expression, candidates, options)).toEqual(judgeLicense(expression, candidates, options));
    }
  });
  await fc.assert(property, cases(200));
});

test("components that are judged together are judged as each is alone", async () => {
  const card = fc.record({ license: fc.constantFrom(...STATED), base: fc.option(fc.constantFrom(...BASES)), task: fc.boolean() });
  const property = fc.asyncProperty(policy, fc.array(card, { minLength: 2, maxLength: 5 }), async (given, cards) => {
    const files = cards.map(({ license, base, task }, at) => {
      const fields = { license, ...(base === null ? {} : { base_model: base }), ...(task ? { pipeline_tag: "text-generation" } : {}) };
      return { [`m${at}/README.md`]: `---\n${stringify(fields)}---\nBuilt with Llama\n` };
    });
    const together = await judgeFiles(Object.assign({}, ...files), textOf(given));
    for (const [at, file] of files.entries()) {
      const alone = await judgeFiles(file, textOf(given));
      const own = ({ components, findings }: typeof alone) => ({
        // What one card displays counts for all of a repository.
        components: components.filter(({ id }) => id === `path:m${at}`).map(({ obligations: _, ...rest }) => rest),
        findings: findings.filter(({ component, check }) => component === `path:m${at}` && !/attribution|notice|obligation/.test(check)),
      });
      expect(own(together)).toEqual(own(alone));
    }
  });
  await fc.assert(property, cases(100));
});
