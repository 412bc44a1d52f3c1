import type { Judge } from "../licenses/knowledge.ts";
import type { Money, Quantity, Term } from "../model.ts";
import { grouped } from "../numbers.ts";
import { type Answer, missing } from "./answer.ts";
import type { Judgments } from "./policy.ts";

type Fact = Extract<Judge, { by: "threshold" }>["fact"];

const CHECK = "threshold-exceeded";

/** Compares a fact with a threshold of the license, as the license counts: in its currency, period, scope, and on its date. */
export function judgeThreshold(fact: Fact, term: Term, { organization }: Judgments): Answer {
  const limit = term.value?.["value"];
  if (typeof limit !== "number") return { verdict: "review", check: CHECK, reason: "the threshold's value is not known: read the clause" };
  const beyond = outsideScope(term, organization.uses);
  if (beyond !== null) return beyond;
  const stated: Quantity | Money | undefined = organization[fact];
  if (stated === undefined) return missing(fact, CHECK, `to compare with ${format(limit, term)}`);
  const currency = term.value?.["currency"];
  const rate =
    "amount" in stated && typeof currency === "string" ? rateBetween(stated.currency, currency, organization["exchange-rates"] ?? {}) : 1;
  if (rate === null && "amount" in stated) {
    return {
      verdict: "review",
      check: CHECK,
      fact,
      missingFact: `organization.${fact} in ${String(currency)}`,
      reason: `the license counts in ${String(currency)}, the policy in ${stated.currency}: state the amount in ${String(currency)}, or exchange-rates: { ${stated.currency}/${String(currency)}: … }`,
    };
  }
  const amount = ("amount" in stated ? stated.amount : stated.value) * (rate ?? 1);
  return compared(limit, amount, fact, term, stated.asOf);
}

function compared(limit: number, amount: number, fact: Fact, term: Term, asOf: string | null): Answer {
  const period = term.value?.["period"];
  const share = period === "month" ? 12 : period === "quarter" ? 4 : 1;
  const measured = amount / share;
  const exceeds = term.value?.["comparison"] === "at-least" ? measured >= limit : measured > limit;
  const when = asOf === null ? "" : ` (as of ${asOf})`;
  const shown = `${fact} ${grouped(amount)}${when}${share === 1 ? "" : `, ${grouped(Math.round(measured))} a ${String(period)} on average`}`;
  if (exceeds) return exceeded(term, fact, `${shown} exceeds ${format(limit, term)}`);
  if (share > 1 && measured > limit / 2)
    return {
      verdict: "review",
      check: CHECK,
      fact,
      reason: `${shown}: so near to ${format(limit, term)} that single ${String(period)}s may exceed it`,
    };
  return (
    notCounted(fact, term, asOf, shown) ?? { verdict: "pass", check: CHECK, fact, reason: `${shown} is within ${format(limit, term)}` }
  );
}

/**
 * Some licenses count once: in the calendar month before their release, up to it (`date` of the clause). A number of another date says nothing about that
 * month; one without a date is taken to hold for it too. Null where the number counts.
 */
function notCounted(fact: Fact, term: Term, asOf: string | null, shown: string): Answer | null {
  const release = term.value?.["date"];
  if (asOf === null || typeof release !== "string") return null;
  const from = firstOfMonthBefore(release);
  if (asOf >= from && asOf <= release) return null;
  return {
    verdict: "review",
    check: CHECK,
    fact,
    missingFact: `organization.${fact} as of ${from.slice(0, 7)}`,
    reason: `${shown} is of another time than the license counts: the calendar month before its release on ${release}. State the number with as-of in ${from.slice(0, 7)}, or without as-of if it holds for both`,
  };
}

/** Of `2024-01-15`, `2023-12-01`. */
function firstOfMonthBefore(date: string): string {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 10);
}

/** Uses by which a license that counts only for commercial use may be touched, whether or not they are called commercial. */
const COMMERCIAL = ["commercial", "hosted-service", "distribution"];

/** A threshold that the license sets for commercial use only binds nobody whose stated uses are none. Null where it binds. */
function outsideScope(term: Term, uses: readonly string[] | undefined): Answer | null {
  if (term.value?.["applies"] !== "commercial" || uses === undefined || uses.some((use) => COMMERCIAL.includes(use))) return null;
  return {
    verdict: "pass",
    check: CHECK,
    fact: "uses",
    reason: `the license counts for commercial use only, and organization.uses (${uses.join(", ") || "none"}) holds none`,
  };
}

/** How much of one currency another is worth, by the rates that the policy states, in either direction; null where it states none. */
function rateBetween(from: string, to: string, rates: Readonly<Record<string, number>>): number | null {
  if (from === to) return 1;
  const direct = rates[`${from}/${to}`];
  const inverse = rates[`${to}/${from}`];
  const known = [direct, inverse === undefined ? undefined : 1 / inverse].filter((rate) => rate !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/** What exceeding a threshold does is the license's word. */
function exceeded(term: Term, fact: string, reason: string): Answer {
  const action = term.value?.["action"];
  if (action === "display-text")
    return {
      verdict: "pass",
      check: CHECK,
      fact,
      reason: `${reason}: the license then asks to display ${String(term.value?.["text"] ?? "a text")}`,
    };
  if (action === "register") return { verdict: "review", check: CHECK, fact, reason: `${reason}: the license then asks to register` };
  if (action === "terminate") return { verdict: "fail", check: CHECK, fact, reason: `${reason}: the license then ends` };
  return { verdict: "fail", check: CHECK, fact, reason: `${reason}: another license must be asked for` };
}

function format(limit: number, term: Term): string {
  const unit = term.value?.["unit"] ?? term.value?.["currency"] ?? "";
  const period = term.value?.["period"];
  return `${grouped(limit)}${unit === "" ? "" : ` ${String(unit)}`}${period === undefined ? "" : ` a ${String(period)}`}`;
}
