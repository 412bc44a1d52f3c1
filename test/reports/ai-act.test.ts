import { describe, expect, test } from "vitest";
import { reportContext } from "../../src/commands/report-context.ts";
import type { Result } from "../../src/model.ts";
import { dutiesFor, indicationsOf } from "../../src/reports/parts/ai-act.ts";
import { judgeFiles } from "../harness/judging.ts";

const card = (lines: string) => ({ "models/m/README.md": `---\n${lines}\n---\n`, "models/m/model.safetensors": "" });

async function indication(files: Readonly<Record<string, string>>) {
  const result: Result = await judgeFiles(files, "extends: [modelterms:inventory-only]\n");
  const [first, ...rest] = indicationsOf(result, reportContext(result));
  expect(rest).toEqual([]);
  return { look: first?.look, clauses: first?.reasons.map(({ clause }) => clause) ?? [] };
}

test.each([
  ["Apache-2.0 may be open", "license: apache-2.0", "open", "recital 102"],
  ["share alike is permitted by recital 102", "license: cc-by-sa-4.0", "open", "recital 102"],
  ["network copyleft likewise", "license: agpl-3.0-only", "open", "AGPL-3.0-only"],
  ["no commercial use is a limit", "license: cc-by-nc-4.0", "not-open", "CC-BY-NC-4.0, section 2(a)(1)(A)"],
  ["no derivatives is a limit", "license: cc-by-nd-4.0", "not-open", "CC-BY-ND-4.0"],
  ["a use policy and a threshold of users are limits", "license: llama3.1", "not-open", "LicenseRef-llama-3.1, section 2"],
  ["limits on purpose are limits", "license: creativeml-openrail-m", "not-open", "LicenseRef-creativeml-openrail-m"],
  ["what is not known cannot be told", "license: other\nlicense_name: in-house", "unknown", "license unknown"],
  ["no license cannot be told", "tags: [text-generation]", "unknown", "license unknown"],
  [
    "limits of the base model count, whatever the card says",
    "license: mit\nbase_model: meta-llama/Llama-3.1-8B",
    "not-open",
    "through meta-llama/Llama-3.1-8B",
  ],
  ["an unknown base cannot be told", "license: mit\nbase_model: someone/unheard-of-7b", "unknown", "someone/unheard-of-7b"],
  ["a name that several licenses carry cannot be told where one of them limits", "license: openrail++", "unknown", "LicenseRef-"],
  ["whoever may choose a license without limits has none", "license: MIT OR CC-BY-NC-4.0", "open", "MIT OR CC-BY-NC-4.0"],
])("%s", async (_, lines, look, clause) => {
  const found = await indication(card(lines));
  expect(found.look).toBe(look);
  expect(
    found.clauses.some((one) => one.includes(clause)),
    found.clauses.join("; "),
  ).toBe(true);
});

test("models that are only used are not looked at", async () => {
  const result = await judgeFiles(
    { "run.py": 'from transformers import AutoModel\nAutoModel.from_pretrained("openai/whisper-large-v3")\n' },
    "extends: [modelterms:inventory-only]\n",
  );
  expect(result.components.length).toBeGreaterThan(0);
  expect(indicationsOf(result, reportContext(result))).toEqual([]);
});

describe("duties of Article 53(1)", () => {
  test.each(["open", "not-open", "unknown"] as const)("copyright policy and training summary stay where the license is %s", (look) => {
    const stays = Object.fromEntries(dutiesFor(look).map((duty) => [duty.clause, duty.stays]));
    const others = look === "open" ? "falls away" : "stays";
    expect(stays).toEqual({
      "Article 53(1)(a)": others,
      "Article 53(1)(b)": others,
      "Article 53(1)(c)": "always",
      "Article 53(1)(d)": "always",
    });
  });
});
