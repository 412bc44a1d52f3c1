import * as z from "zod";
import { policySchema } from "../policy/schema.ts";
import { resultSchema } from "../result-schema.ts";
import { shardSchema } from "../shards/schema.ts";

/** The policy file's schema for editors, from the definition that parses it (draft-07, as SchemaStore recommends). */
export function policyJsonSchema(): object {
  return { ...z.toJSONSchema(policySchema, { target: "draft-7", io: "input" }), title: "modelterms policy" };
}

/** The result's schema (contract, section 2). Every result validates against it. */
export function resultJsonSchema(): object {
  return { ...z.toJSONSchema(resultSchema.extend({ shard: shardSchema.optional() }), { target: "draft-7" }), title: "modelterms result" };
}
