import type { MapEntry, MapNode, ScalarNode, ValueNode } from "../../formats/node.ts";
import type { Declaration, Kind, Location, Problem } from "../../model.ts";
import { modelOfVariable, modelsOfCommand, type Named, tokensOf } from "./commands.ts";
import { addressedName, hubName, isHostedName, isSizedName, knownValue, type ModelName, modelAddress } from "./model-names.ts";
import { usedModel } from "./reading.ts";
import { hasHole, written, type YamlManifest } from "./yaml-manifest.ts";

/** The models that a configuration refers to, and the places where a template's hole stands for one. */
export interface Found {
  readonly declarations: Declaration[];
  readonly holes: Problem[];
}

/** What is known of a place from the keys above it. */
interface Place {
  readonly kind: Kind;
  /** The key above says that a model is meant, so that `name` or `id` is the model's. */
  readonly inModel: boolean;
}

const MODEL_KEY = /model|checkpoint|^(?:hf_?)?repo_?id$|^hf_?repo$|^pretrained|^tokenizer$/i;
const NOT_MODEL_KEY =
  /(?:view|data|domain|pricing)_?model|image|format|class|cache|mount|volume|dir$|folder|type$|config$|framework|architecture|size|label|secret|key$|endpoint|host|port/i;
const ADDRESS_KEY = /^(?:storage_?uris?|source_?model_?uri|model_?uris?|artifact_?ur[il]|model_?url|model_?source)$/i;
const NAMING_KEY = /^(?:name|id|path|source|repo|repo_?id|uri|url|hf|huggingface|modelpath|ref)$/i;
const COMMAND_KEY = /^(?:command|args|entrypoint|cmd|extra_?(?:cmd_?)?args|vllm_?args|engine_?args|server_?args|additional_?args)$/i;
const ENVIRONMENT_KEY = /^(?:env|environment|extra_?env(?:vars)?|env_?vars|envs)$/i;
const SKIPPED_KEY =
  /^(?:metadata|labels|annotations|description|image|securityContext|resources|status|livenessProbe|readinessProbe|startupProbe|healthcheck|tolerations|affinity)$/;

/** Walks a part of a manifest and takes every reference to a model: by key, by address, in commands and environments. */
export function findModels(reader: string, manifest: YamlManifest, node: ValueNode, kind: Kind = "model"): Found {
  const walk = new Walk(reader, manifest);
  walk.node(node, { kind, inModel: false });
  return { declarations: walk.declarations, holes: walk.holes };
}

/** What to say of a hole where a model's name belongs. */
export function holeProblem(value: string, location: Location): Problem {
  return { message: `a placeholder stands where a model's name belongs: ${written(value).slice(0, 80)}`, location };
}

/** What an adapter is made for. */
const BASE_KEY = /^base_?model(?:_?(?:name|id))?$/i;

class Walk {
  readonly declarations: Declaration[] = [];
  readonly holes: Problem[] = [];
  private readonly added = new Set<string>();

  constructor(
    private readonly reader: string,
    private readonly manifest: YamlManifest,
  ) {}

  node(node: ValueNode, place: Place): void {
    if (node.type === "list") for (const item of node.items) this.item(item, place);
    if (node.type === "map") this.map(node, place);
  }

  private item(item: ValueNode, place: Place): void {
    if (item.type === "scalar") this.scalar(item, place, place.inModel ? "models" : "");
    else this.node(item, place);
  }

  private map(map: MapNode, place: Place): void {
    const given = map.entries.filter(({ key }) => ENVIRONMENT_KEY.test(key)).flatMap(({ value }) => variables(value));
    for (const entry of map.entries) {
      if (SKIPPED_KEY.test(entry.key)) continue;
      if (ENVIRONMENT_KEY.test(entry.key)) this.environment(entry.value);
      else if (COMMAND_KEY.test(entry.key)) this.command(entry.value, given);
      else this.entry(entry, place);
    }
  }

  private entry({ key, value }: MapEntry, place: Place): void {
    const kind: Kind = BASE_KEY.test(key)
      ? "model"
      : /adapter|lora/i.test(key)
        ? "adapter"
        : /data_?sets?$/i.test(key)
          ? "dataset"
          : place.kind;
    if (value.type === "scalar") this.scalar(value, { ...place, kind }, key);
    else
      this.node(value, {
        kind,
        inModel: (MODEL_KEY.test(key) && !NOT_MODEL_KEY.test(key)) || kind !== "model" || (place.inModel && NAMING_KEY.test(key)),
      });
  }

  private scalar(node: ScalarNode, place: Place, key: string): void {
    if (node.kind !== "text" || node.text === "") return;
    // Of an adapter it is a repository of the Hub, elsewhere an image's.
    const names =
      (MODEL_KEY.test(key) && !NOT_MODEL_KEY.test(key)) ||
      (place.inModel && NAMING_KEY.test(key)) ||
      (place.kind === "adapter" && key === "repository");
    if (hasHole(node.text)) {
      if (names || ADDRESS_KEY.test(key) || /^(?:hf|huggingface|ollama):\/\//.test(node.text))
        this.holes.push(holeProblem(node.text, node.location));
      return;
    }
    if (node.text.includes("\n")) {
      this.lines(node);
      return;
    }
    const value = knownValue(node.text);
    if (value === null) return;
    const found = addressedName(value) ?? (ADDRESS_KEY.test(key) ? modelAddress(value) : null) ?? (names ? named(value) : null);
    if (found !== null) this.add({ ...found, kind: found.kind === "model" ? place.kind : found.kind, text: found.name }, node.location);
  }

  /** A file or a script inside a value: commands, and fields that name a model. */
  private lines(node: ScalarNode): void {
    for (const line of node.text.split("\n", 2_000)) {
      const fieldLine = /^\s*(?:- )?["']?([\w-]+)["']?\s*[:=]\s*(\S+)\s*$/.exec(line);
      const value = fieldLine?.[2]?.replace(/^["']|["'],?$/g, "") ?? "";
      const key = fieldLine?.[1] ?? "";
      if (key !== "" && MODEL_KEY.test(key) && !NOT_MODEL_KEY.test(key)) {
        const found = hubName(value);
        if (found !== null) this.add({ ...found, text: found.name }, node.location);
      } else if (/model|ollama|hf|huggingface|serve/.test(line) && !/^\s*#/.test(line)) {
        for (const one of modelsOfCommand(tokensOf(line))) this.add(one, node.location);
      }
    }
  }

  private command(node: ValueNode, given: readonly Variable[]): void {
    const known = new Map(given.map(({ name, node }) => [name, node.text]));
    const scalars = node.type === "list" ? node.items.filter((item) => item.type === "scalar") : node.type === "scalar" ? [node] : [];
    const isShell = ({ text }: ScalarNode) => node.type !== "list" || (/\s/.test(text) && !/^[\w-]*=?[[{]/.test(text));
    for (const one of scalars.filter(isShell)) {
      for (const found of modelsOfCommand(tokensOf(one.text.replace(/\\\n/g, " ")), known))
        this.add(found, (placeOf(found, [one], given) ?? one).location);
    }
    const words = scalars.filter((one) => !isShell(one));
    for (const found of modelsOfCommand(
      scalars.map((one) => (isShell(one) ? "" : one.text)),
      known,
    )) {
      const at = placeOf(found, words, given) ?? words[0];
      if (at !== undefined) this.add(found, at.location);
    }
    for (const { text, location } of scalars) {
      if (hasHole(text) && /^--model(?:[-_]id|[-_]path)?[= ]/.test(text)) this.holes.push(holeProblem(text, location));
    }
    if (node.type === "list") for (const item of node.items) this.node(item, { kind: "model", inModel: false });
  }

  private environment(node: ValueNode): void {
    for (const { name, node: value } of variables(node)) {
      const found = hasHole(value.text) ? null : (modelOfVariable(name, value.text) ?? address(value.text));
      if (found !== null) this.add(found, value.location);
    }
  }

  private add(found: Named, from: Location): void {
    const location = this.manifest.place(from, found.text.includes(found.name) ? found.name : found.text);
    const key = `${location.line} ${location.column} ${found.name}`;
    if (this.added.has(key)) return;
    this.added.add(key);
    this.declarations.push(usedModel(this.reader, found, location));
  }
}

/** A Hub id, a hosted model, or a name of Ollama's library. */
function named(value: string): ModelName | null {
  if (isHostedName(value)) return { name: value, kind: "service" };
  return isSizedName(value) ? { name: value, kind: "model" } : hubName(value);
}

function address(value: string): Named | null {
  const found = addressedName(value);
  return found === null ? null : { ...found, text: found.name };
}

/** A variable of an environment, and what it is given. */
interface Variable {
  readonly name: string;
  readonly node: ScalarNode;
}

/** Where a name is written that a command has: in its words, or in a variable that they put in; undefined where it is made of several. */
function placeOf({ text }: Named, words: readonly ScalarNode[], given: readonly Variable[]): ScalarNode | undefined {
  return [...words, ...given.map(({ node }) => node)].find((one) => one.text.includes(text));
}

/** Variables of an environment: a mapping, a list of `NAME=value`, or a list of name and value. */
function variables(node: ValueNode): readonly Variable[] {
  if (node.type === "map") return node.entries.flatMap(({ key, value }) => (value.type === "scalar" ? [{ name: key, node: value }] : []));
  if (node.type !== "list") return [];
  return node.items.flatMap((item) => {
    if (item.type === "scalar") {
      const [name = "", ...rest] = item.text.split("=");
      return rest.length === 0 ? [] : [{ name, node: { ...item, text: rest.join("=") } }];
    }
    if (item.type !== "map") return [];
    const name = item.entries.find(({ key }) => key === "name")?.value;
    const value = item.entries.find(({ key }) => key === "value")?.value;
    return name?.type === "scalar" && value?.type === "scalar" ? [{ name: name.text, node: value }] : [];
  });
}
