import * as z from "zod";

const verdict = z.enum(["pass", "review", "fail"]);
const location = z.strictObject({ path: z.string(), line: z.int().positive().nullable(), column: z.int().positive().nullable() });
const relation = z.enum(["finetune", "adapter", "merge", "quantized"]).nullable();
const basis = z.enum(["curation", "text", "identifier", "alias", "link", "lock", "catalog", "hub", "enclosing", "inferred", "none"]);
const licenseClass = z.enum(["permissive", "copyleft", "commercial-restricted", "responsible-use", "unknown"]);
const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const evidence = z.strictObject({ path: z.string(), startLine: z.int(), endLine: z.int(), quote: z.string() }).nullable();

const component = z.strictObject({
  id: z.string(),
  kind: z.enum(["model", "adapter", "dataset", "application", "service"]),
  name: z.string(),
  revision: z.string().nullable(),
  role: z.enum(["published", "used", "mentioned"]),
  locations: z.array(location),
  declared: z.array(
    z.strictObject({ value: z.string(), as: z.enum(["license", "name", "link"]).default("license"), reader: z.string(), location }),
  ),
  texts: z
    .array(
      z.strictObject({
        path: z.string(),
        startLine: z.int(),
        kind: z.enum(["exact", "modified", "partial", "unknown"]),
        licenses: z.array(z.array(z.string())),
        confidence: z.number().min(0).max(1),
        unmatched: z.array(z.strictObject({ startLine: z.int(), endLine: z.int() })),
      }),
    )
    .default([]),
  concluded: z.strictObject({
    expression: z.string().nullable(),
    candidates: z.array(z.string()),
    basis,
    confidence: z.number().min(0).max(1),
    classes: z.array(licenseClass),
    steps: z.array(z.string()).default([]),
  }),
  basedOn: z.array(
    z.strictObject({
      name: z.string(),
      relation,
      expression: z.string().nullable(),
      candidates: z.array(z.string()).default([]),
      basis,
      inferred: z.boolean().default(false),
      via: z.string().nullable().default(null),
      location: location.nullable().default(null),
      steps: z.array(z.string()).default([]),
      conflict: z.strictObject({ message: z.string(), certain: z.boolean() }).nullable().default(null),
    }),
  ),
  datasets: z.array(
    z.strictObject({
      name: z.string(),
      expression: z.string().nullable(),
      candidates: z.array(z.string()).default([]),
      location: location.nullable().default(null),
      dropped: z.array(z.string()).default([]),
    }),
  ),
  terms: z.array(
    z.strictObject({
      term: z.string(),
      effect: z.enum(["grant", "condition", "restriction", "obligation", "information"]),
      value: z.record(z.string(), parameter).nullable(),
      license: z.string(),
      section: z.string().nullable(),
      inheritedFrom: z.string().nullable(),
      evidence,
    }),
  ),
  obligations: z.array(
    z.strictObject({
      term: z.string(),
      state: z.enum(["met", "unmet", "attested", "not-asked"]),
      license: z.string().default(""),
      section: z.string().nullable().default(null),
      evidence: z.array(location),
      inheritedFrom: z.string().nullable().default(null),
      reason: z.string().default(""),
      text: z.string().nullable().default(null),
    }),
  ),
  verdict: verdict.nullable(),
});

const finding = z.strictObject({
  check: z.string(),
  verdict,
  component: z.string(),
  message: z.string(),
  location,
  related: z.array(location),
  because: z.array(z.string()),
  policyLocation: location.nullable(),
  fix: z.string(),
  fingerprint: z.string(),
  baselineState: z.enum(["new", "unchanged", "updated"]).nullable(),
  waiver: z.strictObject({ reason: z.string(), approvedBy: z.string(), expires: z.string(), location }).nullable(),
});

const waiver = z.strictObject({
  component: z.string(),
  check: z.string().nullable(),
  reason: z.string(),
  approvedBy: z.string(),
  expires: z.string(),
  state: z.enum(["used", "unused", "expired"]),
  location,
});
const attestation = z.strictObject({
  obligation: z.string(),
  component: z.string(),
  evidence: z.string(),
  by: z.string(),
  state: z.enum(["used", "unused"]),
  location,
});

const vocabulary = z.strictObject({
  terms: z.record(z.string(), z.strictObject({ plain: z.string(), group: z.string(), class: licenseClass.nullable() })),
  licenses: z.record(z.string(), z.strictObject({ name: z.string(), links: z.array(z.string()) })),
  spellings: z.record(z.string(), z.string()),
});

/** The result (contract, section 2). Fields that came to it later have a default: results that were saved before are read too. */
export const resultSchema = z.strictObject({
  version: z.literal(1),
  tool: z.strictObject({ name: z.literal("modelterms"), version: z.string() }),
  scan: z.strictObject({
    target: z.string(),
    revision: z.string().nullable(),
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    repositories: z.array(z.strictObject({ name: z.string(), revision: z.string() })).exactOptional(),
    files: z.int(),
    read: z.int(),
    complete: z.boolean(),
    online: z.boolean(),
    policy: z.strictObject({
      path: z.string().nullable(),
      sha256: z.string().nullable(),
      name: z.string().nullable().default(null),
      organization: z.record(z.string(), z.unknown()),
    }),
  }),
  components: z.array(component),
  findings: z.array(finding),
  waivers: z.array(waiver),
  attestations: z.array(attestation),
  problems: z.array(z.strictObject({ message: z.string(), location, incomplete: z.literal(true).exactOptional() })),
  vocabulary: vocabulary.default({ terms: {}, licenses: {}, spellings: {} }),
  summary: z.strictObject({ components: z.int(), pass: z.int(), review: z.int(), fail: z.int(), waived: z.int(), problems: z.int() }),
});
