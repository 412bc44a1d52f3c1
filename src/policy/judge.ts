import { classesOf, joinClasses } from "../licenses/classes.ts";
import { canonicalExpression, type Expression, formatExpression, leaf, parseExpression, UNKNOWN_LEAF } from "../licenses/expression.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import { expandClauses } from "../licenses/terms.ts";
import type { ListDecision, Term, TermJudgment, Verdict } from "../model.ts";
import { withExemptions } from "./exemptions.ts";
import { decide } from "./judge-lists.ts";
import { judgeTerm, type Subject } from "./judge-term.ts";
import type { Judgments, Lists } from "./policy.ts";

/** The judgment of an expression: of the side taken for OR, of all for AND. */
export interface ExpressionJudgment {
  readonly verdict: Verdict;
  readonly lists: readonly ListDecision[];
  readonly judgments: readonly TermJudgment[];
  /** Which side of an OR was taken, and why; what a name with several meanings was judged as. */
  readonly steps: readonly string[];
}

export interface JudgeOptions {
  readonly lists: Lists;
  readonly policy: Judgments;
  readonly defaults: { readonly unlisted: Verdict; readonly unknown: Verdict };
  readonly subject: Subject;
  /** The base model whose license this is; null for the component's own. */
  readonly base: string | null;
  /** False for the organization's own models: it is the licensor. */
  readonly bound: boolean;
  readonly nameAllowed: boolean;
  readonly knowledge: Knowledge;
}

const WEIGHT: Readonly<Record<Verdict, number>> = { pass: 0, review: 1, fail: 2 };

/** The worst of several verdicts; pass where there is none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((a, b) => (WEIGHT[b] > WEIGHT[a] ? b : a), "pass");
}

/** Judges a license expression, or the strictest of the candidates where a name has several meanings. */
export function judgeLicense(expression: string | null, candidates: readonly string[], options: JudgeOptions): ExpressionJudgment {
  const names = expression === null ? candidates : [expression];
  const judged = names.map((name) => {
    const parsed = parseExpression(name, options.knowledge.names) ?? leaf(UNKNOWN_LEAF);
    return { name, judgment: judgeExpression(parsed, canonicalExpression(parsed), options) };
  });
  const strictest = judged.reduce<(typeof judged)[number] | undefined>(
    (a, b) => (a === undefined || stricter(b.judgment, a.judgment) ? b : a),
    undefined,
  );
  if (strictest === undefined) return { verdict: "pass", lists: [], judgments: [], steps: [] };
  if (judged.length === 1) return strictest.judgment;
  return {
    ...strictest.judgment,
    steps: [`it may be any of ${names.join(", ")}; judged as the strictest, ${strictest.name}`, ...strictest.judgment.steps],
  };
}

function stricter(a: ExpressionJudgment, b: ExpressionJudgment): boolean {
  if (a.verdict !== b.verdict) return WEIGHT[a.verdict] > WEIGHT[b.verdict];
  const open = (one: ExpressionJudgment) => one.judgments.filter(({ verdict }) => verdict !== "pass").length;
  return open(a) !== open(b) ? open(a) > open(b) : a.judgments.length > b.judgments.length;
}

function judgeExpression(expression: Expression, whole: string, options: JudgeOptions): ExpressionJudgment {
  if ("license" in expression) return judgeLeaf(expression, whole, options);
  const decided = options.bound ? decideWhole(expression, whole, options) : null;
  if (decided !== null) return decided;
  const allowedWhole = options.lists.allow.find(({ meaning }) => meaning.is === "expression" && meaning.text === whole);
  const [left, right] = expression.sides.map((side) =>
    judgeExpression(side, allowedWhole === undefined ? canonicalExpression(side) : whole, options),
  );
  if (left === undefined || right === undefined) return { verdict: "review", lists: [], judgments: [], steps: [] };
  if (expression.operator === "AND") {
    return {
      verdict: worst([left.verdict, right.verdict]),
      lists: [...left.lists, ...right.lists],
      judgments: [...left.judgments, ...right.judgments],
      steps: [...left.steps, ...right.steps],
    };
  }
  const taken = stricter(left, right) ? 1 : 0;
  const side = taken === 0 ? left : right;
  const [first, second] = expression.sides.map(formatExpression);
  return {
    ...side,
    steps: [
      `of ${first} and ${second}, either of which may be chosen, ${taken === 0 ? first : second} is taken: ${side.verdict}`,
      ...side.steps,
    ],
  };
}

/** Deny and review may hold a whole expression; then it is not taken apart to look for a better side. */
function decideWhole(expression: Expression, whole: string, options: JudgeOptions): ExpressionJudgment | null {
  const holds = ({ meaning }: Lists["deny"][number]) => meaning.is === "expression" && meaning.text === whole;
  const denied = options.lists.deny.find(holds);
  const review = options.lists.allow.some(holds) ? undefined : options.lists.review.find(holds);
  const entry = denied ?? review;
  if (entry === undefined) return null;
  const list = denied === undefined ? "review" : "deny";
  const verdict = denied === undefined ? "review" : "fail";
  const decision: ListDecision = {
    license: formatExpression(expression),
    decision: denied === undefined ? "review" : "denied",
    verdict,
    reason: `${list} holds ${entry.written}`,
    policyLocation: entry.location,
    base: options.base,
  };
  const lists =
    denied === undefined ? { ...options.lists, review: [], allow: [entry] } : { ...options.lists, deny: [], review: [], allow: [entry] };
  const parts = judgeExpression(expression, whole, { ...options, lists });
  const deniedParts = parts.lists.filter((part) => part.decision === "denied");
  return { ...parts, verdict: worst([verdict, parts.verdict]), lists: [decision, ...deniedParts] };
}

function judgeLeaf(expression: Extract<Expression, { license: string }>, whole: string, options: JudgeOptions): ExpressionJudgment {
  const { license } = expression;
  const { knowledge, base, bound, policy } = options;
  const terms = bound ? termsOf(license, base, knowledge) : [];
  const candidate = {
    license,
    whole,
    terms: terms.map(({ term }) => term),
    classes: classesOf(expression, knowledge),
    base,
    allowedByName: options.nameAllowed,
  };
  const listed = bound ? [decide(candidate, options.lists, options.defaults)] : [];
  const subject = { ...options.subject, licensor: knowledge.licenses.get(license)?.publisher ?? null };
  const judgments = withExemptions(
    terms.map((term) => judgeTerm(term, subject, policy, knowledge)),
    policy,
    knowledge,
  );
  return {
    verdict: worst([...listed.map(({ verdict }) => verdict), ...judgments.map(({ verdict }) => verdict)]),
    lists: listed,
    judgments,
    steps: [],
  };
}

/** The terms of one license, each with the section and the license or use policy in which it stands. */
export function termsOf(license: string, inheritedFrom: string | null, knowledge: Knowledge): readonly Term[] {
  return expandClauses(license, knowledge).map(({ clause, license: source }) => ({
    term: clause.term,
    effect: knowledge.terms.get(clause.term)?.effect ?? "information",
    value: Object.keys(clause.parameters).length > 0 ? clause.parameters : null,
    license: source,
    section: clause.section,
    inheritedFrom,
    evidence: null,
  }));
}

/** What the lists say of terms that were found in a text besides the licenses that it holds: it is another license than those, by the classes of its terms. */
export function decideFound(found: readonly Term[], { lists, defaults, knowledge, base }: JudgeOptions): readonly ListDecision[] {
  const sources = [...new Set(found.map(({ license }) => license))];
  return sources.flatMap((license) => {
    const terms = found.filter((term) => term.license === license).map(({ term }) => term);
    const classes = joinClasses(terms.map((term) => [knowledge.terms.get(term)?.class ?? []].flat()));
    if (classes.length === 0) return [];
    const byKind = (list: Lists["allow"]) => list.filter(({ meaning }) => meaning.is === "class" || meaning.is === "term");
    const fitting = { ...lists, allow: byKind(lists.allow), deny: byKind(lists.deny), review: byKind(lists.review) };
    return [decide({ license, whole: license, terms, classes, base, allowedByName: false }, fitting, defaults)];
  });
}
