import type { Frame } from "../../formats/code-syntax.ts";
import type { Kind, Role } from "../../model.ts";
import type { References } from "./collect.ts";
import { isModelKey, repoKind } from "./contexts.ts";
import type { Library } from "./library-names.ts";
import type { Loads } from "./loads.ts";
import type { NameIn } from "./names.ts";
import type { Parameters } from "./parameters.ts";
import { hasSplit, type Row, Rows } from "./rows.ts";

/** A text that is a name, on which only the whole file decides. */
export interface Pending {
  readonly name: NameIn;
  readonly role: Role;
  /** The bracket in which `repo_type="dataset"` may still follow. */
  readonly frame: Frame | null;
  /** The variables that it is given to, where what they are handed to says what it is. */
  readonly variables: readonly string[];
  /** The call that it is handed to, where one of the program's own functions may be meant. */
  readonly call?: { readonly callee: string; readonly index: number };
  /** What it stands among, where all are of one kind. */
  readonly among?: Row | null;
  /** It is a data set if a split is named beside it, or if the file knows it as one elsewhere: `data="owner/name", split="train"`. */
  readonly isAnything?: boolean;
  /** It is a repository's if the call says of which kind that is: `from_hf("owner/name", RepoType::Model)`. */
  readonly isFirst?: boolean;
  /** It counts by itself, and not only if a variable goes into a call that loads from the Hub. */
  readonly isCertain: boolean;
  /** It counts only if it stands in a call of this library that loads weights, or a variable goes into one. */
  readonly library?: Library;
  /** It counts only if a variable goes to Ollama. */
  readonly isOllamas?: boolean;
}

/** The names of a program that wait for its end. */
export class Undecided {
  private readonly pending: Pending[] = [];

  constructor(
    private readonly loads: Loads,
    private readonly references: References,
    private readonly parameters: Parameters,
  ) {}

  add(pending: Pending): void {
    if (pending.isCertain || this.pending.length < 5_000) this.pending.push(pending);
  }

  decide(): void {
    if (this.pending.length === 0) return;
    const kinds = this.loads.kinds();
    const rows = new Rows(this.pending);
    const certain = new Map<string, Kind>();
    for (const { isCertain, library, name, among } of this.pending)
      if ((isCertain && library === undefined) || rows.kindOf(name, among) === "model")
        certain.set(name.name, certain.get(name.name) === "model" ? "model" : name.kind);
    for (const one of this.pending) {
      const { name, role, frame, variables: own, call, among, isAnything, library } = one;
      const isCertain = one.isCertain || (one.isFirst === true && frame?.named?.has("RepoType") === true);
      const isHanded = call !== undefined && (kinds.size > 0 || library !== undefined);
      const variables = isHanded ? [...own, this.parameters.nameOf(call.callee, call.index)] : own;
      if (library !== undefined) {
        if (frame !== null && isCertain ? (library.loads?.(frame) ?? true) : this.loads.haveGone(library, variables))
          this.references.add(name, role);
        continue;
      }
      const loaded = variables.map((variable) => kinds.get(variable)).find((load) => load !== undefined);
      if (one.isOllamas === true && loaded?.isOllamas !== true) continue;
      // Under a name that says no more than that it lies on the Hub.
      if (isAnything === true && name.kind === "model" && (hasSplit(one) || this.references.kindOf(name.name) === "dataset")) {
        this.references.add({ ...name, kind: "dataset" }, role);
        continue;
      }
      const listed = isCertain ? null : rows.kindOf(name, among);
      if (!isCertain && ((name.kind === "model" && isModelKey(labelOf(frame))) || listed === "model")) {
        this.references.add(name, role);
        continue;
      }
      if (listed === "dataset") {
        this.references.add({ ...name, kind: "dataset" }, role);
        continue;
      }
      // `model_dir = "owner/name"` beside `snapshot_download("owner/name")`, `DATASET_ID = "sums"` beside `https://huggingface.co/datasets/sums`
      const isKnown = name.name.includes("/")
        ? certain.has(name.name)
        : name.kind === "dataset" && this.references.kindOf(name.name) === "dataset";
      if (!isCertain && isKnown) {
        this.references.add({ ...name, kind: certain.get(name.name) ?? name.kind }, role);
        continue;
      }
      // A data set without an owner may be called like anything.
      if (!isCertain && (loaded === undefined || (name.kind === "dataset" && !(loaded.kind === "dataset" && loaded.takesShort)))) continue;
      const revision = frame?.named?.get("revision");
      this.references.add(
        {
          ...name,
          isOutput: name.isOutput === true || loaded?.isOutput === true,
          kind: isOfReplicate(frame) ? "service" : ((frame === null ? null : repoKind(frame)) ?? loaded?.kind ?? name.kind),
          ...(revision === undefined || revision === "main" || !/^[\w./-]+$/.test(revision) ? {} : { revision }),
        },
        role,
      );
    }
  }
}

/** Replicate tells the versions of its models apart so: `{ model: "owner/name", version: "0d6f…" }`. Others have hashes of files there. */
function isOfReplicate(frame: Frame | null): boolean {
  return frame?.named?.has("model") === true && /^[\da-f]{64}$/.test(frame.named.get("version") ?? "");
}

/** What a list of choices is called: `Dropdown(["owner/name"], label="Model")`. */
function labelOf(frame: Frame | null): string {
  const call = frame?.opener === "[" ? frame.parent : frame;
  return call !== null && call !== undefined && /(?:Dropdown|Radio|[sS]elect\w*)$/.test(call.callee)
    ? (call.named?.get("label") ?? "")
    : "";
}
