import * as z from "zod";
import { APPLICATIONS, TERRITORIES, USES } from "./vocabulary.ts";

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: "a date such as 2027-03-31", abort: true })
  .refine(isDate, "a date that the calendar has");
const sha256 = z.string().regex(/^[0-9a-fA-F]{64}$/, "a SHA-256 hash: 64 hexadecimal digits");
const level = z.enum(["fail", "review", "pass"]);
const checkLevel = z.enum(["fail", "review", "off"]);
const texts = z.array(z.string().min(1));
const count = z.number().nonnegative();
const quantity = z.union([count, z.strictObject({ value: count, "as-of": date.optional() })]);
const currency = z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code such as USD");
const money = z.strictObject({ amount: count, currency, "as-of": date.optional() });
const territory = z.enum(TERRITORIES, "an ISO 3166 code such as DE (GB for the United Kingdom), or EU or EEA");

const organization = z.strictObject({
  uses: z.array(z.enum(USES)).optional(),
  "monthly-active-users": quantity.optional(),
  "daily-active-users": quantity.optional(),
  "annual-revenue": money.optional(),
  funding: money.optional(),
  devices: quantity.optional(),
  territories: z.array(territory).optional(),
  applications: z.array(z.enum(APPLICATIONS)).optional(),
  "competes-with": texts.optional(),
  "exchange-rates": z
    .record(z.string().regex(/^[A-Z]{3}\/[A-Z]{3}$/, "two ISO 4217 codes such as EUR/USD"), z.number().positive())
    .optional(),
});

const lists = z.strictObject({
  allow: texts.optional(),
  deny: texts.optional(),
  review: texts.optional(),
  unlisted: level.optional(),
  unknown: level.optional(),
});

/** The keys that an override may replace. */
const judged = {
  organization: organization.optional(),
  licenses: lists.optional(),
  datasets: lists.optional(),
  models: z.strictObject({ allow: texts.optional(), deny: texts.optional() }).optional(),
  terms: z.record(z.string(), level).optional(),
  checks: z.record(z.string(), checkLevel).optional(),
  "license-files": z.enum(["own-folder", "enclosing"]).optional(),
};

/** The policy file (contract, section 3). The JSON Schema for editors is made from this definition. */
export const policySchema = z.strictObject({
  extends: texts.optional(),
  ...judged,
  owned: texts.optional(),
  exclude: texts.optional(),
  overrides: z.array(z.strictObject({ paths: texts.min(1), ...judged })).optional(),
  curations: z
    .array(
      z.strictObject({
        component: z.string().min(1),
        license: z.string().min(1),
        evidence: z.string().min(1),
        "license-sha256": sha256.optional(),
      }),
    )
    .optional(),
  waivers: z
    .array(
      z.strictObject({
        component: z.string().min(1),
        check: z.string().optional(),
        reason: z.string().min(1),
        "approved-by": z.string().min(1),
        expires: date,
        revision: z.string().optional(),
        "license-sha256": sha256.optional(),
      }),
    )
    .optional(),
  attestations: z
    .array(
      z.strictObject({ obligation: z.string().min(1), component: z.string().min(1), evidence: z.string().min(1), by: z.string().min(1) }),
    )
    .optional(),
  tests: z
    .array(
      z.strictObject({ model: z.record(z.string(), z.unknown()), expect: z.enum(["pass", "review", "fail"]), name: z.string().optional() }),
    )
    .optional(),
});

export type PolicyFile = z.infer<typeof policySchema>;

/** A day of the calendar, as ISO 8601 writes it. */
function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
