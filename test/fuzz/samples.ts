/** A program with what its language makes hard: patterns, templates, comments, regular expressions behind operators. */
export const SCRIPT_SAMPLE =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program's text
  "const a = `x${b ? `y${c}` : '/'}`; // d\nconst e = /[/]\\/(f)+/g.test(g) ? h / i : j?.k;\n/* l */ m({ n: 'o/p', ...q });\n";

/** A policy with every key. */
export const POLICY_SAMPLE = `extends: [modelterms:commercial-product, ./other.yml]
organization:
  uses: [commercial, hosted-service]
  monthly-active-users: { value: 4_200_000, as-of: 2026-01-31 }
  annual-revenue: { amount: 38_000_000, currency: USD }
  territories: [US, DE]
  applications: [medical-advice]
  exchange-rates: { EUR/USD: 1.1 }
licenses:
  allow: [permissive, "LicenseRef-gemma*", "CC-BY-4.0", "Apache-2.0 OR (MIT AND Zlib)"]
  deny: [AGPL-3.0-only, non-commercial]
  review: !reset [responsible-use]
  unlisted: fail
datasets: { unlisted: review, unknown: review }
models: { allow: [], deny: ["*/Wizard{LM,Coder}-*", "a/+(b|c)/**"] }
owned: ["acme/*"]
exclude: ["fixtures/**", "third_party/**"]
terms: { output-training-ban: fail }
checks: { license-text-missing: review }
license-files: own-folder
overrides:
  - paths: ["research/**"]
    organization: { uses: [research] }
curations:
  - { component: "acme/old", license: Apache-2.0, evidence: "https://acme.example" }
waivers:
  - component: "meta-llama/*"
    check: term-forbidden
    reason: "Signed"
    approved-by: legal@acme.example
    expires: 2027-03-31
attestations:
  - { obligation: display-text, component: "meta-llama/*", evidence: "https://acme.example/about", by: legal@acme.example }
tests:
  - { model: { license: llama3.1 }, expect: fail }
`;

/** A lock with every key. */
export const LOCK_SAMPLE = `${JSON.stringify(
  {
    version: 1,
    models: {
      "acme/bot": {
        revision: "0123456789abcdef0123456789abcdef01234567",
        state: "public",
        renamed_to: "acme/robot",
        license: ["other"],
        license_name: "gemma",
        license_link: "https://ai.google.dev/gemma/terms",
        base_model: [{ name: "google/gemma-2b", relation: "finetune" }],
        pipeline_tag: "text-generation",
        texts: [{ path: "LICENSE", sha256: "00".repeat(32), recognized: [{ licenses: ["MIT"], kind: "exact", confidence: 1 }] }],
        resolved: "2026-11-01T00:00:00Z",
      },
    },
    datasets: { squad: { state: "missing" } },
  },
  null,
  2,
)}\n`;
