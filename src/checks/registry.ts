// Written by `npm run generate`: every module of this folder.
import type { Check } from "../model.ts";
import { licenseDenied } from "./license-denied.ts";
import { licenseInvalid } from "./license-invalid.ts";
import { licenseMissing } from "./license-missing.ts";
import { licenseUnknown } from "./license-unknown.ts";
import { licenseUnlisted } from "./license-unlisted.ts";
import { lineageConflict } from "./lineage-conflict.ts";
import { lineageUnknown } from "./lineage-unknown.ts";
import { modelDenied } from "./model-denied.ts";
import { prohibitedApplication } from "./prohibited-application.ts";
import { termForbidden } from "./term-forbidden.ts";
import { territoryExcluded } from "./territory-excluded.ts";
import { thresholdExceeded } from "./threshold-exceeded.ts";
import { useNotPermitted } from "./use-not-permitted.ts";

export const checks: readonly Check[] = [
  licenseDenied,
  licenseInvalid,
  licenseMissing,
  licenseUnknown,
  licenseUnlisted,
  lineageConflict,
  lineageUnknown,
  modelDenied,
  prohibitedApplication,
  termForbidden,
  territoryExcluded,
  thresholdExceeded,
  useNotPermitted,
];
