import * as z from "zod";
import type { Declaration, LicenseFile, Subject, Term } from "../model.ts";
import type { CarriedText, Shard } from "./shard.ts";

const place = z.int().positive().nullable();
const location = z.strictObject({ path: z.string(), line: place, column: place });
const stated = z.strictObject({ value: z.string(), location });
const relation = z.enum(["finetune", "adapter", "merge", "quantized"]).nullable();
const subject = z.discriminatedUnion("at", [
  z.strictObject({ at: z.literal("folder"), folder: z.string() }),
  z.strictObject({ at: z.literal("file"), path: z.string() }),
  z.strictObject({ at: z.literal("entry"), path: z.string(), entry: z.string() }),
  z.strictObject({ at: z.literal("name"), name: z.string() }),
  z.strictObject({ at: z.literal("output"), folder: z.string() }),
]);

const declaration = z.strictObject({
  reader: z.string(),
  subject,
  kind: z.enum(["model", "adapter", "dataset", "application", "service"]),
  role: z.enum(["published", "used", "mentioned"]),
  location,
  name: stated.optional(),
  otherNames: z.array(stated).optional(),
  revision: z.string().optional(),
  licenses: z.array(stated).optional(),
  licenseName: stated.optional(),
  licenseLink: stated.optional(),
  bases: z.array(stated.extend({ relation, inferred: z.boolean() })).optional(),
  unnamedBase: location.optional(),
  datasets: z.array(stated).optional(),
  tags: z.array(stated).optional(),
  modality: stated.optional(),
  evidenceOnly: z.boolean().optional(),
  recipe: z.boolean().optional(),
});

const range = z.strictObject({ startLine: z.int(), endLine: z.int() });
const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const term = z.strictObject({
  term: z.string(),
  effect: z.enum(["grant", "condition", "restriction", "obligation", "information"]),
  value: z.record(z.string(), parameter).nullable(),
  license: z.string(),
  section: z.string().nullable(),
  inheritedFrom: z.string().nullable(),
  evidence: range.extend({ path: z.string(), quote: z.string() }).nullable(),
});

const group = z.strictObject({
  licenses: z.array(z.string()),
  kind: z.enum(["exact", "modified", "partial"]),
  confidence: z.number().min(0).max(1),
  ...range.shape,
  unmatched: z.array(range),
});

const licenseFile = z.strictObject({
  path: z.string(),
  type: z.enum(["license", "notice", "use-policy", "card"]),
  text: z.string().nullable(),
  startLine: z.int().positive(),
  covers: subject.nullable(),
  collection: z.boolean(),
  sha256: z.string(),
  recognized: z.strictObject({ groups: z.array(group), terms: z.array(term), strange: z.boolean().optional() }),
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const policyText = z.strictObject({ path: z.string(), text: z.string() });

/** What the result of a shard carries (`Shard`). */
export const shardSchema = z.strictObject({
  index: z.int().positive(),
  count: z.int().positive(),
  common: z.strictObject({ knowledge: hash, listing: hash, policy: hash.nullable(), lock: hash.nullable() }),
  policy: z
    .strictObject({
      own: policyText.nullable(),
      extended: z.array(z.strictObject({ name: z.string(), from: z.string(), policy: policyText })),
    })
    .nullable(),
  lock: z.string().nullable(),
  read: z.strictObject({
    files: z.int().nonnegative(),
    read: z.int().nonnegative(),
    repositories: z.array(z.strictObject({ name: z.string(), revision: z.string() })).nullable(),
    declarations: z.array(declaration),
    licenseFiles: z.array(licenseFile),
    credits: z.array(stated),
    problems: z.array(z.strictObject({ message: z.string(), location, incomplete: z.literal(true).optional() })),
  }),
});

/** The parts of a shard's result that merging goes by; the inventory of its part is not looked at. */
export const shardResultSchema = z.looseObject({
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal("modelterms"), version: z.string() }),
  scan: z.looseObject({
    target: z.string(),
    revision: z.string().nullable(),
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
  shard: shardSchema,
});

/** A field that is added to one of these types must be carried too: these lines do not compile before it is. */
type SameKeys<One, Other> = [keyof One, keyof Other] extends [keyof Other, keyof One] ? true : never;
true satisfies SameKeys<Declaration, z.infer<typeof declaration>>;
true satisfies SameKeys<LicenseFile, Omit<CarriedText, "recognized">>;
true satisfies SameKeys<CarriedText, z.infer<typeof licenseFile>>;
true satisfies SameKeys<Shard, z.infer<typeof shardSchema>>;
true satisfies SameKeys<Term, z.infer<typeof term>>;
true satisfies SameKeys<Extract<Subject, { at: "entry" }>, Extract<z.infer<typeof subject>, { at: "entry" }>>;
