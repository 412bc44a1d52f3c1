import type { Knowledge } from "../licenses/knowledge.ts";
import type { TextReader } from "../licenses/read-text.ts";
import type { Base, Conclusion, Item, ObligationJudgment, Stated, Term, TermJudgment } from "../model.ts";
import { type Evidence, evidenceFor } from "./obligation-evidence.ts";
import type { Judgments, Policy } from "./policy.ts";

export interface ObligationFacts {
  readonly item: Item;
  readonly conclusion: Conclusion;
  readonly bases: readonly Base[];
  /** Lines of the repository's prose that give credit. */
  readonly credits: readonly Stated[];
  /** Tells which licenses a text file beside or above the component holds. */
  readonly readText: TextReader;
}

/** Holds the obligations among the terms against what the repository shows: met, unmet, attested, or not asked in this role. */
export function judgeObligations(
  judged: readonly TermJudgment[],
  facts: ObligationFacts,
  policy: Policy,
  judgments: Judgments,
  knowledge: Knowledge,
): readonly ObligationJudgment[] {
  const { obligations, counted } = askedBy(judged, judgments, knowledge);
  return obligations.map(({ term, when, check }) =>
    judgeOne(term, check, whyAsked(term, when, judged, counted, facts, judgments), facts, policy),
  );
}

/** What the terms ask, whatever the component. */
interface AskedBy {
  readonly obligations: readonly { readonly term: Term; readonly when: readonly string[]; readonly check: string }[];
  /** The situations that a use of the organization counts as under a license, each with the license before it. */
  readonly counted: ReadonlySet<string>;
}

const known = new WeakMap<readonly TermJudgment[], AskedBy>();

/** Components under one license share its judgments: their obligations are picked out once. */
function askedBy(judged: readonly TermJudgment[], { organization }: Judgments, knowledge: Knowledge): AskedBy {
  const before = known.get(judged);
  if (before !== undefined) return before;
  const obligations = new Map<string, AskedBy["obligations"][number]>();
  const counted = new Set<string>();
  for (const { term } of judged) {
    const judge = knowledge.terms.get(term.term)?.judge;
    const key = `${term.term} ${term.license} ${String(term.value?.["text"] ?? "")}`;
    if (judge?.by === "obligation" && !obligations.has(key)) obligations.set(key, { term, when: judge.when, check: judge.check });
    if (judge?.by === "counts-as" && organization.uses?.includes(judge.use) === true) counted.add(`${term.license} ${judge.situation}`);
  }
  const asked = { obligations: [...obligations.values()], counted };
  known.set(judged, asked);
  return asked;
}

interface Asked {
  readonly asked: boolean;
  readonly reason: string;
}

function judgeOne(term: Term, check: string, { asked, reason }: Asked, facts: ObligationFacts, policy: Policy): ObligationJudgment {
  const common = {
    term: term.term,
    license: term.license,
    section: term.section,
    inheritedFrom: term.inheritedFrom,
    check,
    text: wantedText(term),
  };
  if (!asked) return { ...common, state: "not-asked", evidence: [], reason, policyLocation: null };
  const attestation = policy.attestations.find(
    ({ obligation, component }) =>
      obligation === term.term &&
      (component.matches(facts.item.name) || (term.inheritedFrom !== null && component.matches(term.inheritedFrom))),
  );
  const evidence: Evidence = evidenceFor(term, facts);
  if (evidence.locations.length > 0)
    return { ...common, state: "met", evidence: evidence.locations, reason: evidence.reason, policyLocation: null };
  if (attestation !== undefined)
    return {
      ...common,
      state: "attested",
      evidence: [],
      reason: `${attestation.by} attests it: ${attestation.evidence}`,
      policyLocation: attestation.location,
    };
  return { ...common, state: "unmet", evidence: [], reason: `${reason}; ${evidence.reason}`, policyLocation: null };
}

/** What a license asks of those who distribute is not asked of who only uses. */
function whyAsked(
  term: Term,
  when: readonly string[],
  judged: readonly TermJudgment[],
  counted: ReadonlySet<string>,
  facts: ObligationFacts,
  { organization }: Judgments,
): Asked {
  if (term.value?.["strength"] === "encouraged") return { asked: false, reason: "the license encourages it and does not require it" };
  if (term.term === "display-text" && !thresholdMet(term, judged))
    return { asked: false, reason: "the license asks it only above its thresholds" };
  const uses = organization.uses;
  const passedOn = facts.item.role === "published" && !facts.item.declarations.every(({ recipe }) => recipe === true);
  for (const situation of when) {
    if (counted.has(`${term.license} ${situation}`))
      return { asked: true, reason: `it is due on ${situation}, and the license counts the use as that` };
    if (situation === "use") return { asked: true, reason: "it is due on use" };
    if (situation === "distribution" && passedOn && uses?.includes("distribution") === true)
      return { asked: true, reason: "it is due on distribution" };
    if (situation === "derivative" && passedOn && facts.bases.length > 0 && uses?.includes("distribution") !== false)
      return { asked: true, reason: "it is due for a derived model that is passed on" };
    if (situation === "hosted-service" && uses?.includes("hosted-service") === true)
      return { asked: true, reason: "it is due for a hosted service" };
    if (situation === "commercial" && uses?.includes("commercial") !== false) return { asked: true, reason: "it is due on commercial use" };
    if (situation === "research" && uses?.includes("research") === true) return { asked: true, reason: "it is due on research" };
  }
  return { asked: false, reason: `it is due on ${when.join(" or ")}, which is not the case here` };
}

/** Where a license ties the display to its thresholds, it is due only above them. */
function thresholdMet(term: Term, judged: readonly TermJudgment[]): boolean {
  const thresholds = judged.filter((one) => one.term.license === term.license && one.term.value?.["action"] === "display-text");
  return thresholds.length === 0 || thresholds.some(({ reason }) => reason.includes("then asks to display"));
}

function wantedText(term: Term): string | null {
  const text = term.value?.["text"];
  if (Array.isArray(text)) return text.map(String).join(" or ");
  return text === undefined ? null : String(text);
}
