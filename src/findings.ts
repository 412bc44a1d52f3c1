import { createHash } from "node:crypto";
import { checks } from "./checks/registry.ts";
import type { Knowledge } from "./licenses/knowledge.ts";
import type { CheckContext, CheckLevel, ComponentCheck, Finding, Outcome, Verdict } from "./model.ts";
import { contextOf, DEFAULTS, type Judged, type RepositoryEvidence, whatIsUnknown } from "./policy/context.ts";
import { worst } from "./policy/judge.ts";
import { type Judgments, judgmentsFor, type Policy } from "./policy/policy.ts";
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
    for (const check of checks) {
      if (check.looksAt !== "component") continue;
      for (const { about, finding } of findingsOf(check, context, judgments)) {
        const key = `${check.id}\n${about}`;
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

function findingsOf(
  check: ComponentCheck,
  context: CheckContext,
  judgments: Judgments,
): readonly { readonly about: string; readonly finding: Finding }[] {
  const { level, location } = levelOf(check, context, judgments);
  if (level === "off") return [];
  return check.run(context).map((outcome) => {
    let hash: string | undefined;
    const finding = {
      check: check.id,
      verdict: verdictOf(outcome, level),
      component: context.item.id,
      message: outcome.message,
      location: outcome.location,
      related: outcome.related ?? [],
      because: outcome.because,
      policyLocation: outcome.policyLocation ?? location,
      fix: outcome.fix,
      // Nobody asks for those of most findings that pass.
      get fingerprint() {
        hash ??= fingerprint(check.id, context.item.id, outcome.about);
        return hash;
      },
      baselineState: null,
      waiver: null,
    };
    return { about: outcome.about, finding };
  });
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
