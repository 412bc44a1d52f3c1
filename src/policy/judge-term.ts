import type { Judge, Knowledge } from "../licenses/knowledge.ts";
import type { Location, Modality, Term, TermJudgment } from "../model.ts";
import { type Answer, missing } from "./answer.ts";
import { judgeThreshold } from "./judge-threshold.ts";
import type { Judgments } from "./policy.ts";

/** What is known of the thing that a term binds, besides the license. */
export interface Subject {
  /** `text`, `multimodal`, or null where nothing tells. */
  readonly modality: Modality | null;
  /** The publisher of the license, for clauses about competitors. */
  readonly licensor: string | null;
  /** Whether a base model of it is known, with its license. */
  readonly basesKnown: boolean;
}

/**
 * Holds a term against the organization's facts: within them pass, against them fail, and where a fact is not stated review, naming the fact.
 * `terms:` of the policy overrules.
 */
export function judgeTerm(term: Term, subject: Subject, policy: Judgments, knowledge: Knowledge): TermJudgment {
  const overruled = policy.terms[term.term];
  if (overruled !== undefined) {
    const reason = `the policy says ${overruled.value} for every license with ${term.term}`;
    return { term, verdict: overruled.value, check: "term-forbidden", reason, missingFact: null, policyLocation: overruled.location };
  }
  const judge = knowledge.terms.get(term.term)?.judge;
  const answer: Answer =
    judge === undefined ? { verdict: "pass", reason: "nothing to judge", check: null } : answerFor(judge, term, subject, policy, knowledge);
  return {
    term,
    verdict: answer.verdict,
    check: answer.check,
    reason: answer.reason,
    missingFact: answer.missingFact ?? null,
    policyLocation: locationOf(answer.fact, policy),
  };
}

function locationOf(fact: string | undefined, policy: Judgments): Location | null {
  return fact === undefined ? null : (policy.factLocations[fact] ?? null);
}

function answerFor(judge: Judge, term: Term, subject: Subject, policy: Judgments, knowledge: Knowledge): Answer {
  switch (judge.by) {
    case "uses":
      return judgeUses(judge, policy);
    case "threshold":
      return judgeThreshold(judge.fact, term, policy);
    case "territories":
      return judgeTerritories(term, subject, policy, knowledge);
    case "applications":
      return judgeApplications(judge.items, term, policy, knowledge);
    case "competition":
      return judgeCompetition(term, subject, policy);
    case "derivative-distribution":
      return judgeDerivatives(policy);
    case "base-terms":
      return judgeBaseTerms(term, subject);
    case "counts-as":
      return { verdict: "pass", check: null, reason: `${judge.use} counts as ${judge.situation}: obligations are asked accordingly` };
    case "exemption":
      return { verdict: "pass", check: null, reason: "an exemption: it lifts other terms, where the facts show that it holds" };
    case "person":
      return {
        verdict: "review",
        check: "term-forbidden",
        reason: "no fact decides it: a person must read the clause, and may then say so under terms:",
      };
    case "obligation":
      return { verdict: "pass", check: null, reason: "an obligation, not a limit" };
  }
}

function judgeUses(judge: Extract<Judge, { by: "uses" }>, { organization }: Judgments): Answer {
  const check = "use-not-permitted";
  const uses = organization.uses;
  if (uses === undefined) return missing("uses", check, "what the model is used for");
  const against =
    "forbids" in judge ? uses.filter((use) => judge.forbids.includes(use)) : uses.filter((use) => !judge.permits.includes(use));
  if (against.length > 0) return { verdict: "fail", check, fact: "uses", reason: `organization.uses holds ${against.join(", ")}` };
  return { verdict: "pass", check, fact: "uses", reason: `organization.uses (${uses.join(", ") || "none"}) stays within it` };
}

function judgeTerritories(term: Term, subject: Subject, { organization }: Judgments, knowledge: Knowledge): Answer {
  const check = "territory-excluded";
  const applies = String(term.value?.["applies"] ?? "");
  const onlyMultimodal = /multimodal/i.test(applies);
  if (onlyMultimodal && subject.modality === "text")
    return { verdict: "pass", check, reason: "it covers multimodal models only, and this one takes and gives text" };
  const regions = term.value?.["regions"];
  if (!Array.isArray(regions) || regions.length === 0)
    return { verdict: "review", check, reason: "which territories are meant is not known: read the clause" };
  const stated = organization.territories;
  if (stated === undefined) return missing("territories", check, `to compare with ${regions.join(", ")}`);
  const members = (code: string) => knowledge.territories.get(code) ?? [code];
  const excluded = new Set(regions.map(String).flatMap((code) => [code, ...members(code)]));
  const against = stated.filter((code) => excluded.has(code) || members(code).some((member) => excluded.has(member)));
  if (against.length === 0)
    return {
      verdict: "pass",
      check,
      fact: "territories",
      reason: `organization.territories (${stated.join(", ") || "none"}) lie outside ${regions.join(", ")}`,
    };
  if (onlyMultimodal && subject.modality === null) {
    return {
      verdict: "review",
      check,
      fact: "territories",
      reason: `${against.join(", ")} is excluded for multimodal models, and nothing tells whether this is one`,
    };
  }
  return { verdict: "fail", check, fact: "territories", reason: `no rights are granted in ${against.join(", ")}` };
}

function judgeApplications(items: readonly string[] | undefined, term: Term, { organization }: Judgments, knowledge: Knowledge): Answer {
  const check = "prohibited-application";
  const listed = term.value?.["list"];
  const prohibited = Array.isArray(listed) ? listed.map(String) : (items ?? []);
  const policy = term.value?.["policy"];
  if (prohibited.length === 0 && typeof policy === "string" && knowledge.names.catalog.get(policy) !== undefined) {
    return { verdict: "pass", check: null, reason: `its items are judged one by one from ${policy}` };
  }
  if (prohibited.length === 0)
    return {
      verdict: "review",
      check,
      reason: "the prohibited uses are not itemized: a person must read them, and may then say so under terms:",
    };
  const stated = organization.applications;
  if (stated === undefined) return missing("applications", check, "to compare with the prohibited uses ([] means none of the vocabulary)");
  const against = stated.filter((application) => prohibited.includes(application));
  if (against.length > 0) return { verdict: "fail", check, fact: "applications", reason: `${against.join(", ")} is prohibited` };
  return {
    verdict: "pass",
    check,
    fact: "applications",
    reason: `organization.applications (${stated.join(", ") || "none"}) holds nothing that is prohibited`,
  };
}

function judgeCompetition(term: Term, subject: Subject, { organization }: Judgments): Answer {
  const check = "use-not-permitted";
  const stated = organization["competes-with"];
  if (stated === undefined) return missing("competes-with", check, "the licensors that the organization competes with ([] means none)");
  const licensor = String(term.value?.["licensor"] ?? subject.licensor ?? "");
  if (licensor === "")
    return stated.length === 0
      ? { verdict: "pass", check, fact: "competes-with", reason: "the organization competes with no licensor" }
      : { verdict: "review", check, reason: "who the licensor is is not known" };
  const rival = stated.find((name) => name.toLowerCase() === licensor.toLowerCase());
  if (rival !== undefined) return { verdict: "fail", check, fact: "competes-with", reason: `the organization competes with ${rival}` };
  return { verdict: "pass", check, fact: "competes-with", reason: `the organization does not state that it competes with ${licensor}` };
}

/** The terms of base models are judged where these are known; a license that names one, and a card that does not, leave them open. */
function judgeBaseTerms(term: Term, { basesKnown }: Subject): Answer {
  const base = term.value?.["base"];
  const check = "term-forbidden";
  if (base === undefined) return { verdict: "pass", check: null, reason: "it names no base model" };
  if (basesKnown) return { verdict: "pass", check, reason: "the terms of its base models are judged too" };
  return {
    verdict: "review",
    check,
    reason: `the terms of ${String(base)} apply too, and no base model is stated: state it (base_model), or read those terms`,
  };
}

function judgeDerivatives({ organization }: Judgments): Answer {
  const check = "use-not-permitted";
  const uses = organization.uses;
  if (uses === undefined) return missing("uses", check, "whether modified versions are made and passed on");
  if (uses.includes("fine-tuning") && uses.includes("distribution"))
    return {
      verdict: "fail",
      check,
      fact: "uses",
      reason: "organization.uses holds fine-tuning and distribution, and modified versions may not be passed on",
    };
  return { verdict: "pass", check, fact: "uses", reason: "organization.uses does not hold both fine-tuning and distribution" };
}
