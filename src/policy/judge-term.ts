import type { Judge, Knowledge } from "../licenses/knowledge.ts";
import type { Location, Modality, Money, Quantity, Term, TermJudgment, Verdict } from "../model.ts";
import { grouped } from "../numbers.ts";
import type { Judgments } from "./policy.ts";

/** What is known of the thing that a term binds, besides the license. */
export interface Subject {
  /** `text`, `multimodal`, or null where nothing tells. */
  readonly modality: Modality | null;
  /** The publisher of the license, for clauses about competitors. */
  readonly licensor: string | null;
}

interface Answer {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly check: string | null;
  readonly missingFact?: string;
  readonly fact?: string;
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

function judgeThreshold(fact: Extract<Judge, { by: "threshold" }>["fact"], term: Term, { organization }: Judgments): Answer {
  const check = "threshold-exceeded";
  const limit = term.value?.["value"];
  if (typeof limit !== "number") return { verdict: "review", check, reason: "the threshold's value is not known: read the clause" };
  const stated: Quantity | Money | undefined = organization[fact];
  if (stated === undefined) return missing(fact, check, `to compare with ${format(limit, term)}`);
  const currency = term.value?.["currency"];
  const rate =
    "amount" in stated && typeof currency === "string" ? rateBetween(stated.currency, currency, organization["exchange-rates"] ?? {}) : 1;
  if (rate === null && "amount" in stated) {
    return {
      verdict: "review",
      check,
      fact,
      missingFact: `organization.${fact} in ${String(currency)}`,
      reason: `the license counts in ${String(currency)}, the policy in ${stated.currency}: state the amount in ${String(currency)}, or exchange-rates: { ${stated.currency}/${String(currency)}: … }`,
    };
  }
  const amount = ("amount" in stated ? stated.amount : stated.value) * (rate ?? 1);
  const period = term.value?.["period"];
  const share = period === "month" ? 12 : period === "quarter" ? 4 : 1;
  const measured = amount / share;
  const exceeds = term.value?.["comparison"] === "at-least" ? measured >= limit : measured > limit;
  const shown = `${fact} ${grouped(amount)}${share === 1 ? "" : ` a year, ${grouped(Math.round(measured))} a ${String(period)} on average`}`;
  if (!exceeds && share > 1 && measured > limit / 2)
    return {
      verdict: "review",
      check,
      fact,
      reason: `${shown}: so near to ${format(limit, term)} that single ${String(period)}s may exceed it`,
    };
  if (!exceeds) return { verdict: "pass", check, fact, reason: `${shown} is within ${format(limit, term)}` };
  return exceeded(term, fact, `${shown} exceeds ${format(limit, term)}`);
}

/** How much of one currency another is worth, by the rates that the policy states, in either direction; null where it states none. */
function rateBetween(from: string, to: string, rates: Readonly<Record<string, number>>): number | null {
  if (from === to) return 1;
  const direct = rates[`${from}/${to}`];
  const inverse = rates[`${to}/${from}`];
  return direct ?? (inverse === undefined ? null : 1 / inverse);
}

/** What exceeding a threshold does is the license's word. */
function exceeded(term: Term, fact: string, reason: string): Answer {
  const check = "threshold-exceeded";
  const action = term.value?.["action"];
  if (action === "display-text")
    return {
      verdict: "pass",
      check,
      fact,
      reason: `${reason}: the license then asks to display ${String(term.value?.["text"] ?? "a text")}`,
    };
  if (action === "register") return { verdict: "review", check, fact, reason: `${reason}: the license then asks to register` };
  if (action === "terminate") return { verdict: "fail", check, fact, reason: `${reason}: the license then ends` };
  return { verdict: "fail", check, fact, reason: `${reason}: another license must be asked for` };
}

function format(limit: number, term: Term): string {
  const unit = term.value?.["unit"] ?? term.value?.["currency"] ?? "";
  const period = term.value?.["period"];
  return `${grouped(limit)}${unit === "" ? "" : ` ${String(unit)}`}${period === undefined ? "" : ` a ${String(period)}`}`;
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

function missing(fact: string, check: string, what: string): Answer {
  return { verdict: "review", check, missingFact: `organization.${fact}`, reason: `organization.${fact} is not stated (${what})` };
}
