import type { MapNode, ValueNode } from "../../formats/node.ts";
import { text } from "../../formats/node.ts";
import type { Declaration, Kind, Problem, Reading, Relation, Stated, StatedBase } from "../../model.ts";
import { holeProblem } from "./config-walk.ts";
import { hubName, hubNameOrShort, knownValue, type ModelName } from "./model-names.ts";
import { declared, nothing, usedModel } from "./reading.ts";
import { hasHole, written, type YamlManifest } from "./yaml-manifest.ts";

/** Loaders of the `datasets` library, which stand where a name could stand. */
const LOADERS = new Set("json jsonl csv text parquet arrow pandas imagefolder audiofolder videofolder webdataset xml sql ds".split(" "));

/** Collects what a training configuration refers to. */
export class Training {
  readonly declarations: Declaration[] = [];
  readonly problems: Problem[] = [];

  constructor(
    private readonly reader: string,
    private readonly manifest: YamlManifest,
  ) {
    this.problems.push(...manifest.problems);
  }

  /** A field that holds a Hub id or a folder; a folder is not declared. */
  model(node: ValueNode | undefined, kind: Kind = "model", revision?: string): Stated | undefined {
    return this.reference(node, kind, (value) => hubNameOrShort(value), revision);
  }

  /** A field that holds a data set of the Hub, a loader, or a file. */
  dataset(node: ValueNode | undefined, revision?: string): Stated | undefined {
    return this.reference(node, "dataset", (value) => (LOADERS.has(value.toLowerCase()) ? null : hubNameOrShort(value)), revision);
  }

  /** A data set named beside its place in the file: a key of a mapping. */
  datasetNamed(stated: Stated): Stated | undefined {
    return this.add(stated, "dataset", hubNameOrShort(stated.value));
  }

  /** The base model: what was found of it, else the field as it is written. A folder or a hole is a base all the same: lineage finds out what lies there. */
  base(node: ValueNode | undefined, found: Stated | undefined, relation: Relation): readonly StatedBase[] {
    const stated = text(node);
    const from = found ?? (stated === undefined ? undefined : { ...stated, value: written(stated.value) });
    return from === undefined ? [] : [{ ...from, relation, inferred: false }];
  }

  /** The repository on the Hub that the training writes to: a recipe, made of its bases. */
  output(node: ValueNode | undefined, kind: Kind, bases: readonly StatedBase[], datasets: readonly Stated[]): void {
    const name = text(node);
    if (name === undefined || hasHole(name.value) || !name.value.includes("/")) return;
    const found = hubName(name.value);
    if (found === null) return;
    this.declarations.push({
      reader: this.reader,
      subject: { at: "name", name: found.name },
      kind,
      role: "published",
      recipe: true,
      location: name.location,
      name: { value: found.name, location: name.location },
      bases,
      datasets,
    });
  }

  /** The folder that the training writes to: whatever lies there in this repository is made of its bases. */
  outputFolder(node: ValueNode | undefined, kind: Kind, bases: readonly StatedBase[], datasets: readonly Stated[]): void {
    const folder = text(node);
    if (folder === undefined || hasHole(folder.value) || bases.length === 0 || !/^(?:\.\/)?[\w.-]+(?:\/[\w.-]+)*\/?$/.test(folder.value))
      return;
    this.declarations.push({
      reader: this.reader,
      subject: { at: "output", folder: folder.value.replace(/^\.\//, "").replace(/\/$/, "") },
      kind,
      role: "published",
      recipe: true,
      location: folder.location,
      bases,
      datasets,
    });
  }

  private reference(
    node: ValueNode | undefined,
    kind: Kind,
    take: (value: string) => ModelName | null,
    revision?: string,
  ): Stated | undefined {
    const stated = text(node);
    if (stated === undefined) return undefined;
    if (hasHole(stated.value)) {
      if (!this.manifest.template) this.problems.push(holeProblem(stated.value, stated.location));
      return undefined;
    }
    const value = knownValue(stated.value);
    const found = value === null ? null : take(value);
    return this.add(stated, kind, found === null || revision === undefined || revision === "main" ? found : { ...found, revision });
  }

  private add(stated: Stated, kind: Kind, found: ModelName | null): Stated | undefined {
    if (found === null) return undefined;
    const location = this.manifest.place(stated.location, found.name);
    this.declarations.push(usedModel(this.reader, { ...found, kind }, location));
    return { value: found.name, location };
  }
}

/** The items of a list; a value that stands alone is a list of one. */
export function itemsOf(node: ValueNode | undefined): readonly ValueNode[] {
  if (node === undefined) return [];
  return node.type === "list" ? node.items : [node];
}

/** Keys of a document that are in the set. */
export function countKeys(node: MapNode, keys: ReadonlySet<string>): number {
  return node.entries.filter(({ key }) => keys.has(key)).length;
}

/** What to say of a file that no document of it can be recognized in: its problems where its lines show that it is a malformed one of this format. */
export function malformed(manifest: YamlManifest | null, first: string, others: ReadonlySet<string>): Reading {
  if (manifest === null || !manifest.brokenKeys.has(first)) return nothing;
  const shown = [...manifest.brokenKeys].some((key) => key !== first && others.has(key));
  return shown ? declared([], manifest.problems) : nothing;
}
