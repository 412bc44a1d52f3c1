import { checks } from "./checks/registry.ts";
import { ComponentFinding } from "./component-finding.ts";
import type { Knowledge } from "./licenses/knowledge.ts";
import type { CheckContext, CheckLevel, ComponentCheck, Finding, Item, Outcome, Verdict } from "./model.ts";
import { contextOf, DEFAULTS, type Judged, type RepositoryEvidence, whatIsUnknown } from "./policy/context.ts";
import { worst } from "./policy/judge.ts";
import { type Judgments, judgmentsFor, type Lists, type Policy } from "./policy/policy.ts";
import type { LicenseJudge } from "./policy/remembering-judge.ts";

export interface JudgedComponent {
  readonly findings: readonly Finding[];
  readonly terms: CheckContext["terms"];
  readonly obligations: CheckContext["obligations"];
  /** The checks for what is not known of it. As long as no waiver accepts each of them, its verdict is never pass, whatever is switched off. */
  readonly unknown: readonly string[];
}

/** Holds one component against the policy. Where its places fall under different overrides, it is judged by each of them. */
export function judgeComponent(
  judged: Judged,
  policy: Policy,
  knowledge: Knowledge,
  evidence: RepositoryEvidence,
  judge: LicenseJudge,
): JudgedComponent {
  const ways = new Set(judged.item.declarations.map(({ location }) => judgmentsFor(policy, location.path)));
  const findings = new Map<string, Finding>();
  let terms: CheckContext["terms"] = [];
  let obligations: CheckContext["obligations"] = [];
  const unknown = new Set<string>();
  for (const judgments of ways) {
    const context = contextOf(judged, policy, judgments, knowledge, evidence, judge);
    terms = context.terms;
    obligations = strictestStates(obligations, context.obligations);
    for (const check of whatIsUnknown(context)) unknown.add(check);
    for (const { check, level, location } of checksFor(judged.item, judgments)) {
      for (const outcome of check.run(context)) {
        const finding = new ComponentFinding(check.id, judged.item.id, outcome, verdictOf(outcome, level), location);
        const key = `${check.id}\n${outcome.about}`;
        const old = findings.get(key);
        findings.set(key, old === undefined || worst([old.verdict, finding.verdict]) !== old.verdict ? finding : old);
      }
    }
  }
  return { findings: [...findings.values()], terms, obligations, unknown: [...unknown] };
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

/** A check of components that is on, with its level and where the policy says so. */
interface CheckAt {
  readonly check: ComponentCheck;
  readonly level: Exclude<CheckLevel, "off">;
  readonly location: Finding["policyLocation"];
}

const checksOn = new WeakMap<Judgments, { readonly datasets: readonly CheckAt[]; readonly others: readonly CheckAt[] }>();

/** The checks that are on for a kind of component under one set of rules. */
function checksFor({ kind }: Item, judgments: Judgments): readonly CheckAt[] {
  const known = checksOn.get(judgments) ?? {
    datasets: checksUnder(judgments.datasets, DEFAULTS.datasets, judgments),
    others: checksUnder(judgments.licenses, DEFAULTS.licenses, judgments),
  };
  checksOn.set(judgments, known);
  return kind === "dataset" ? known.datasets : known.others;
}

function checksUnder(lists: Lists, defaults: { readonly unknown: CheckLevel }, judgments: Judgments): readonly CheckAt[] {
  return checks.flatMap((check) => {
    if (check.looksAt !== "component") return [];
    const { level, location } = levelOf(check, lists, defaults, judgments);
    return level === "off" ? [] : [{ check, level, location }];
  });
}

function verdictOf({ outcome }: Outcome, level: "fail" | "review"): Verdict {
  return outcome === "pass" ? "pass" : outcome === "open" ? "review" : level;
}

/** The levels of license-unknown and license-missing stand with the lists, which are one for licenses and one for data sets. */
function levelOf(
  check: ComponentCheck,
  lists: Lists,
  defaults: { readonly unknown: CheckLevel },
  judgments: Judgments,
): { level: CheckLevel; location: Finding["policyLocation"] } {
  const listed = check.id === "license-unknown" ? lists.unknown : check.id === "license-missing" ? lists.missing : undefined;
  if (listed === null) return { level: defaults.unknown, location: null };
  if (listed !== undefined) return { level: listed.value === "pass" ? "off" : listed.value, location: listed.location };
  // What `unlisted` says is the decision itself.
  if (check.id === "license-unlisted") return { level: "fail", location: lists.unlisted?.location ?? null };
  const stated = judgments.checks[check.id];
  return { level: stated?.value ?? check.level, location: stated?.location ?? null };
}
