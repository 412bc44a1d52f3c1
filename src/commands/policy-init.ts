import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline/promises";
import { suggestion } from "../policy/suggest.ts";
import { isTerritory, USES } from "../policy/vocabulary.ts";
import { UsageError } from "./usage.ts";

export interface InitFlags {
  readonly extends?: string;
  readonly uses?: string;
  readonly territories?: string;
  readonly output: string;
  readonly force?: boolean;
}

/** `modelterms policy init`: asks three questions on a terminal, or takes flags, and writes a commented policy. */
export async function initPolicy(flags: InitFlags, shipped: readonly string[], isTerminal: boolean): Promise<string> {
  if (existsSync(flags.output) && flags.force !== true)
    throw new UsageError(`${flags.output} exists: name another file with --output, or overwrite it with --force`);
  const answers = await ask(flags, shipped, isTerminal);
  const base = oneOf(answers.extends.replace(/^modelterms:/, ""), shipped, "policy");
  const uses = list(answers.uses).map((use) => oneOf(use, USES, "use"));
  const territories = list(answers.territories);
  for (const code of territories)
    if (!isTerritory(code)) throw new UsageError(`${JSON.stringify(code)} is no territory: write ISO 3166 codes such as DE, or EU or EEA`);
  mkdirSync(dirname(flags.output), { recursive: true });
  writeFileSync(flags.output, template(base, uses, territories));
  return `${flags.output} written. Check it with: modelterms policy check ${flags.output}\n`;
}

async function ask(
  flags: InitFlags,
  shipped: readonly string[],
  isTerminal: boolean,
): Promise<{ extends: string; uses: string; territories: string }> {
  const given = { extends: flags.extends ?? "commercial-product", uses: flags.uses ?? "", territories: flags.territories ?? "" };
  if (!isTerminal || flags.extends !== undefined || flags.uses !== undefined || flags.territories !== undefined) return given;
  const terminal = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  // Lines are taken as they come: whoever pastes all three answers at once is understood too.
  const lines = terminal[Symbol.asyncIterator]();
  const question = async (text: string): Promise<string> => {
    process.stderr.write(`${text} `);
    const { done, value } = await lines.next();
    if (done === true)
      throw new UsageError("no answer: nothing is written; the flags --extends, --uses and --territories answer without a terminal");
    return value.trim();
  };
  try {
    return {
      extends: (await question(`Start from which policy (${shipped.join(", ")})? [commercial-product]`)) || given.extends,
      uses: await question(`What do you do with models (${USES.join(", ")})? [decide later]`),
      territories: await question("In which territories (such as US, DE, EU)? [decide later]"),
    };
  } finally {
    terminal.close();
  }
}

function list(text: string): readonly string[] {
  return text
    .split(/[,\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function oneOf(written: string, known: readonly string[], what: string): string {
  if (known.includes(written)) return written;
  throw new UsageError(`${JSON.stringify(written)} is no ${what} that is known; ${suggestion(written, known)}`);
}

function template(base: string, uses: readonly string[], territories: readonly string[]): string {
  // A key above nothing but comments would have no value.
  const heading = uses.length + territories.length > 0 ? "organization:" : "# organization:";
  const fact = (name: string, values: readonly string[], example: string) =>
    values.length > 0 ? `  ${name}: [${values.join(", ")}]` : `#   ${name}: ${example}`;
  return `# yaml-language-server: $schema=./node_modules/modelterms/dist/schemas/policy.schema.json
# Under which terms this organization uses AI models. Checked by modelterms; every key is optional.

extends:
  - modelterms:${base} # later entries win, this file over all

# The facts that license terms are judged against. What is not stated is unknown, and asks for review.
${heading}
${fact("uses", uses, "[commercial, hosted-service]   # also: distribution, internal, research, fine-tuning, training-on-outputs")}
${fact("territories", territories, "[US, EU]")}
#   monthly-active-users: 50_000
#   annual-revenue: { amount: 3_000_000, currency: USD }
#   applications: []   # none of the uses that licenses prohibit; else such as [medical-advice]

# licenses:
#   allow: ["LicenseRef-gemma*"]   # classes (permissive, copyleft, commercial-restricted, responsible-use), SPDX ids, expressions, patterns
#   deny: [AGPL-3.0-only, non-commercial]   # likewise, or a term

# owned: ["our-organization/*"]   # models that we made: we choose their license

# waivers:
#   - component: "meta-llama/Llama-3.1-8B-Instruct"
#     check: license-unlisted
#     reason: "Agreement of 2026-03-01"
#     approved-by: legal@example.org
#     expires: 2027-03-01

# tests:   # run by: modelterms policy test
#   - { model: { license: cc-by-nc-4.0 }, expect: fail }
`;
}
