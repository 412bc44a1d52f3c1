import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { decodeText } from "../../src/formats/text.ts";
import { LockError } from "../../src/hub/lock.ts";
import { parseLock } from "../../src/hub/parse-lock.ts";
import { identify } from "../../src/identify.ts";
import { openTexts } from "../../src/knowledge-files.ts";
import { formatExpression, parseExpression } from "../../src/licenses/expression.ts";
import { understandLicenseName, understandLink, understandName } from "../../src/licenses/names.ts";
import type { LicenseFile } from "../../src/model.ts";
import { patternOf } from "../../src/policy/entries.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { type Policy, PolicyError } from "../../src/policy/policy.ts";
import { showPolicy } from "../../src/policy/show.ts";
import { knowledge } from "../harness/knowledge.ts";
import { FIXTURES, ROOT } from "../harness/places.ts";
import { mutated, mutatedTextOf } from "./mutate.ts";
import { demandJson, demandSame } from "./properties.ts";
import { LOCK_SAMPLE, POLICY_SAMPLE } from "./samples.ts";
import { demand, type Target } from "./target.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Texts of licenses of the SPDX list, and clauses as they stand in AI licenses. */
function licenseTexts(): readonly Uint8Array[] {
  const list = JSON.parse(readFileSync(`${ROOT}node_modules/spdx-license-list/spdx-full.json`, "utf8")) as Record<
    string,
    { licenseText: string }
  >;
  const clauses =
    "You may not use the Model for any military purpose. If your monthly active users exceed 700 million, or your annual revenue exceeds USD 10,000,000, you must request a license. You shall prominently display “Built with Acme”. 月活跃用户超过1亿，须另行获得许可。不得用于商业目的。\n";
  const chosen = ["MIT", "Apache-2.0", "BSD-3-Clause", "CC-BY-NC-4.0", "Unlicense", "ISC", "Zlib", "MPL-2.0"];
  return [...chosen.map((id) => list[id]?.licenseText ?? ""), clauses.repeat(3)].map(bytesOf);
}

const readText = openTexts(`${ROOT}dist/texts.bin`, knowledge);

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Takes any bytes for a license: matches and terms lie in its lines, quotes stand in it. */
const license: Target = {
  name: "license texts and clauses",
  turns: 6,
  generate: (random) => ({ path: "LICENSE", bytes: mutated(LICENSE_SEEDS, random) }),
  run({ path, bytes }, random) {
    const { text } = decodeText(bytes);
    const file: LicenseFile = { path, type: "license", text, startLine: 1, covers: null, collection: false, sha256: hashOf(bytes) };
    const found = identify(file, readText, knowledge);
    demandJson(found);
    const lines = text.split(/\r\n|\n|\r/).length;
    const inside = (range: { startLine: number; endLine: number }) =>
      demand(
        range.startLine >= 1 && range.endLine >= range.startLine && range.endLine <= lines,
        () => `lines ${range.startLine} to ${range.endLine} of ${lines}`,
      );
    for (const match of found.matches) {
      inside(match);
      match.unmatched.forEach(inside);
      demand(match.confidence > 0 && match.confidence <= 1, () => `confidence ${match.confidence}`);
    }
    for (const { evidence } of found.terms) if (evidence !== null) inside(evidence);
    demand(found.classes.length > 0, () => "no class");
    if (random.once(8)) demandSame(identify({ ...file }, readText, knowledge), found);
  },
};
const LICENSE_SEEDS = licenseTexts();

const EXPRESSIONS = [
  "MIT OR Apache-2.0",
  "(GPL-2.0-or-later WITH Classpath-exception-2.0 AND (MIT OR LicenseRef-llama-3.1))",
  "apache 2.0",
  "llama3.1",
  "GPL-3.0+",
  "CC BY-NC-SA 4.0 International",
  "https://huggingface.co/meta-llama/Llama-3.1-8B/blob/main/LICENSE",
  "other",
];

const expressions: Target = {
  name: "license expressions and names",
  generate: (random) => ({ path: "", bytes: bytesOf(mutatedTextOf(EXPRESSIONS, random)) }),
  run({ bytes }) {
    const text = textOf(bytes);
    const { names } = knowledge;
    const parsed = parseExpression(text, names);
    if (parsed !== null) {
      const formatted = formatExpression(parsed);
      const again = parseExpression(formatted, names);
      demand(again !== null && formatExpression(again) === formatted, () => `${formatted} is not read as it was written`);
    }
    for (const understand of [understandName, understandLicenseName]) demandJson(understand(text, names));
    demandJson(understandLink(text, names));
  },
};

const PLACE = /^[^\n]*:\d+:\d+: /;
/** Behind the first of many mistakes. */
const OTHERS = /^and \d+ more: /;

/** Whatever a policy holds, it is loaded, or every mistake has file, line and column. */
const policies: Target = {
  name: "policies",
  generate: (random) => ({ path: "modelterms.yml", bytes: bytesOf(mutatedTextOf(POLICY_SEEDS, random)) }),
  async run({ path, bytes }, random) {
    const text = textOf(bytes);
    const loaded = await load(text, path);
    if (typeof loaded === "string")
      demand(
        loaded.split("\n").every((line) => PLACE.test(line) || line.startsWith("policy: ") || OTHERS.test(line)),
        () => `a mistake without a place: ${loaded}`,
      );
    else {
      demandJson(showPolicy(loaded));
      for (const matcher of [...loaded.exclude, ...loaded.owned]) matcher.matches("models/a/b.md");
    }
    if (random.once(8)) {
      const again = await load(text, path);
      demandSame(typeof again === "string" ? again : showPolicy(again), typeof loaded === "string" ? loaded : showPolicy(loaded));
    }
  },
};
const POLICY_SEEDS = [
  POLICY_SAMPLE,
  ...readdirSync(`${FIXTURES}policies/broken`)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFileSync(`${FIXTURES}policies/broken/${name}`, "utf8")),
];

async function load(text: string, path: string): Promise<Policy | string> {
  try {
    return await loadPolicy({ path, text }, knowledge, async (name) => {
      if (name.startsWith("./")) return { path: name.slice(2), text: "licenses: { allow: [MIT] }\n" };
      throw new PolicyError(`${name}: no such file; name an existing one`);
    });
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}

const PATTERNS = ["models/**/*.md", "*/Wizard{LM,Coder}-*", "a/+(b|c)/**", "!(x|y)*", "[[:alpha:]]?[!a-z]", "@(a|@(b|c))", "{1..9}", "\\*"];
const NAMES = ["meta-llama/Llama-3.1-8B-Instruct", "models/a/b/c/d/e/f/README.md", `${"a".repeat(120)}/${"b-".repeat(60)}`, ""];

const patterns: Target = {
  name: "patterns",
  generate: (random) => ({ path: "", bytes: bytesOf(mutatedTextOf(PATTERNS, random).slice(0, 400)) }),
  async run({ bytes }) {
    const pattern = await patternOf(textOf(bytes)).catch((error: unknown) => {
      if (error instanceof PolicyError) return null;
      throw error;
    });
    for (const name of NAMES) pattern?.matches(name);
  },
};

const locks: Target = {
  name: "locks",
  generate: (random) => ({ path: "modelterms.lock", bytes: bytesOf(mutatedTextOf([LOCK_SAMPLE], random)) }),
  run({ path, bytes }) {
    try {
      demandJson([...parseLock(textOf(bytes), path)]);
    } catch (error) {
      if (!(error instanceof LockError)) throw error;
      demand(PLACE.test(error.message), () => `a mistake without a place: ${error.message}`);
    }
  },
};

/** What is made of texts with the knowledge: licenses, expressions, policies, locks. */
export function knowledgeTargets(): readonly Target[] {
  return [license, expressions, policies, patterns, locks];
}
