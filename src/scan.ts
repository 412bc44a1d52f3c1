import type { OpenReadings } from "./cache/before.ts";
import { type JudgedComponent, judgeComponent } from "./findings.ts";
import { askedNames } from "./hub/asked.ts";
import { findLock, LOCK_NAME } from "./hub/lock.ts";
import { type HubAnswers, OFFLINE, resolveNames } from "./hub/resolve.ts";
import { takeInventory } from "./inventory/inventory.ts";
import { type CuratedLicense, conclude } from "./licenses/conclude.ts";
import { withOthers } from "./licenses/disagreements.ts";
import type { Knowledge } from "./licenses/knowledge.ts";
import { withKnownKind } from "./licenses/models.ts";
import type { TextReader } from "./licenses/read-text.ts";
import { conflictFinder } from "./lineage/conflicts.ts";
import { datasetFinder } from "./lineage/datasets.ts";
import { lineageFinder } from "./lineage/lineage.ts";
import type { Concluded } from "./lineage/local-models.ts";
import { concludeFromBases } from "./lineage/recipes.ts";
import type { Conclusion, Declaration, Item, KnownNames, LicenseFile, PolicyChange, Problem, Result, Stated } from "./model.ts";
import type { Judged } from "./policy/context.ts";
import { judgeLicense } from "./policy/judge.ts";
import { isPolicyFile, judgmentsFor, type Policy } from "./policy/policy.ts";
import { rememberingJudge } from "./policy/remembering-judge.ts";
import { type Dealt, inOrderOfPaths, type ReadTree, readFiles } from "./reading.ts";
import { assembleResult } from "./result.ts";
import type { Source } from "./sources/source.ts";

/** The files of a change. */
export interface Touched {
  has(path: string): boolean;
  /** Whether a path lies beside one of them, or in a folder above. */
  isNear(path: string): boolean;
}

export interface ScanOptions {
  readonly knowledge: Knowledge;
  /** Null for an inventory without verdicts. */
  readonly policy: Policy | null;
  /** The date that waivers are judged by: `YYYY-MM-DD`. */
  readonly date: string;
  readonly readText: TextReader;
  /** Only components that these files touch are judged; null for all. */
  readonly only: Touched | null;
  /** The text of the lock, null for none; absent: `modelterms.lock` in the root of the tree itself, if there is one. */
  readonly lock?: string | null;
  /** Where names are looked up that the lock does not hold. */
  readonly hub?: HubAnswers;
  /** In what the policy and the lock of the tree itself are milder than those that judge it; for the check `policy-changed`. */
  readonly changes?: readonly PolicyChange[];
  /** The root of the repository that a path lies in, where the tree is of many; absent: all of it is one repository. */
  readonly rootOf?: (path: string) => string;
  /** What is known of the tree besides its files. */
  readonly about?: readonly Declaration[];
  /** Where what was read before is kept; absent: everything is read. */
  readonly openReadings?: OpenReadings;
  readonly onProgress?: (done: number, of: number) => void;
}

/** The pipeline: files → declarations → components → conclusions → lineage → findings → result. Everything after the reading is pure. */
export async function scan(source: Source, options: ScanOptions): Promise<Result> {
  const { read, lock } = await readSource(source, options);
  return judgeRead(read, lock, source, options);
}

/** The first half of a scan: lists the tree, and reads it or the part of it that `dealt` picks among the files that are worth reading. */
export async function readSource(
  source: Source,
  options: ScanOptions,
  dealt?: Dealt,
): Promise<{ readonly read: ReadTree; readonly lock: string | null; readonly paths: readonly string[] }> {
  const { policy } = options;
  const excluded = (path: string) =>
    isPolicyFile(path) || path === policy?.path || policy?.exclude.some((pattern) => pattern.matches(path)) === true;
  const listing = await source.list();
  const listed: Source = { ...source, list: async () => listing };
  const lock = options.lock === undefined ? await findLock(listed) : options.lock;
  const read = await readFiles(listed, excluded, options.onProgress, dealt, options.openReadings);
  const about = dealt === undefined || dealt.isFirst ? (options.about ?? []) : [];
  return { read: { ...read, declarations: [...read.declarations, ...about] }, lock, paths: listing.entries.map(({ path }) => path) };
}

/** The second half: looks up the names, and judges. The same whether the tree was read at once or in parts. */
export async function judgeRead(
  read: ReadTree,
  lock: string | null,
  source: Pick<Source, "target" | "revision">,
  options: ScanOptions,
): Promise<Result> {
  const inOrder = inOrderOfPaths(read);
  const ordered = { ...inOrder, declarations: inOrder.declarations.map((one) => withKnownKind(one, options.knowledge)) };
  const whole = { ...options, readText: remember(options.readText) };
  const parsed = lock === null ? null : (await import("./hub/parse-lock.ts")).parseLock(lock, LOCK_NAME);
  const names = await resolveNames(askedNames(ordered.declarations), parsed, options.hub ?? OFFLINE, whole);
  return judgeTree({ ...ordered, problems: [...ordered.problems, ...names.problems] }, source, whole, names.find);
}

/** Everything after the reading, and after names were looked up. */
export async function judgeTree(
  read: ReadTree,
  source: Pick<Source, "target" | "revision">,
  options: ScanOptions,
  names: KnownNames = () => null,
): Promise<Result> {
  const { knowledge, policy } = options;
  const readText = remember(options.readText);
  const items = takeInventory(read.declarations, read.licenseFiles, options.rootOf);
  const concludeItem = (item: Item): Conclusion => {
    const known =
      item.kind === "service" || item.kind === "application" ? null : names(item.name, item.kind === "dataset" ? "dataset" : "model");
    const conclusion = conclude(item, knowledge, {
      curated: policy === null ? null : curationFor(item, policy),
      known,
      readText,
      enclosingCounts: enclosingCounts(item, policy),
    });
    return withOthers(conclusion, item, known, knowledge);
  };
  const concluded = items.map((item) => whenAsked(item, concludeItem));
  const curated = (name: string) =>
    policy === null ? null : (policy.curations.find(({ component, sha256 }) => sha256 === null && component.matches(name)) ?? null);
  const basesOf = lineageFinder(concluded, knowledge, curated, names, options.rootOf);
  const datasetsOf = datasetFinder(concluded, knowledge);
  const conflictsOf = conflictFinder(knowledge);
  const wanted = concluded.filter(({ item }) => options.only === null || touches(item, options.only));
  const kept = wanted.map(({ item, conclusion }): Judged => {
    const bases = basesOf(item);
    const inherited = concludeFromBases(item, conclusion, bases, knowledge);
    return {
      item,
      conclusion: inherited,
      bases,
      conflicts: conflictsOf(inherited, bases),
      datasets: datasetsOf(item, inherited),
    };
  });
  const creditsFor = creditsByRepository(read.credits, options.rootOf);
  const judge = rememberingJudge(judgeLicense);
  const verdicts = new Map<string, JudgedComponent>();
  for (const one of kept)
    if (policy !== null && isJudged(one.item))
      verdicts.set(one.item.id, judgeComponent(one, policy, knowledge, { credits: creditsFor(one.item), readText }, judge));
  return assembleResult(kept, verdicts, { ...read, problems: problemsOf(read, options.only) }, source, options);
}

/** What could not be read far from a change is told, and leaves the scan whole: nothing of it is judged. */
function problemsOf({ problems }: ReadTree, only: Touched | null): readonly Problem[] {
  if (only === null) return problems;
  return problems.map(({ incomplete, ...problem }) =>
    incomplete === true && only.isNear(problem.location.path) ? { ...problem, incomplete } : problem,
  );
}

/** A component whose license is concluded once, when it is asked for: a change asks only for what it touches, and for what that is made from. */
function whenAsked(item: Item, concludeItem: (item: Item) => Conclusion): Concluded {
  let known: Conclusion | undefined;
  return {
    item,
    get conclusion() {
      known ??= concludeItem(item);
      return known;
    },
  };
}

/** What one repository displays does not count for another: a component of several must be credited with the same words in each. */
function creditsByRepository(credits: readonly Stated[], rootOf: ScanOptions["rootOf"]): (item: Item) => readonly Stated[] {
  if (rootOf === undefined) return () => credits;
  const byRoot = new Map<string, Stated[]>();
  for (const credit of credits) {
    const root = rootOf(credit.location.path);
    const list = byRoot.get(root);
    if (list === undefined) byRoot.set(root, [credit]);
    else list.push(credit);
  }
  return ({ declarations }) => {
    const roots = [...new Set(declarations.map(({ location }) => rootOf(location.path)))];
    const [first = [], ...others] = roots.map((root) => byRoot.get(root) ?? []);
    return first.filter(({ value }) => others.every((other) => other.some((credit) => credit.value === value)));
  };
}

/** Each text is recognized once. */
function remember(readText: TextReader): TextReader {
  const known = new Map<LicenseFile, ReturnType<TextReader>>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const read = readText(file);
    known.set(file, read);
    return read;
  };
}

function curationFor(item: Item, policy: Policy): CuratedLicense | null {
  const found = policy.curations.find(
    ({ component, sha256 }) =>
      (component.matches(item.name) || component.matches(item.folder ?? "")) &&
      (sha256 === null || item.licenseFiles.some((file) => file.sha256 === sha256)),
  );
  return found ?? null;
}

function enclosingCounts(item: Item, policy: Policy | null): boolean {
  const path = item.declarations[0]?.location.path;
  return policy !== null && path !== undefined && judgmentsFor(policy, path).licenseFiles === "enclosing";
}

/** A component belongs to a change when one of its files does, or one in its folder. */
function touches(item: Item, only: Touched): boolean {
  return item.declarations.some(({ location }) => only.has(location.path)) || item.licenseFiles.some(({ path }) => only.has(path));
}

/** Mentions and hosted services are shown and never judged. */
function isJudged(item: Item): boolean {
  return item.role !== "mentioned" && item.kind !== "service";
}
