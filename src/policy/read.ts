import { createHash } from "node:crypto";
import type { $ZodIssue } from "zod/v4/core";
import type { ValueNode } from "../formats/node.ts";
import { parseYaml } from "../formats/yaml.ts";
import type { Location } from "../model.ts";
import { Mistakes } from "./mistakes.ts";
import { entryAt, keyLocation, type ParsedPolicy, placeIn } from "./placed.ts";
import { PolicyError } from "./policy.ts";
import { policySchema } from "./schema.ts";
import { suggestion } from "./suggest.ts";

/**
 * Reads one policy file: shipped ones when the program is bundled, others once as long as they stay as they are. Throws PolicyError that names every mistake
 * with file, line, column and remedy.
 */
export function parsePolicy(text: string, path: string): ParsedPolicy {
  const { documents, problems } = parseYaml(text, { path, lines: 0 });
  const mistakes = new Mistakes();
  for (const { message, location } of problems) mistakes.add(() => `${place(location)}: ${message}; correct the YAML there`);
  mistakes.end();
  const root = documents[0] ?? null;
  const second = documents[1];
  if (documents.length > 1)
    throw new PolicyError(
      `${place(second?.location ?? { path, line: 1, column: 1 })}: several YAML documents; a policy is one: remove the --- lines`,
    );
  if (root !== null && root.type !== "map")
    throw new PolicyError(`${place(root.location)}: a policy is a mapping of keys; write keys such as licenses: and organization:`);
  const parsed = policySchema.safeParse(root === null ? {} : plain(root));
  if (!parsed.success) {
    for (const issue of parsed.error.issues.flatMap(singly)) mistakes.add(() => describe(issue, root, (keys) => placeIn(path, root, keys)));
    mistakes.end();
    throw parsed.error;
  }
  return { root, file: parsed.data, sha256: createHash("sha256").update(text).digest("hex") };
}

/** The value as plain data; numbers may be written with `_` between digits. Null keys are absent. */
function plain(node: ValueNode): unknown {
  if (node.type === "list") return node.items.map(plain);
  if (node.type === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  if (node.kind === "null") return null;
  if (node.kind === "boolean") return node.text.toLowerCase() === "true";
  if (node.kind === "number" || /^\d{1,3}(?:_\d{3})+$/.test(node.text)) {
    const number = Number(node.text.replaceAll("_", ""));
    // `.inf` and `1e400` are no numbers to compare with: the text stays, and is told.
    return Number.isFinite(number) ? number : node.text;
  }
  return node.text;
}

const LONGEST_KEY = 100;
/** Of longer lists of values the definition says what they are; nobody reads them. */
const MOST_VALUES = 60;

/** All unknown keys of a mapping are one issue. */
function singly(issue: $ZodIssue): readonly $ZodIssue[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
}

function describe(issue: $ZodIssue, root: ValueNode | null, at: (keys: readonly PropertyKey[]) => Location): string {
  const where = named(issue.path);
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const known = knownKeys(issue.path);
    return `${place(keyLocation(root, [...issue.path, key]) ?? at(issue.path))}: unknown key ${named([key])}${where === "" ? "" : ` in ${where}`}; ${suggestion(key, known)}`;
  }
  const found = valueAt(root, issue.path);
  const location = place(at(issue.path));
  if (issue.code === "invalid_value" && issue.values.length <= MOST_VALUES) {
    const values = issue.values.map(String);
    return `${location}: ${where}: ${show(found)} is not known; ${suggestion(typeof found === "string" ? found : "", values)}`;
  }
  if (issue.code === "invalid_type" && found === undefined) return `${location}: ${where} is missing; add it`;
  if (issue.code === "invalid_type")
    return `${location}: ${where}: expected ${words(issue.expected)}, found ${kindOf(found)}; write ${example(issue.path, issue.expected)}`;
  if (issue.code === "invalid_union") return `${location}: ${where}: ${show(found)} does not fit; write ${example(issue.path, "union")}`;
  if (issue.code === "invalid_key") {
    const [inner] = issue.issues;
    return `${location}: ${named(issue.path.slice(0, -1))}: the key ${show(issue.path.at(-1))} is not valid; write ${inner?.message}`;
  }
  if (issue.code === "too_small" && found === 0) return `${location}: ${where}: must be more than zero; give a value`;
  if (issue.code === "too_small")
    return `${location}: ${where}: must not be ${found === "" || Array.isArray(found) ? "empty" : "negative"}; give a value`;
  if (issue.code === "invalid_format" || issue.code === "custom" || issue.code === "invalid_value")
    return `${location}: ${where}: ${show(found)} is not valid; write ${issue.message}`;
  return `${location}: ${where}: ${issue.message}`;
}

/** Keys as they are written; one of several lines, or too long to be read, in quotes and cut. */
function named(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .map((key) => (key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key))
    .map((key) => (/\p{Cc}/u.test(key) ? JSON.stringify(key) : key))
    .join(".");
}

const EXAMPLES: Readonly<Record<string, string>> = {
  "annual-revenue": "{ amount: 38_000_000, currency: USD }",
  funding: "{ amount: 5_000_000, currency: USD }",
  "monthly-active-users": "a number such as 4_200_000, or { value: 4_200_000, as-of: 2026-01-31 }",
  "daily-active-users": "a number such as 50_000, or { value: 50_000, as-of: 2026-01-31 }",
  devices: "a number such as 5_000",
};

function example(path: readonly PropertyKey[], expected: string): string {
  const known = EXAMPLES[String(path.at(-1))] ?? EXAMPLES[String(path.at(-2))];
  if (known !== undefined) return known;
  if (expected === "array") return `a list: [${String(path.at(-1))} …], or one - entry a line`;
  if (expected === "object" || expected === "record") return "keys with values, one a line, indented below it";
  return `${words(expected)}${expected === "string" ? ', in quotes where it looks like a number: "1.0"' : ""}`;
}

function words(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    array: "a list",
    object: "a mapping",
    record: "a mapping",
    string: "a text",
    number: "a number",
    boolean: "true or false",
  };
  return names[expected] ?? expected;
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a mapping" : `${typeof value === "string" ? "the text" : `the ${typeof value}`} ${show(value)}`;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = policySchema;
  for (const key of path) schema = step(schema, key);
  const shape = (unwrap(schema) as { shape?: Record<string, unknown> } | undefined)?.shape;
  return shape === undefined ? [] : Object.keys(shape);
}

function step(schema: unknown, key: PropertyKey): unknown {
  const inner = unwrap(schema) as { shape?: Record<string, unknown>; element?: unknown } | undefined;
  return typeof key === "number" ? inner?.element : inner?.shape?.[String(key)];
}

function unwrap(schema: unknown): unknown {
  let inner = schema as { unwrap?: () => unknown; shape?: unknown; element?: unknown } | undefined;
  while (inner?.unwrap !== undefined && inner.shape === undefined && inner.element === undefined) inner = inner.unwrap() as typeof inner;
  return inner;
}

function place({ path, line, column }: Location): string {
  return `${path}:${line ?? 1}:${column ?? 1}`;
}

function valueAt(root: ValueNode | null, keys: readonly PropertyKey[]): unknown {
  const found = entryAt(root, keys);
  return found === null ? undefined : plain(found.value);
}
