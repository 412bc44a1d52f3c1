import type { CheckContext, Location, Outcome, TermJudgment } from "../../model.ts";

/** Where a component is declared: the license statement where there is one, else its first place. */
export function placeOf({ conclusion, item }: CheckContext): Location {
  return conclusion.location ?? item.declarations[0]?.location ?? { path: ".", line: null, column: null };
}

/** Where a component states its license, whatever was concluded from its texts. */
export function placeOfStatement(context: CheckContext): Location {
  return context.item.declarations.flatMap(({ licenses }) => licenses ?? [])[0]?.location ?? placeOf(context);
}

/** How messages call a component. */
export function nameOf({ item }: CheckContext): string {
  if (item.name === ".") return `the ${item.kind} in the root folder`;
  return item.folder === item.name ? `the ${item.kind} in ${item.name}` : item.name;
}

/** What a fix calls the thing that may be changed for another of its kind. */
export function thingOf({ item }: CheckContext): string {
  return item.kind === "dataset" ? "data set" : "model";
}

/** What speaks against a component through one of its bases: not for sure, where that base is only supposed. */
export function through(base: string | null, { bases }: CheckContext): "hit" | "open" {
  return base !== null && isSupposed(base, bases) ? "open" : "hit";
}

/** What is to be said with it there. */
export function unsure(base: string | null, context: CheckContext): string {
  return through(base, context) === "hit" ? "" : `; that ${base} is its base is only supposed`;
}

/** Whether nothing states that a model is a base, and it only seems to be one. */
function isSupposed(base: string, bases: CheckContext["bases"]): boolean {
  const named = bases.filter(({ name }) => name === base);
  return named.length > 0 && named.every(({ inferred }) => inferred);
}

export function licenseName({ conclusion }: CheckContext): string {
  return conclusion.expression ?? (conclusion.candidates.length > 0 ? conclusion.candidates.join(" or ") : "an unknown license");
}

function source({ term }: TermJudgment): string {
  const section = term.section === null || term.section === "" ? "" : `, section ${term.section}`;
  return `${term.license}${section}${term.inheritedFrom === null ? "" : `, through the base model ${term.inheritedFrom}`}`;
}

/**
 * The outcomes of one check over the judged terms: a hit for each license with terms that fail, one open outcome for each missing fact, one pass for all
 * that hold.
 */
export function termOutcomes(
  context: CheckContext,
  check: string,
  words: { fails: string; passes: string },
  fix: string,
): readonly Outcome[] {
  const { failed, open, passes } = ofCheck(context.judgments, check, words);
  const location = placeOf(context);
  const { steps } = context.conclusion;
  if (failed.length === 0 && open.length === 0) return passes === null ? [] : [{ ...passes, location }];
  return [
    ...failed.map(
      (judgment): Outcome => ({
        outcome: through(judgment.term.inheritedFrom, context),
        message: `${words.fails}: ${judgment.term.term} (${source(judgment)}), and ${judgment.reason}${unsure(judgment.term.inheritedFrom, context)}`,
        location,
        because: [...steps, `${source(judgment)}: ${judgment.term.term}`, judgment.reason],
        policyLocation: judgment.policyLocation,
        fix: `${fix}: ${waiverFor(context, check)}`,
        about: `${judgment.term.license} ${judgment.term.term} ${judgment.term.inheritedFrom ?? ""}`,
      }),
    ),
    ...open.map((one) => ({ ...one, location, because: [...steps, ...one.because] })),
  ];
}

/** An outcome apart from the component. */
type Said = Omit<Outcome, "location">;

/** What one check says of judged terms, whatever the component. */
interface OfCheck {
  readonly failed: readonly TermJudgment[];
  /** One for each fact that is not stated, and for each reason that a person must read; `because` without how the license was concluded. */
  readonly open: readonly Said[];
  /** Where nothing else is to be said; null where it is about none of them. */
  readonly passes: Said | null;
}

const known = new WeakMap<readonly TermJudgment[], Map<string, OfCheck>>();

/** Components under one license share its judgments: what they have in common is said once, and kept once. */
function ofCheck(judgments: readonly TermJudgment[], check: string, words: { passes: string }): OfCheck {
  const byCheck = known.get(judgments) ?? new Map<string, OfCheck>();
  known.set(judgments, byCheck);
  const before = byCheck.get(check);
  if (before !== undefined) return before;
  const judged = judgments.filter((judgment) => judgment.check === check);
  const found = { failed: failedOf(judged), open: openOf(judged), passes: passesOf(judged, words.passes) };
  byCheck.set(check, found);
  return found;
}

function failedOf(judged: readonly TermJudgment[]): OfCheck["failed"] {
  return distinctBy(
    judged.filter(({ verdict }) => verdict === "fail"),
    (one) => `${one.term.license} ${one.term.term} ${one.reason}`,
  );
}

function openOf(judged: readonly TermJudgment[]): OfCheck["open"] {
  const groups = groupBy(
    judged.filter(({ verdict }) => verdict === "review"),
    (one) => one.missingFact ?? one.reason,
  );
  return [...groups].flatMap(([fact, all]): readonly Said[] => {
    const [first] = all;
    if (first === undefined) return [];
    const terms = distinctBy(all, (one) => one.term.term + one.term.license);
    const list = terms
      .slice(0, 3)
      .map((one) => `${one.term.term} (${source(one)})`)
      .join(", ");
    return [
      {
        outcome: "open",
        message:
          first.missingFact === null
            ? `${list}: ${first.reason}`
            : `cannot be judged without ${fact}: ${list}${terms.length > 3 ? ` and ${terms.length - 3} more` : ""}`,
        because: [...terms.map((one) => `${source(one)}: ${one.term.term}`), first.reason],
        policyLocation: first.policyLocation,
        fix:
          first.missingFact === null
            ? `read ${source(first)}; if it is kept to, say so in the policy: terms: { ${first.term.term}: pass }`
            : `state ${fact} in the policy: ${factFor(fact)}`,
        about: `${first.term.license} ${fact}`,
      },
    ];
  });
}

function passesOf(judged: readonly TermJudgment[], words: string): OfCheck["passes"] {
  const held = distinctBy(
    judged.filter(({ verdict }) => verdict === "pass"),
    (one) => one.term.term + one.term.license,
  );
  if (held.length === 0) return null;
  return {
    outcome: "pass",
    message: `${words}: ${[...new Set(held.map(({ term }) => term.term))].join(", ")}`,
    because: held.map((one) => `${source(one)}: ${one.term.term}: ${one.reason}`),
    policyLocation: held[0]?.policyLocation ?? null,
    fix: "",
    about: "holds",
  };
}

export function distinctBy<Value>(values: readonly Value[], key: (value: Value) => string): readonly Value[] {
  return [...new Map(values.toReversed().map((value) => [key(value), value])).values()].toReversed();
}

function groupBy<Value>(values: readonly Value[], key: (value: Value) => string): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group === undefined) groups.set(key(value), [value]);
    else group.push(value);
  }
  return groups;
}

/** A waiver ready to paste into the policy: a person puts in why, who and until when. */
export function waiverFor({ item }: CheckContext, check: string): string {
  return `waivers: [{ component: "${item.name}", check: ${check}, reason: …, approved-by: …, expires: … }]`;
}

const LISTS = ["uses", "territories", "applications", "competes-with"];
const AMOUNTS = ["annual-revenue", "funding"];

/** A fact ready to paste into the policy, from its name such as `organization.annual-revenue in USD`: a person puts in what holds. */
function factFor(fact: string): string {
  const [, name = "", rest = ""] = /^organization\.([\w-]+)(.*)/.exec(fact) ?? [];
  if (LISTS.includes(name)) return `organization: { ${name}: [ … ] }`;
  if (AMOUNTS.includes(name)) return `organization: { ${name}: { amount: …, currency: ${/ in ([A-Z]{3})$/.exec(rest)?.[1] ?? "…"} } }`;
  const asOf = / as of (\d{4}-\d{2})$/.exec(rest)?.[1];
  return `organization: { ${name}: ${asOf === undefined ? "…" : `{ value: …, as-of: ${asOf}-… }`} }`;
}

/** What to do about a model whose license nothing here tells: names of the Hub can be looked up there. Of what is only called by a name the text is missing. */
export function findOut(name: string, called?: string): string {
  if (called !== undefined) return `read the text of “${called}”, and record what it is in the policy: ${curationFor(name)}`;
  const onHub = /^(?!(?:ollama|ai)\/)[\w.-]+\/[\w.-]+$/i.test(name) ? "look it up on the Hub (modelterms lock); or " : "";
  return `${onHub}find its license, and record it in the policy: ${curationFor(name)}`;
}

/** A curation ready to paste into the policy: a person puts in what was found out, and where. */
export function curationFor(name: string): string {
  return `curations: [{ component: "${name}", license: …, evidence: … }]`;
}

/** The same, bound to a license file as it is now. */
export function curationOfText({ item }: CheckContext, path: string): string {
  const file = item.licenseFiles.find((one) => one.path === path);
  return file === undefined
    ? curationFor(item.name)
    : `curations: [{ component: "${item.name}", license: …, evidence: …, license-sha256: "${file.sha256}" }]`;
}
