import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { ParameterValue, Result, Term } from "../../src/model.ts";
import { judgeLicense, worst } from "../../src/policy/judge.ts";
import { judgeTerm } from "../../src/policy/judge-term.ts";
import { readYaml } from "../harness/fixture-files.ts";
import { judgeFiles, policyOf } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { FIXTURES } from "../harness/places.ts";

interface Case {
  readonly because: string;
  readonly license?: string;
  /** What a text gives, for a term that no license of the catalog has. */
  readonly value?: Readonly<Record<string, ParameterValue>>;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly role?: "published" | "used";
  readonly base?: string;
  /** The text of the license lies beside the model. */
  readonly text?: boolean;
  /** A person attests the obligation. */
  readonly attested?: boolean;
  readonly expect: "pass" | "review" | "fail" | "met" | "unmet" | "attested" | "not-asked";
}

const table = readYaml<Readonly<Record<string, readonly Case[]>>>(`${FIXTURES}policies/terms.yaml`);
const terms = knowledge.terms.keys();
const subject = { modality: null, licensor: null, basesKnown: false };
const ALL = ["permissive", "copyleft", "commercial-restricted", "responsible-use"];

/** The term's own verdict, in a license that has it or with the values of a text. */
async function verdictOf(name: string, { license, value, facts = {} }: Case) {
  const { base: policy } = await policyOf(stringify({ organization: facts }));
  if (license === undefined) {
    const effect = knowledge.terms.get(name)?.effect ?? "information";
    const term: Term = { term: name, effect, value: value ?? null, license: "a text", section: null, inheritedFrom: null, evidence: null };
    return judgeTerm(term, subject, policy, knowledge).verdict;
  }
  const lists = { allow: [], deny: [], review: [], unlisted: null, unknown: null, missing: null };
  const defaults = { unlisted: "fail", unknown: "fail" } as const;
  const options = { lists, policy, defaults, subject, base: null, bound: true, nameAllowed: true, knowledge };
  const { judgments } = judgeLicense(license, [], options);
  const own = judgments.filter(({ term }) => term.term === name);
  expect(own.length, `${license} has ${name}`).toBeGreaterThan(0);
  return worst(own.map(({ verdict }) => verdict));
}

/** The obligation's state for a model that is published here, or used by an application. */
async function stateOf(name: string, { license = "", facts = {}, role, base, text, attested }: Case) {
  const stated = base === undefined ? {} : { base_model: base };
  const published = {
    "m/README.md": `---\n${stringify({ license, ...stated })}---\n`,
    ...(text === true ? { "m/LICENSE": `Text of ${license}` } : {}),
  };
  const used = { "app.py": 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/tested")\n' };
  const policy = {
    licenses: { allow: ALL },
    organization: { applications: [], ...facts },
    curations: role === "used" ? [{ component: "acme/tested", license, evidence: "read" }] : [],
    attestations: attested === true ? [{ obligation: name, component: "*", evidence: "seen", by: "me" }] : [],
  };
  const result: Result = await judgeFiles(role === "used" ? used : published, stringify(policy));
  const component = result.components.find((one) => one.role === role);
  const own = (component?.obligations ?? []).filter(({ term }) => term === name);
  expect(own.length, `${license} has ${name}`).toBeGreaterThan(0);
  const order = ["not-asked", "met", "attested", "unmet"] as const;
  return order.findLast((state) => own.some((one) => one.state === state));
}

describe("every term", () => {
  test("of the vocabulary has cases, and no other", () => expect(Object.keys(table).sort()).toEqual([...terms].sort()));

  for (const [name, cases] of Object.entries(table)) {
    test.each(cases.map((one) => [one.expect, one.because, one] as const))(`${name}: %s: %s`, async (_expect, _because, one) => {
      const isVerdict = ["pass", "review", "fail"].includes(one.expect);
      expect(isVerdict ? await verdictOf(name, one) : await stateOf(name, one)).toBe(one.expect);
    });
  }
});

describe("every way of judging", () => {
  const ways = [...new Set(terms.flatMap((name) => knowledge.terms.get(name)?.judge?.by ?? []))].sort();
  /** What each way can come to; all of it must occur. */
  const POSSIBLE: Readonly<Record<string, readonly Case["expect"][]>> = {
    uses: ["pass", "review", "fail"],
    threshold: ["pass", "review", "fail"],
    territories: ["pass", "review", "fail"],
    applications: ["pass", "review", "fail"],
    competition: ["pass", "review", "fail"],
    "derivative-distribution": ["pass", "review", "fail"],
    obligation: ["met", "unmet", "attested", "not-asked"],
    "base-terms": ["pass", "review"],
    person: ["review"],
    exemption: ["pass"],
    "counts-as": ["pass"],
  };

  test("is known here", () => expect(Object.keys(POSSIBLE).sort()).toEqual(ways));

  test.each(ways)("%s comes to all that it can", (way) => {
    const cases = terms.flatMap((name) => (knowledge.terms.get(name)?.judge?.by === way ? (table[name] ?? []) : []));
    expect([...new Set(cases.map((one) => one.expect))].sort()).toEqual([...(POSSIBLE[way] ?? [])].sort());
  });
});
