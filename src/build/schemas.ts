import * as z from "zod";
import { CHECK_IDS } from "../policy/entries.ts";
import { policySchema } from "../policy/schema.ts";
import { resultSchema } from "../result-schema.ts";
import { shardSchema } from "../shards/schema.ts";

interface SchemaNode {
  [key: string]: unknown;
}

/**
 * The policy file's schema for editors, from the definition that parses it (draft-07, as SchemaStore recommends), with the names of checks and terms, which
 * the parser knows from elsewhere. `4_200_000` is a number for the parser and a text for YAML 1.2: the schema takes both.
 */
export function policyJsonSchema(terms: Readonly<Record<string, { readonly effect: string }>>): object {
  const schema = z.toJSONSchema(policySchema, { target: "draft-7", io: "input" }) as SchemaNode;
  const obligations = Object.keys(terms).filter((name) => terms[name]?.effect === "obligation");
  const override = at(schema, "properties", "overrides", "items");
  for (const judged of [schema, override]) {
    at(judged, "properties", "checks")["propertyNames"] = { enum: CHECK_IDS };
    at(judged, "properties", "terms")["propertyNames"] = { enum: Object.keys(terms) };
  }
  at(schema, "properties", "waivers", "items", "properties", "check")["enum"] = CHECK_IDS;
  at(schema, "properties", "attestations", "items", "properties", "obligation")["enum"] = obligations;
  return { ...(withUnderscores(schema) as object), title: "modelterms policy" };
}

function at(node: SchemaNode, ...keys: readonly string[]): SchemaNode {
  return keys.reduce<SchemaNode>((inner, key) => {
    const next = inner[key];
    if (typeof next !== "object" || next === null) throw new Error(`the policy's schema has no ${keys.join(".")}`);
    return next as SchemaNode;
  }, node);
}

function withUnderscores(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withUnderscores);
  if (typeof node !== "object" || node === null) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withUnderscores(value)]));
  if (inner["type"] !== "number" || inner["minimum"] !== 0) return inner;
  return { anyOf: [inner, { type: "string", pattern: "^[0-9]{1,3}(_[0-9]{3})+$" }] };
}

/** The result's schema (contract, section 2). Every result validates against it. */
export function resultJsonSchema(): object {
  return { ...z.toJSONSchema(resultSchema.extend({ shard: shardSchema.optional() }), { target: "draft-7" }), title: "modelterms result" };
}
