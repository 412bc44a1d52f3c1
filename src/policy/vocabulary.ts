/** What an organization does with models (contract, section 3). */
export const USES = ["commercial", "hosted-service", "distribution", "internal", "research", "fine-tuning", "training-on-outputs"] as const;

/** What models are used for: the closed vocabulary of prohibited uses (contract, section 3). */
export const APPLICATIONS = [
  "military",
  "weapons",
  "critical-infrastructure",
  "surveillance",
  "biometric-identification",
  "emotion-recognition",
  "law-enforcement",
  "immigration",
  "justice",
  "medical-advice",
  "legal-advice",
  "financial-advice",
  "insurance",
  "credit-scoring",
  "employment-decisions",
  "education-decisions",
  "automated-decisions",
  "social-scoring",
  "discrimination",
  "disinformation",
  "impersonation",
  "undisclosed-generation",
  "political-campaigning",
  "harassment",
  "hate",
  "sexual-content",
  "child-abuse",
  "self-harm",
  "violence",
  "terrorism",
  "human-trafficking",
  "privacy-violation",
  "illegal-activity",
  "malware",
  "fraud",
  "spam",
  "controlled-substances",
  "gambling",
  "unlicensed-practice",
  "high-risk-ai",
  "safety-circumvention",
] as const;

export const CLASSES = ["permissive", "copyleft", "commercial-restricted", "responsible-use"] as const;

/** Unions and countries: ISO 3166-1 alpha-2, as of 2026. */
export const TERRITORIES: readonly string[] = [
  "EU",
  "EEA",
  ...(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD " +
    "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF " +
    "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN " +
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA " +
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI " +
    "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI " +
    "VN VU WF WS YE YT ZA ZM ZW"
  ).split(" "),
];

/** A country (ISO 3166-1 alpha-2), `EU` or `EEA`. */
export function isTerritory(code: string): boolean {
  return TERRITORIES.includes(code);
}
