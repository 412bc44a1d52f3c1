import type { Knowledge } from "../licenses/knowledge.ts";
import type { TextReader } from "../licenses/read-text.ts";
import { modalityOf } from "../lineage/modality.ts";
import type {
  Base,
  CheckContext,
  Conclusion,
  Dataset,
  Item,
  LineageConflict,
  ListDecision,
  Modality,
  Stated,
  Term,
  TermJudgment,
} from "../model.ts";
import { joinJudgments, termsJudged } from "./joined-judgments.ts";
import { decideFound, type JudgeOptions, judgeLicense, termsOf } from "./judge.ts";
import { judgeTerm } from "./judge-term.ts";
import { judgeObligations } from "./obligations.ts";
import type { Judgments, Policy } from "./policy.ts";
import type { LicenseJudge } from "./remembering-judge.ts";

/** A component ready to be judged. */
export interface Judged {
  readonly item: Item;
  readonly conclusion: Conclusion;
  readonly bases: readonly Base[];
  readonly conflicts: readonly LineageConflict[];
  readonly datasets: readonly Dataset[];
}

/** What the repository shows besides the component itself: where obligations are seen to be met. */
export interface RepositoryEvidence {
  readonly credits: readonly Stated[];
  readonly readText: TextReader;
}

/** What holds where the policy says nothing of licenses that it does not list, or that are not known. */
export const DEFAULTS = { licenses: { unlisted: "fail", unknown: "fail" }, datasets: { unlisted: "review", unknown: "review" } } as const;

/** Everything that the checks see of one component under one set of rules. */
export function contextOf(
  { item, conclusion, bases, conflicts, datasets }: Judged,
  policy: Policy,
  judgments: Judgments,
  knowledge: Knowledge,
  evidence: RepositoryEvidence,
  judge: LicenseJudge = judgeLicense,
): CheckContext {
  const owned = policy.owned.some((pattern) => pattern.matches(item.name));
  const isDataset = item.kind === "dataset";
  const stated = modalityOf(item, knowledge) ?? conclusion.others?.modality ?? modalityOfBases(bases.filter(({ via }) => via === null));
  const ownKey = licenseKey(conclusion);
  const modality = modalityWith(
    stated,
    bases.filter((base) => licenseKey(base) === ownKey),
  );
  const basesKnown = bases.some(({ expression, candidates }) => expression !== null || candidates.length > 0);
  const options: JudgeOptions = {
    base: null,
    bound: true,
    lists: isDataset ? judgments.datasets : judgments.licenses,
    policy: judgments,
    defaults: isDataset ? DEFAULTS.datasets : DEFAULTS.licenses,
    subject: { modality, licensor: null, basesKnown },
    nameAllowed: judgments.models.allow.some((pattern) => pattern.matches(item.name)),
    knowledge,
  };
  const own = judge(conclusion.expression, conclusion.candidates, owned ? { ...options, bound: false } : options);
  const inherited = basesByLicense(owned ? null : ownKey, bases).map((group) =>
    judge(group[0].expression, group[0].candidates, {
      ...options,
      subject: { ...options.subject, modality: modalityWith(modality, group) },
      base: (group.find(({ inferred }) => !inferred) ?? group[0]).name,
    }),
  );
  const found = owned
    ? []
    : [...conclusion.texts.flatMap((text) => text.terms), ...termsOfUsePolicies(item, own.judgments, evidence, knowledge)];
  const judged = [
    ...inherited.map((one) => one.judgments),
    found.map((term) => judgeTerm(term, options.subject, judgments, knowledge)),
  ].reduce(joinJudgments, own.judgments);
  return {
    item,
    conclusion: own.steps.length === 0 ? conclusion : { ...conclusion, steps: [...conclusion.steps, ...own.steps] },
    bases,
    terms: termsJudged(judged),
    lists: [
      ...own.lists,
      ...inherited.flatMap((one) => one.lists),
      ...decideFound(found, options),
      ...deniedDatasets(datasets, judge, { ...options, lists: judgments.datasets }),
    ],
    judgments: judged,
    obligations: judgeObligations(judged, { item, conclusion, bases, ...evidence }, policy, judgments, knowledge),
    conflicts,
    datasets,
    owned,
    modelDenied: deniedName(item, bases, judgments),
  };
}

/** What is made of multimodal models exercises the rights in them, whatever it takes itself. The bases are those under one license. */
function modalityWith(own: Modality | null, bases: readonly Base[]): Modality | null {
  if (bases.some(({ modality }) => modality === "multimodal")) return "multimodal";
  return own ?? modalityOfBases(bases);
}

/** What is made of models that all take and give text does so too. */
function modalityOfBases(bases: readonly Base[]): Modality | null {
  return bases.length > 0 && bases.every(({ modality }) => modality === "text") ? "text" : null;
}

/**
 * The bases by their license, the nearest first: of those under the same license one is judged. Those under the component's own license are judged with
 * it, unless that is not judged (null).
 */
function basesByLicense(own: string | null, bases: readonly Base[]): readonly (readonly [Base, ...Base[]])[] {
  const groups = new Map<string, [Base, ...Base[]]>();
  for (const base of bases) {
    const key = licenseKey(base);
    if (key === "" || key === own) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [base]);
    else group.push(base);
  }
  return [...groups.values()];
}

function licenseKey({ expression, candidates }: Pick<Base, "expression" | "candidates">): string {
  return expression ?? candidates.join(" | ");
}

/** The terms of use policies that lie beside a component, apart from those that its license makes binding anyway. */
function termsOfUsePolicies(
  item: Item,
  judged: readonly TermJudgment[],
  { readText }: RepositoryEvidence,
  knowledge: Knowledge,
): readonly Term[] {
  const policies = item.licenseFiles.filter(({ type }) => type === "use-policy");
  if (policies.length === 0) return [];
  const bound = new Set(judged.map(({ term }) => term.license));
  return policies.flatMap((file) => {
    const { groups, terms } = readText(file);
    const names = groups.map(({ licenses }) => licenses).filter((equal) => !equal.some((name) => bound.has(name)));
    return [...names.flatMap(([name]) => (name === undefined ? [] : termsOf(name, null, knowledge))), ...terms];
  });
}

/** Of the data sets that it was made with, those whose license is denied. What else the lists say is for data sets that are used themselves. */
function deniedDatasets(datasets: readonly Dataset[], judge: LicenseJudge, options: JudgeOptions): readonly ListDecision[] {
  return datasets.flatMap(({ name, expression, candidates }) =>
    judge(expression, candidates, options)
      .lists.filter(({ decision }) => decision === "denied")
      .map((one) => ({ ...one, dataset: name })),
  );
}

function deniedName(item: Item, bases: readonly Base[], judgments: Judgments): CheckContext["modelDenied"] {
  for (const name of [item.name, ...bases.map((base) => base.name)]) {
    const pattern = judgments.models.deny.find((one) => one.matches(name));
    if (pattern !== undefined) return { name, pattern: pattern.written, location: pattern.location };
  }
  return null;
}

/** The checks that report what is not known of a component: its own license, or one of a base model. */
export function whatIsUnknown({ conclusion, bases, lists, owned }: CheckContext): readonly string[] {
  const known = conclusion.expression !== null || conclusion.candidates.length > 0;
  const isGuess = conclusion.basis === "enclosing" || conclusion.basis === "inferred";
  const ofItself = lists.some(({ decision, base }) => decision === "unknown" && base === null);
  // The organization chooses the license of its own models; it need not be one that is known here.
  const own = ofItself || (!owned && (!known || isGuess));
  const ofBases = lists.some(({ decision, base }) => decision === "unknown" && base !== null);
  const base = ofBases || bases.some((one) => !one.inferred && isUncertain(one));
  return [...(own ? ["license-unknown"] : []), ...(base ? ["lineage-unknown"] : [])];
}

/** A base whose license nobody knows, or only supposes. */
function isUncertain({ expression, candidates, basis }: Base): boolean {
  return (expression === null && candidates.length === 0) || basis === "enclosing" || basis === "inferred";
}
