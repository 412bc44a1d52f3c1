import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import * as z from "zod";

/** A mistake in `rules/`, with its place: `rules/licenses/x.yaml:12:5 message`. */
export class RulesError extends Error {}

const judge = z.union([
  z.strictObject({ by: z.literal("uses"), forbids: z.array(z.string()) }),
  z.strictObject({ by: z.literal("uses"), permits: z.array(z.string()) }),
  z.strictObject({
    by: z.literal("threshold"),
    fact: z.enum(["monthly-active-users", "daily-active-users", "annual-revenue", "funding", "devices"]),
  }),
  z.strictObject({ by: z.literal("applications"), items: z.array(z.string()).optional() }),
  z.strictObject({ by: z.literal("territories") }),
  z.strictObject({ by: z.literal("competition") }),
  z.strictObject({ by: z.literal("derivative-distribution") }),
  z.strictObject({ by: z.literal("counts-as"), use: z.string(), situation: z.string() }),
  z.strictObject({ by: z.literal("base-terms") }),
  z.strictObject({ by: z.literal("exemption"), permits: z.array(z.string()).optional() }),
  z.strictObject({ by: z.literal("person") }),
  z.strictObject({ by: z.literal("obligation"), when: z.array(z.string()), check: z.string() }),
]);

export const termsSchema = z.record(
  z.string(),
  z.strictObject({
    group: z.enum(["purpose", "threshold", "commercial", "territory", "distribution", "outputs", "legal"]),
    effect: z.enum(["grant", "condition", "restriction", "obligation", "information"]),
    class: z.enum(["copyleft", "commercial-restricted", "responsible-use"]).optional(),
    implies: z.array(z.string()).default([]),
    parameters: z.array(z.string()),
    judge: judge.optional(),
    plain: z.string(),
  }),
);

const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const clause = z.object({ term: z.string(), section: z.string().optional(), locator: z.string().max(120).optional() }).catchall(parameter);

export const licenseSchema = z.strictObject({
  name: z.string(),
  version: z.string().optional(),
  publisher: z.string(),
  kind: z.enum(["license", "policy"]).default("license"),
  spdx: z.string().optional(),
  hub: z.array(z.string()).default([]),
  scancode: z.string().optional(),
  "license-names": z.array(z.string()).default([]),
  aliases: z.array(z.string()).default([]),
  links: z.array(z.string()).default([]),
  family: z.string().optional(),
  previous: z.string().optional(),
  incorporates: z.array(z.string()).default([]),
  note: z.string().optional(),
  clauses: z.array(clause),
});

export const spdxSchema = z.strictObject({
  categories: z.record(z.string(), z.array(clause)),
  licenses: z.record(
    z.string(),
    z.union([
      z.string(),
      z.strictObject({ category: z.string().optional(), "same-as": z.string().optional(), terms: z.array(clause).optional() }),
    ]),
  ),
});

const meaning = z.union([z.strictObject({ license: z.string() }), z.strictObject({ family: z.string() })]);
export const aliasesSchema = z.strictObject({
  aliases: z.record(z.string(), z.string()),
  hub: z.record(z.string(), z.union([meaning, z.strictObject({ unknown: z.literal(true) })])),
  special: z.record(z.string(), z.enum(["none", "noassertion", "unknown", "unlicensed", "other"])),
  placeholders: z.array(z.string()),
});

export const familiesSchema = z.strictObject({
  families: z.record(
    z.string(),
    z.strictObject({ plain: z.string(), candidates: z.array(z.string()).min(1), open: z.boolean().optional() }),
  ),
});

const oneOrMore = z.union([z.string(), z.array(z.string())]);
export const modelsSchema = z.strictObject({
  publisher: z.string(),
  /** True for publishers of models of their own, whose names re-uploaders keep. */
  originals: z.boolean().optional(),
  /** What all of the file are, where it is not models. */
  kind: z.enum(["dataset"]).optional(),
  models: z.array(
    z.strictObject({
      name: z.string(),
      aliases: z.array(z.string()).optional(),
      /** Words in the names of models that others made of the family: they speak of it without a version. */
      brands: z.array(z.string().regex(/^[a-z][a-z0-9.-]*$/)).optional(),
      license: z.string().optional(),
      "license-name": z.string().optional(),
      "license-link": z.string().optional(),
      conflict: z.array(z.string()).min(2).optional(),
      base: oneOrMore.optional(),
      relation: z.enum(["finetune", "adapter", "merge", "quantized"]).optional(),
      modality: z.string().optional(),
      kind: z.enum(["model", "adapter", "dataset", "application", "service"]).optional(),
      source: z.string(),
      read: z.string(),
      note: z.string().optional(),
    }),
  ),
});

export interface Parsed<T> {
  readonly path: string;
  readonly value: T;
  /** `path:line:column` of the node at this path of keys. */
  place(keys: readonly PropertyKey[]): string;
}

/** Reads one rules file and holds it to its schema. Throws RulesError with every mistake's file, line and column. */
export function readRules<T>(root: string, path: string, schema: z.ZodType<T>): Parsed<T> {
  const text = readFileSync(join(root, path), "utf8");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: false });
  const place = (keys: readonly PropertyKey[]): string => {
    const { line, col } = lines.linePos(nodeAt(document.contents, keys)?.range?.[0] ?? 0);
    return `${path}:${line}:${col}`;
  };
  const syntax = document.errors.map((error) => `${path}:${error.linePos?.[0].line ?? 1}:${error.linePos?.[0].col ?? 1} ${error.message}`);
  if (syntax.length > 0) throw new RulesError(syntax.join("\n"));
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new RulesError(parsed.error.issues.map((issue) => `${place(issue.path)} ${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  return { path, value: parsed.data, place };
}

function nodeAt(contents: Node | null, keys: readonly PropertyKey[]): Node | null {
  let node: Node | null = contents;
  for (const key of keys) {
    const next: unknown =
      isMap(node) || (node !== null && "get" in node) ? (node as { get(key: unknown, keep: true): unknown }).get(key, true) : null;
    if (next === null || next === undefined || typeof next !== "object") return node;
    node = next as Node;
    if (isScalar(node)) return node;
  }
  return node;
}

/** The YAML files of a folder of `rules/`, sorted, as paths relative to the root. */
export function rulesFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => `${folder}/${name}`);
}
