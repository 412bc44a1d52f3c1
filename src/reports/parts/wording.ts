import type {
  Basis,
  Component,
  Effect,
  Finding,
  LicenseClass,
  Location,
  Obligation,
  ParameterValue,
  Result,
  Verdict,
} from "../../model.ts";
import { grouped } from "../../numbers.ts";
import type { Together } from "./together.ts";

export const DISCLAIMER = "Not legal advice.";
/** What findings about waivers and the policy's own entries belong to. */
export const POLICY_ITSELF = "The policy itself";

/** `path:line:column`, as editors and terminals understand it. */
export function placeText({ path, line, column }: Location): string {
  return `${path}${line === null ? "" : `:${line}${column === null ? "" : `:${column}`}`}`;
}

/** What a component is concluded to be under, in words. */
export function licenseText({ concluded }: Component): string {
  if (concluded.expression !== null) return concluded.expression;
  if (concluded.candidates.length > 0)
    return `${concluded.candidates.slice(0, 3).join(" or ")}${concluded.candidates.length > 3 ? ` or ${concluded.candidates.length - 3} more` : ""}`;
  return "license unknown";
}

/** A component's name, and where it lies where that is another. */
export function nameText({ name, role, id }: Pick<Component, "name" | "role" | "id">): string {
  const shown = name === "." ? "(root folder)" : name;
  return `${shown}${role === "published" && id !== `path:${name}` ? ` in ${id.slice("path:".length)}` : ""}`;
}

/** How a report calls a component: its name and place, what it is, and whether it is only referred to. */
export function componentText(component: Component): string {
  const { kind, role } = component;
  return `${nameText(component)} (${kind}${role === "used" ? ", used" : role === "mentioned" ? ", mentioned" : ""})`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

const VERDICT_WORDS: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  pass: ["passes", "pass"],
  review: ["needs review", "need review"],
  fail: ["fails", "fail"],
};

/** The whole scan in one line. */
export function summaryText({ summary, scan, components }: Result): string {
  const judged = components.filter(({ verdict }) => verdict !== null).length;
  if (judged === 0)
    return `${count(summary.components, "component")}, not judged${problemsText(summary.problems)}${scan.complete ? "" : "; the scan is incomplete"}`;
  const parts = (["fail", "review", "pass"] as const)
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => `${summary[verdict]} ${VERDICT_WORDS[verdict][summary[verdict] === 1 ? 0 : 1]}`);
  const waived = summary.waived > 0 ? `, ${count(summary.waived, "finding")} waived` : "";
  return `${count(summary.components, "component")}: ${parts.join(", ")}${waived}${problemsText(summary.problems)}${scan.complete ? "" : "; the scan is incomplete"}`;
}

function problemsText(problems: number): string {
  return problems === 0 ? "" : `, ${count(problems, "problem")} in files`;
}

/** A verdict as a word. */
export function verdictText(verdict: Verdict | null): string {
  return verdict === null ? "not judged" : VERDICT_WORDS[verdict][0];
}

/** A base model with its relation and its license. */
export function baseText({ name, relation, expression, candidates, inferred }: Component["basedOn"][number]): string {
  const license = expression ?? (candidates.length > 0 ? candidates.join(" or ") : "license unknown");
  return `${name} (${[relation, license, inferred ? "inferred" : null].filter((part) => part !== null).join(", ")})`;
}

/** A check with its verdict. */
export function checkText({ check, verdict }: Finding): string {
  return `${check} (${verdictText(verdict)})`;
}

/** All that a finding says, or findings that are told together, a line each: what, why, by which rule, how to fix it or who waived it. */
export function findingLines(...those: Together): readonly string[] {
  const [{ policyLocation, fix, waiver }] = those;
  const because = [...new Set(those.flatMap((finding) => finding.because))];
  return [
    ...those.map(({ message }) => message),
    ...(because.length === 0 ? [] : [`why: ${because.join("; ")}`]),
    ...(policyLocation === null ? [] : [`rule: ${placeText(policyLocation)}`]),
    ...(fix === "" || waiver !== null ? [] : [`fix: ${fix}`]),
    ...(waiver === null ? [] : [waiverText(waiver)]),
  ];
}

export function waiverText({ expires, approvedBy, reason }: NonNullable<Finding["waiver"]>): string {
  return `waived until ${expires} by ${approvedBy}: ${reason}`;
}

/** The policy that judged, by its path or its name. */
export function policyText({ policy }: Result["scan"]): string {
  return policy.path ?? policy.name ?? "none (inventory only)";
}

export const CLASS_WORDS: Readonly<Record<LicenseClass, string>> = {
  permissive: "no limits on use",
  copyleft: "share alike",
  "responsible-use": "limits on purpose",
  "commercial-restricted": "limits on business",
  unknown: "not known",
};

export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  curation: "a person recorded it in the policy",
  text: "the license text beside it",
  identifier: "an identifier that it states",
  alias: "a known spelling that it states",
  link: "a link that it states",
  lock: "the lock file",
  catalog: "the catalog of known models",
  hub: "the Hugging Face Hub",
  enclosing: "a license file further up, which may be meant for something else",
  inferred: "what it is made from; it states nothing itself",
  none: "nothing",
};

export const STATE_WORDS: Readonly<Record<Obligation["state"], string>> = {
  met: "met",
  unmet: "not seen to be met",
  attested: "attested by a person",
  "not-asked": "not asked here",
};

export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  grant: "permitted",
  condition: "condition",
  restriction: "restriction",
  obligation: "obligation",
  information: "to know",
};

export const GROUP_WORDS = {
  purpose: "purpose",
  threshold: "thresholds",
  commercial: "commerce",
  territory: "territory",
  distribution: "passing on",
  outputs: "outputs",
  legal: "other legal matters",
} as const;

export function waiverStateText(state: "used" | "unused" | "expired"): string {
  return state === "unused" ? "not used" : state;
}

/** A section as licenses number them: `1.b` is shown as `§ 1.b`. */
export function sectionText(section: string): string {
  return /^(?:\d|[IVX]+\b)/.test(section) ? `§ ${section}` : section;
}

/** The parameters of a clause in one line. */
export function valueText(value: Readonly<Record<string, ParameterValue>>): string {
  return Object.entries(value)
    .map(
      ([name, one]) =>
        `${name}: ${Array.isArray(one) ? one.join(", ") : typeof one === "number" ? one.toLocaleString("en-US") : String(one)}`,
    )
    .join("; ");
}
