import { type Judged, type JudgedComponent, judgeComponent } from "./findings.ts";
import { takeInventory } from "./inventory/inventory.ts";
import { type CuratedLicense, conclude } from "./licenses/conclude.ts";
import type { Knowledge } from "./licenses/knowledge.ts";
import type { TextReader } from "./licenses/read-text.ts";
import { findConflicts } from "./lineage/conflicts.ts";
import { followLineage } from "./lineage/lineage.ts";
import { concludeFromBases } from "./lineage/recipes.ts";
import type { Item, LicenseFile, Result } from "./model.ts";
import { judgmentsFor, type Policy } from "./policy/policy.ts";
import { type ReadTree, readFiles } from "./reading.ts";
import { assembleResult } from "./result.ts";
import type { Source } from "./sources/source.ts";

export interface ScanOptions {
  readonly knowledge: Knowledge;
  /** Null for an inventory without verdicts. */
  readonly policy: Policy | null;
  /** The date that waivers are judged by: `YYYY-MM-DD`. */
  readonly date: string;
  readonly readText: TextReader;
  /** Only components that these paths touch are judged; null for all. */
  readonly only: ((path: string) => boolean) | null;
  readonly onProgress?: (done: number, of: number) => void;
}

/** The pipeline: files → declarations → components → conclusions → lineage → findings → result. Everything after the reading is pure. */
export async function scan(source: Source, options: ScanOptions): Promise<Result> {
  const excluded = (path: string) => options.policy?.exclude.some((pattern) => pattern.matches(path)) ?? false;
  return judgeTree(await readFiles(source, excluded, options.onProgress), source, options);
}

/** Everything after the reading. */
export async function judgeTree(read: ReadTree, source: Pick<Source, "target" | "revision">, options: ScanOptions): Promise<Result> {
  const { knowledge, policy } = options;
  const readText = remember(options.readText);
  const items = takeInventory(read.declarations, read.licenseFiles);
  const concluded = items.map((item) => ({
    item,
    conclusion: conclude(item, knowledge, {
      curated: policy === null ? null : curationFor(item, policy),
      readText,
      enclosingCounts: enclosingCounts(item, policy),
    }),
  }));
  const lineage = followLineage(concluded, knowledge, (name) =>
    policy === null ? null : (policy.curations.find(({ component, sha256 }) => sha256 === null && component.matches(name)) ?? null),
  );
  const judged = concluded.map(({ item, conclusion }): Judged => {
    const bases = lineage.get(item.id) ?? [];
    const inherited = concludeFromBases(item, conclusion, bases, knowledge);
    return { item, conclusion: inherited, bases, conflicts: findConflicts(inherited, bases, knowledge) };
  });
  const kept = judged.filter(({ item }) => options.only === null || touches(item, options.only));
  const evidence = { credits: read.credits, readText };
  const verdicts = new Map<string, JudgedComponent>();
  for (const one of kept)
    if (policy !== null && isJudged(one.item)) verdicts.set(one.item.id, judgeComponent(one, policy, knowledge, evidence));
  return assembleResult(kept, verdicts, read, source, options);
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
function touches(item: Item, only: (path: string) => boolean): boolean {
  return item.declarations.some(({ location }) => only(location.path)) || item.licenseFiles.some(({ path }) => only(path));
}

/** Mentions and hosted services are shown and never judged. */
function isJudged(item: Item): boolean {
  return item.role !== "mentioned" && item.kind !== "service";
}
