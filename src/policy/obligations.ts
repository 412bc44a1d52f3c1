import type { Knowledge } from "../licenses/knowledge.ts";
import type { TextReader } from "../licenses/read-text.ts";
import type { Base, Conclusion, Item, ObligationJudgment, Stated, Term, TermJudgment } from "../model.ts";
import { evidenceFor } from "./obligation-evidence.ts";
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
  const { item, bases } = facts;
  const situation = {
    passedOn: item.role === "published" && !item.declarations.every(({ recipe }) => recipe === true),
    isDerived: bases.length > 0,
  };
  return askedIn(situation, judged, judgments, knowledge).map((one) => (one.isAsked ? judgeOne(one, facts, policy) : one.judgment));
}

/** What of a component decides which obligations are asked of it. */
interface Situation {
  readonly passedOn: boolean;
  readonly isDerived: boolean;
}

/** An obligation in a situation: the judgment where it is not asked, else what is judged of it before any evidence is seen. */
interface Asked {
  readonly term: Term;
  readonly isAsked: boolean;
  readonly judgment: ObligationJudgment;
}

const known = new WeakMap<readonly TermJudgment[], Map<string, readonly Asked[]>>();

/** Components under one license share its judgments: what is asked is found out once for all that are in the same situation. */
function askedIn(situation: Situation, judged: readonly TermJudgment[], judgments: Judgments, knowledge: Knowledge): readonly Asked[] {
  const bySituation = known.get(judged) ?? new Map<string, readonly Asked[]>();
  known.set(judged, bySituation);
  const key = `${situation.passedOn} ${situation.isDerived}`;
  const asked = bySituation.get(key) ?? obligationsIn(situation, judged, judgments, knowledge);
  bySituation.set(key, asked);
  return asked;
}

function obligationsIn(
  situation: Situation,
  judged: readonly TermJudgment[],
  judgments: Judgments,
  knowledge: Knowledge,
): readonly Asked[] {
  const seen = new Set<string>();
  const counted = countedUses(judged, judgments, knowledge);
  return judged.flatMap(({ term }) => {
    const judge = knowledge.terms.get(term.term)?.judge;
    const key = `${term.term} ${term.license} ${String(term.value?.["text"] ?? "")}`;
    if (judge?.by !== "obligation" || seen.has(key)) return [];
    seen.add(key);
    const { isAsked, reason } = whyAsked(term, judge.when, judged, counted, situation, judgments);
    const judgment: ObligationJudgment = {
      term: term.term,
      state: isAsked ? "unmet" : "not-asked",
      license: term.license,
      section: term.section,
      evidence: [],
      check: judge.check,
      inheritedFrom: term.inheritedFrom,
      reason,
      text: wantedText(term),
      policyLocation: null,
    };
    return [{ term, isAsked, judgment }];
  });
}

function judgeOne({ term, judgment }: Asked, facts: ObligationFacts, policy: Policy): ObligationJudgment {
  const { locations, reason } = evidenceFor(term, facts);
  if (locations.length > 0) return { ...judgment, state: "met", evidence: locations, reason };
  const attestation = policy.attestations.find(
    ({ obligation, component }) =>
      obligation === term.term &&
      (component.matches(facts.item.name) || (term.inheritedFrom !== null && component.matches(term.inheritedFrom))),
  );
  if (attestation === undefined) return { ...judgment, reason: `${judgment.reason}; ${reason}` };
  const { by, evidence, location } = attestation;
  return { ...judgment, state: "attested", reason: `${by} attests it: ${evidence}`, policyLocation: location };
}

/** The situations that a use of the organization counts as under a license, each with the license before it. */
function countedUses(judged: readonly TermJudgment[], { organization }: Judgments, knowledge: Knowledge): ReadonlySet<string> {
  const counted = new Set<string>();
  for (const { term } of judged) {
    const judge = knowledge.terms.get(term.term)?.judge;
    if (judge?.by === "counts-as" && organization.uses?.includes(judge.use) === true) counted.add(`${term.license} ${judge.situation}`);
  }
  return counted;
}

/** What a license asks of those who distribute is not asked of who only uses. */
function whyAsked(
  term: Term,
  when: readonly string[],
  judged: readonly TermJudgment[],
  counted: ReadonlySet<string>,
  { passedOn, isDerived }: Situation,
  { organization }: Judgments,
): { readonly isAsked: boolean; readonly reason: string } {
  if (term.value?.["strength"] === "encouraged") return { isAsked: false, reason: "the license encourages it and does not require it" };
  if (term.term === "display-text" && !thresholdMet(term, judged))
    return { isAsked: false, reason: "the license asks it only above its thresholds" };
  const uses = organization.uses;
  for (const situation of when) {
    if (counted.has(`${term.license} ${situation}`))
      return { isAsked: true, reason: `it is due on ${situation}, and the license counts the use as that` };
    if (situation === "use") return { isAsked: true, reason: "it is due on use" };
    if (situation === "distribution" && passedOn && uses?.includes("distribution") === true)
      return { isAsked: true, reason: "it is due on distribution" };
    if (situation === "derivative" && passedOn && isDerived && uses?.includes("distribution") !== false)
      return { isAsked: true, reason: "it is due for a derived model that is passed on" };
    if (situation === "hosted-service" && uses?.includes("hosted-service") === true)
      return { isAsked: true, reason: "it is due for a hosted service" };
    if (situation === "commercial" && uses?.includes("commercial") !== false)
      return { isAsked: true, reason: "it is due on commercial use" };
    if (situation === "research" && uses?.includes("research") === true) return { isAsked: true, reason: "it is due on research" };
  }
  return { isAsked: false, reason: `it is due on ${when.join(" or ")}, which is not the case here` };
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
