import { createHash } from "node:crypto";
import { checks } from "./checks/registry.ts";
import type { Knowledge } from "./licenses/knowledge.ts";
import type { TextReader } from "./licenses/read-text.ts";
import { modalityOf } from "./lineage/modality.ts";
import type {
  Base,
  CheckContext,
  CheckLevel,
  ComponentCheck,
  Conclusion,
  Dataset,
  Finding,
  Item,
  LineageConflict,
  Modality,
  Outcome,
  Stated,
  Verdict,
} from "./model.ts";
import { judgeLicense, worst } from "./policy/judge.ts";
import { judgeTerm } from "./policy/judge-term.ts";
import { judgeObligations } from "./policy/obligations.ts";
import { type Judgments, judgmentsFor, type Policy } from "./policy/policy.ts";

/** A component ready to be judged. */
export interface Judged {
  readonly item: Item;
  readonly conclusion: Conclusion;
  readonly bases: readonly Base[];
  readonly conflicts: readonly LineageConflict[];
  readonly datasets: readonly Dataset[];
}

export interface JudgedComponent {
  readonly findings: readonly Finding[];
  readonly terms: CheckContext["terms"];
  readonly obligations: CheckContext["obligations"];
  /** Whether a license that binds it is not known: then the verdict is never pass, whatever is switched off. */
  readonly unknown: boolean;
}

/** What the repository shows besides the component itself: where obligations are seen to be met. */
export interface RepositoryEvidence {
  readonly credits: readonly Stated[];
  readonly readText: TextReader;
}

const DEFAULTS = { licenses: { unlisted: "fail", unknown: "fail" }, datasets: { unlisted: "review", unknown: "review" } } as const;

/** Holds one component against the policy. Where its places fall under different overrides, it is judged by each of them. */
export function judgeComponent(judged: Judged, policy: Policy, knowledge: Knowledge, evidence: RepositoryEvidence): JudgedComponent {
  const ways = new Set(judged.item.declarations.map(({ location }) => judgmentsFor(policy, location.path)));
  const findings = new Map<string, Finding>();
  let terms: CheckContext["terms"] = [];
  let obligations: CheckContext["obligations"] = [];
  let unknown = false;
  for (const judgments of ways) {
    const context = contextOf(judged, policy, judgments, knowledge, evidence);
    terms = context.terms;
    obligations = strictestStates(obligations, context.obligations);
    unknown ||= isUnknown(context);
    for (const check of checks) {
      if (check.looksAt !== "component") continue;
      for (const finding of findingsOf(check, context, judgments)) {
        const old = findings.get(finding.fingerprint);
        findings.set(finding.fingerprint, old === undefined || worst([old.verdict, finding.verdict]) !== old.verdict ? finding : old);
      }
    }
  }
  return { findings: [...findings.values()], terms, obligations, unknown };
}

const STATES = ["not-asked", "met", "attested", "unmet"] as const;

/** Where overrides judge one obligation differently, what asks more counts. */
function strictestStates(before: CheckContext["obligations"], now: CheckContext["obligations"]): CheckContext["obligations"] {
  if (before.length === 0) return now;
  return now.map((one, index) => {
    const other = before[index];
    return other !== undefined && STATES.indexOf(other.state) > STATES.indexOf(one.state) ? other : one;
  });
}

function isUnknown({ conclusion, bases, lists, owned }: CheckContext): boolean {
  if (lists.some(({ decision }) => decision === "unknown")) return true;
  if (bases.some(({ expression, candidates, inferred }) => !inferred && expression === null && candidates.length === 0)) return true;
  // The organization chooses the license of its own models; it need not be one that is known here.
  if (owned) return false;
  const known = conclusion.expression !== null || conclusion.candidates.length > 0;
  return !known || conclusion.basis === "enclosing" || conclusion.basis === "inferred";
}

function contextOf(
  { item, conclusion, bases, conflicts, datasets }: Judged,
  policy: Policy,
  judgments: Judgments,
  knowledge: Knowledge,
  evidence: RepositoryEvidence,
): CheckContext {
  const owned = policy.owned.some((pattern) => pattern.matches(item.name));
  const isDataset = item.kind === "dataset";
  const stated = modalityOf(item, knowledge) ?? conclusion.others?.modality ?? modalityOfBases(bases);
  const sameLicense = bases.filter((base) => licenseKey(base) === licenseKey(conclusion));
  const modality = sameLicense.reduce(modalityWith, stated);
  const options = {
    lists: isDataset ? judgments.datasets : judgments.licenses,
    policy: judgments,
    defaults: isDataset ? DEFAULTS.datasets : DEFAULTS.licenses,
    subject: { modality, licensor: null },
    nameAllowed: judgments.models.allow.some((pattern) => pattern.matches(item.name)),
    knowledge,
  };
  const own = judgeLicense(conclusion.expression, conclusion.candidates, { ...options, base: null, bound: !owned });
  const inherited = basesWithOtherLicenses(conclusion, bases).map((base) =>
    judgeLicense(base.expression, base.candidates, {
      ...options,
      subject: { ...options.subject, modality: modalityWith(modality, base) },
      base: base.name,
      bound: true,
    }),
  );
  const all = [own, ...inherited];
  const found = owned
    ? []
    : conclusion.texts.flatMap((text) => text.terms).map((term) => judgeTerm(term, options.subject, judgments, knowledge));
  const judged = [...all.flatMap((one) => one.judgments), ...found];
  const texts = new Map(
    [...item.licenseFiles, ...item.enclosingFiles].map((file) => [
      file.path,
      evidence.readText(file).groups.flatMap(({ licenses }) => licenses),
    ]),
  );
  return {
    item,
    conclusion: { ...conclusion, steps: [...conclusion.steps, ...own.steps] },
    bases,
    terms: judged.map(({ term }) => term),
    lists: all.flatMap((one) => one.lists),
    judgments: judged,
    obligations: owned
      ? []
      : judgeObligations(judged, { item, conclusion, bases, credits: evidence.credits, texts }, policy, judgments, knowledge),
    conflicts,
    datasets,
    owned,
    modelDenied: deniedName(item, bases, judgments),
  };
}

/** What is made of a multimodal model exercises the rights in that model, whatever it takes itself. */
function modalityWith(own: Modality | null, base: Base): Modality | null {
  return base.modality === "multimodal" ? "multimodal" : (own ?? base.modality);
}

/** What is made of models that all take and give text does so too. */
function modalityOfBases(bases: readonly Base[]): Modality | null {
  const direct = bases.filter(({ via }) => via === null);
  return direct.length > 0 && direct.every(({ modality }) => modality === "text") ? "text" : null;
}

/** Of bases under the same license one is enough, the nearest; none where the component itself is under it. */
function basesWithOtherLicenses(conclusion: Conclusion, bases: readonly Base[]): readonly Base[] {
  const seen = new Set([licenseKey(conclusion)]);
  return bases.filter((base) => {
    const key = licenseKey(base);
    if (key === "" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function licenseKey({ expression, candidates }: Pick<Base, "expression" | "candidates">): string {
  return expression ?? candidates.join(" | ");
}

function deniedName(item: Item, bases: readonly Base[], judgments: Judgments): CheckContext["modelDenied"] {
  for (const name of [item.name, ...bases.map((base) => base.name)]) {
    const pattern = judgments.models.deny.find((one) => one.matches(name));
    if (pattern !== undefined) return { name, pattern: pattern.written, location: pattern.location };
  }
  return null;
}

function findingsOf(check: ComponentCheck, context: CheckContext, judgments: Judgments): readonly Finding[] {
  const { level, location } = levelOf(check, context, judgments);
  if (level === "off") return [];
  return check.run(context).map((outcome) => ({
    check: check.id,
    verdict: verdictOf(outcome, level),
    component: context.item.id,
    message: outcome.message,
    location: outcome.location,
    related: outcome.related ?? [],
    because: outcome.because,
    policyLocation: outcome.policyLocation ?? location,
    fix: outcome.fix,
    fingerprint: fingerprint(check.id, context.item.id, outcome.about),
    baselineState: null,
    waiver: null,
  }));
}

function verdictOf({ outcome }: Outcome, level: "fail" | "review"): Verdict {
  return outcome === "pass" ? "pass" : outcome === "open" ? "review" : level;
}

/** The levels of license-unknown and license-missing stand with the lists, which are one for licenses and one for data sets. */
function levelOf(
  check: ComponentCheck,
  { item }: CheckContext,
  judgments: Judgments,
): { level: CheckLevel; location: Finding["policyLocation"] } {
  const isDataset = item.kind === "dataset";
  const lists = isDataset ? judgments.datasets : judgments.licenses;
  const listed = check.id === "license-unknown" ? lists.unknown : check.id === "license-missing" ? lists.missing : undefined;
  if (listed === null) return { level: isDataset ? DEFAULTS.datasets.unknown : DEFAULTS.licenses.unknown, location: null };
  if (listed !== undefined) return { level: listed.value === "pass" ? "off" : listed.value, location: listed.location };
  // What `unlisted` says is the decision itself.
  if (check.id === "license-unlisted") return { level: "fail", location: lists.unlisted?.location ?? null };
  const stated = judgments.checks[check.id];
  return { level: stated?.value ?? check.level, location: stated?.location ?? null };
}

/** Survives moved lines and changed wording: made of the check, the component and what the finding is about. */
function fingerprint(check: string, component: string, about: string): string {
  return createHash("sha256").update(`${check}\n${component}\n${about}`).digest("hex").slice(0, 16);
}
