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

/** A country (ISO 3166-1 alpha-2), `EU` or `EEA`. */
export function isTerritory(code: string): boolean {
  if (code === "EU" || code === "EEA") return true;
  if (!/^[A-Z]{2}$/.test(code) || code === "UK" || code === "ZZ" || code === "UN" || code === "EZ") return false;
  return new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(code) !== undefined;
}
