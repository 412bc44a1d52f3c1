import type { JudgedComponent } from "./findings.ts";
import type { Knowledge } from "./licenses/knowledge.ts";
import type {
  Base,
  Component,
  Declaration,
  Finding,
  LineageConflict,
  Location,
  PolicyChange,
  Problem,
  Result,
  Stated,
  Verdict,
} from "./model.ts";
import { attestationStates } from "./policy/attestations.ts";
import type { Judged } from "./policy/context.ts";
import { worst } from "./policy/judge.ts";
import type { Policy } from "./policy/policy.ts";
import { policyFindings } from "./policy/policy-checks.ts";
import { applyWaivers } from "./policy/waivers.ts";
import type { ReadTree } from "./reading.ts";
import type { Source } from "./sources/source.ts";
import { VERSION } from "./version.ts";
import { vocabularyOf } from "./vocabulary.ts";

interface Options {
  readonly knowledge: Knowledge;
  readonly policy: Policy | null;
  readonly date: string;
  readonly only: object | null;
  readonly hub?: { readonly online: unknown };
  readonly changes?: readonly PolicyChange[];
}

/** Puts the result together (contract, section 2): sorted, so that the same input gives the same bytes. */
export async function assembleResult(
  judged: readonly Judged[],
  verdicts: ReadonlyMap<string, JudgedComponent>,
  read: ReadTree,
  source: Pick<Source, "target" | "revision">,
  options: Options,
): Promise<Result> {
  const raw = [...verdicts.values()].flatMap(({ findings }) => findings);
  const waived = applyWaivers(
    raw,
    judged.map(({ item }) => item),
    options.policy,
    options.date,
  );
  const aboutPolicy = policyFindings(
    { waivers: waived.waivers, wholeTree: options.only === null, changes: options.changes ?? [] },
    options.policy,
  );
  const findings = [...waived.findings, ...aboutPolicy].toSorted(byVerdict);
  const byComponent = new Map<string, Finding[]>(judged.map(({ item }) => [item.id, []]));
  for (const finding of findings) byComponent.get(finding.component)?.push(finding);
  const components = judged.map((one) => componentOf(one, verdicts.get(one.item.id), byComponent.get(one.item.id) ?? []));
  return {
    version: 1,
    tool: { name: "modelterms", version: VERSION },
    scan: {
      target: source.target,
      revision: await source.revision(),
      date: options.date,
      files: read.files,
      read: read.read,
      complete: !read.problems.some(({ incomplete }) => incomplete === true),
      online: (options.hub?.online ?? null) !== null,
      policy: {
        path: options.policy?.path ?? null,
        sha256: options.policy?.sha256 ?? null,
        name: options.policy?.name ?? null,
        organization: { ...options.policy?.base.organization },
      },
    },
    components,
    findings,
    waivers: waived.waivers,
    attestations: attestationStates(
      options.policy,
      [...verdicts.values()].flatMap(({ obligations }) => obligations),
    ),
    problems: read.problems,
    vocabulary: vocabularyOf(components, options.knowledge),
    summary: summarize(components, findings, read.problems),
  };
}

function componentOf(
  { item, conclusion, bases, conflicts, datasets }: Judged,
  judged: JudgedComponent | undefined,
  own: readonly Finding[],
): Component {
  const counted = own.filter(({ waiver }) => waiver === null).map(({ verdict }) => verdict);
  const accepted = (check: string) =>
    own.some((finding) => finding.waiver !== null && REPORTED_BY[check]?.includes(finding.check) === true);
  const floor: Verdict[] = judged?.unknown.every(accepted) === false ? ["review"] : [];
  return {
    id: item.id,
    kind: item.kind,
    name: item.name,
    revision: item.declarations.find(({ revision }) => revision !== undefined)?.revision ?? null,
    role: item.role,
    locations: onceEach(item.declarations.map(({ location }) => location)),
    declared: item.declarations.flatMap(declaredBy),
    texts: conclusion.texts.map(({ path, startLine, kind, licenses, confidence, unmatched }) => ({
      path,
      startLine,
      kind,
      licenses,
      confidence,
      unmatched,
    })),
    concluded: {
      expression: conclusion.expression,
      candidates: conclusion.candidates,
      basis: conclusion.basis,
      confidence: conclusion.confidence,
      classes: conclusion.classes,
      steps: conclusion.steps,
    },
    basedOn: bases.map((base) => basedOn(base, conflicts)),
    datasets: datasets.map(({ name, expression, candidates, location, dropped }) => ({ name, expression, candidates, location, dropped })),
    terms: judged?.terms ?? [],
    obligations: (judged?.obligations ?? []).map(({ term, state, license, section, evidence, inheritedFrom, reason, text }) => ({
      term,
      state,
      license,
      section,
      evidence,
      inheritedFrom,
      reason,
      text,
    })),
    verdict: judged === undefined ? null : worst([...counted, ...floor]),
  };
}

/** What is not known is accepted by a waiver of the check that reports it. */
const REPORTED_BY: Readonly<Record<string, readonly string[]>> = {
  "license-unknown": ["license-unknown", "license-missing"],
  "lineage-unknown": ["lineage-unknown"],
};

/** Two readers may have read one place. */
function onceEach(locations: readonly Location[]): readonly Location[] {
  if (locations.length === 1) return locations;
  return [...new Map(locations.toReversed().map((one) => [`${one.path}:${one.line}:${one.column}`, one])).values()].toReversed();
}

function declaredBy(declaration: Declaration): Component["declared"] {
  const { licenses, licenseName, licenseLink, reader } = declaration;
  const stated = (as: Component["declared"][number]["as"], all: readonly Stated[]) =>
    all.map(({ value, location }) => ({ value, as, reader, location }));
  return [
    ...stated("license", licenses ?? []),
    ...stated("name", licenseName === undefined ? [] : [licenseName]),
    ...stated("link", licenseLink === undefined ? [] : [licenseLink]),
  ];
}

function basedOn(base: Base, conflicts: readonly LineageConflict[]): Component["basedOn"][number] {
  const { name, relation, expression, candidates, basis, inferred, via, location, steps } = base;
  const conflict = conflicts.find((one) => one.base.name === name);
  return {
    name,
    relation,
    expression,
    candidates,
    basis,
    inferred,
    via,
    location,
    steps,
    conflict: conflict === undefined ? null : { message: conflict.message, certain: conflict.certain },
  };
}

const ORDER: Readonly<Record<Verdict, number>> = { fail: 0, review: 1, pass: 2 };

function byVerdict(a: Finding, b: Finding): number {
  if (a.component !== b.component) return a.component < b.component ? -1 : 1;
  if (a.verdict !== b.verdict) return ORDER[a.verdict] - ORDER[b.verdict];
  if (a.check !== b.check) return a.check < b.check ? -1 : 1;
  return a.fingerprint < b.fingerprint ? -1 : 1;
}

function summarize(components: readonly Component[], findings: readonly Finding[], problems: readonly Problem[]): Result["summary"] {
  const count = (verdict: Verdict) => components.filter((component) => component.verdict === verdict).length;
  return {
    components: components.length,
    pass: count("pass"),
    review: count("review"),
    fail: count("fail"),
    waived: findings.filter(({ waiver }) => waiver !== null).length,
    problems: problems.length,
  };
}
