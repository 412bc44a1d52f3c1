// Written by `npm run generate`: every module of this folder.
import type { Check } from "../model.ts";
import { attributionMissing } from "./attribution-missing.ts";
import { cardTextMismatch } from "./card-text-mismatch.ts";
import { datasetConflict } from "./dataset-conflict.ts";
import { declaredTextMismatch } from "./declared-text-mismatch.ts";
import { derivativeName } from "./derivative-name.ts";
import { licenseDenied } from "./license-denied.ts";
import { licenseInvalid } from "./license-invalid.ts";
import { licenseMissing } from "./license-missing.ts";
import { licenseTextMissing } from "./license-text-missing.ts";
import { licenseTextModified } from "./license-text-modified.ts";
import { licenseUnknown } from "./license-unknown.ts";
import { licenseUnlisted } from "./license-unlisted.ts";
import { lineageConflict } from "./lineage-conflict.ts";
import { lineageUnknown } from "./lineage-unknown.ts";
import { lockOutdated } from "./lock-outdated.ts";
import { modelDenied } from "./model-denied.ts";
import { noticeMissing } from "./notice-missing.ts";
import { obligationUnmet } from "./obligation-unmet.ts";
import { policyChanged } from "./policy-changed.ts";
import { prohibitedApplication } from "./prohibited-application.ts";
import { restrictionsNotPassedOn } from "./restrictions-not-passed-on.ts";
import { sourcesDisagree } from "./sources-disagree.ts";
import { termForbidden } from "./term-forbidden.ts";
import { territoryExcluded } from "./territory-excluded.ts";
import { thresholdExceeded } from "./threshold-exceeded.ts";
import { useNotPermitted } from "./use-not-permitted.ts";
import { waiverExpired } from "./waiver-expired.ts";
import { waiverUnused } from "./waiver-unused.ts";

export const checks: readonly Check[] = [
  attributionMissing,
  cardTextMismatch,
  datasetConflict,
  declaredTextMismatch,
  derivativeName,
  licenseDenied,
  licenseInvalid,
  licenseMissing,
  licenseTextMissing,
  licenseTextModified,
  licenseUnknown,
  licenseUnlisted,
  lineageConflict,
  lineageUnknown,
  lockOutdated,
  modelDenied,
  noticeMissing,
  obligationUnmet,
  policyChanged,
  prohibitedApplication,
  restrictionsNotPassedOn,
  sourcesDisagree,
  termForbidden,
  territoryExcluded,
  thresholdExceeded,
  useNotPermitted,
  waiverExpired,
  waiverUnused,
];
