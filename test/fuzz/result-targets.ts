import { readdirSync, readFileSync, statSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { compareWithBaseline, decisive } from "../../src/baseline.ts";
import { resultOf } from "../../src/commands/read-result.ts";
import { reportContext } from "../../src/commands/report-context.ts";
import { ExpectedError } from "../../src/errors.ts";
import { openTexts } from "../../src/knowledge-files.ts";
import type { Result } from "../../src/model.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { jsonReport } from "../../src/reports/json.ts";
import { reportFormats } from "../../src/reports/registry.ts";
import { textReport } from "../../src/reports/text.ts";
import { scan } from "../../src/scan.ts";
import { memorySource } from "../../src/sources/memory.ts";
import { TODAY } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";
import { FIXTURES, ROOT } from "../harness/places.ts";
import { mutated, mutatedTextOf } from "./mutate.ts";
import { demandSame } from "./properties.ts";
import type { Random } from "./random.ts";
import { demand, type Target } from "./target.ts";

const readText = openTexts(`${ROOT}dist/texts.bin`, knowledge);
const everything = JSON.parse(readFileSync(`${FIXTURES}reports/result.json`, "utf8")) as Result;
const HOSTILE = Object.values(JSON.parse(readFileSync(`${FIXTURES}reports/hostile.json`, "utf8")) as Record<string, string>);

let validator: ValidateFunction | undefined;

/** Throws where the result is not what the shipped schema says. */
function demandValid(result: unknown): void {
  validator ??= new Ajv({ strict: false }).compile(JSON.parse(readFileSync(`${ROOT}dist/schemas/result.schema.json`, "utf8")) as object);
  const validate = validator;
  demand(validate(result), () => `not valid by the schema: ${JSON.stringify(validate.errors?.slice(0, 2))}`);
}

/** What a terminal or an editor would obey; and halves of characters, which no encoding can write. */
const OBEYED = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}\u2028\u2029]|\p{Surrogate}/u;

async function renderAll(result: Result): Promise<void> {
  const texts: [string, string][] = [
    ["text", textReport(result, { color: false, width: 80, quiet: false })],
    ["json", jsonReport(result)],
  ];
  for (const [name, load] of Object.entries(reportFormats)) {
    const rendered = (await load()).render(result, reportContext(result));
    for (const text of typeof rendered === "string" ? [rendered] : Object.values(rendered)) texts.push([name, text]);
  }
  for (const [name, text] of texts) demand(!OBEYED.test(text), () => `${name} holds ${JSON.stringify(OBEYED.exec(text)?.[0])}`);
}

/** A tree of the fixtures' files, one of them changed: the scan gives a valid result, the same twice, and every report can show it. */
const trees: Target = {
  name: "whole scans",
  turns: 12,
  generate(random) {
    const path = random.pick(Object.keys(TREE));
    return { path, bytes: mutated([TREE[path] ?? new Uint8Array(), ...Object.values(TREE)], random) };
  },
  async run({ path, bytes }, random) {
    const files = { ...TREE, [path]: bytes };
    const result = await scanned(files);
    demandValid(JSON.parse(jsonReport(result)));
    for (const { location } of result.findings) demand(location === null || location.path !== "", () => "a finding without a place");
    if (random.once(4)) demandSame(JSON.parse(jsonReport(await scanned(files))), JSON.parse(jsonReport(result)));
    await renderAll(result);
    decisive(compareWithBaseline(result, everything));
  },
};
const TREE = treeOf(`${FIXTURES}repositories/product`);

async function scanned(files: Readonly<Record<string, Uint8Array>>): Promise<Result> {
  const policy = await loadPolicy(null, knowledge, () => Promise.reject(new Error("nothing to extend")));
  return scan(memorySource(files), { knowledge, policy, date: TODAY, readText, only: null, lock: null });
}

function treeOf(folder: string): Readonly<Record<string, Uint8Array>> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths.filter((path) => statSync(`${folder}/${path}`).isFile()).map((path) => [path, new Uint8Array(readFileSync(`${folder}/${path}`))]),
  );
}

/** Keys whose values the program itself chooses. */
const FIXED = new Set(
  "version date kind role basis relation effect state verdict baselineState classes class as id component fingerprint".split(" "),
);

/** The result with hostile words in some of its texts, and some of its lists made empty or doubled. */
function poisoned(random: Random): Result {
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      if (random.once(30)) return [];
      return (random.once(20) ? [...value, ...value] : value).map((one) => visit(one, key));
    }
    if (typeof value === "number" && (key === "line" || key === "column") && random.once(10)) return null;
    if (typeof value === "string" && !FIXED.has(key) && random.once(8))
      return random.once(2) ? random.pick(HOSTILE) : mutatedTextOf([value === "" ? "x" : value, ...HOSTILE], random).slice(0, 20_000);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner, name)]));
  };
  return visit(everything, "") as Result;
}

const reports: Target = {
  name: "reports of hostile results",
  turns: 8,
  generate: (random) => ({ path: "result.json", bytes: new TextEncoder().encode(JSON.stringify(poisoned(random))) }),
  run: ({ bytes }) => renderAll(JSON.parse(new TextDecoder().decode(bytes)) as Result),
};

/** Whatever is read back, it is a result that can be shown, or is refused in one line. */
const readBack: Target = {
  name: "results read back",
  turns: 4,
  generate: (random) => ({ path: "result.json", bytes: mutated(random.once(3) ? RESULTS : SMALL, random) }),
  async run({ path, bytes }, random) {
    let result: Result;
    try {
      result = resultOf(new TextDecoder().decode(bytes), path);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      demand(/^[^\n]+$/.test(error.message), () => `refused in several lines: ${error.message}`);
      return;
    }
    if (random.once(8)) await renderAll(result);
  },
};
const RESULTS = [everything, { ...everything, components: everything.components.slice(0, 2) }].map((one) =>
  new TextEncoder().encode(JSON.stringify(one)),
);
/** Most faults are found in what is short: one component and one finding, one value a line. */
const SMALL = [0, 1, 2].map((at) =>
  new TextEncoder().encode(
    JSON.stringify(
      { ...everything, components: everything.components.slice(at, at + 1), findings: everything.findings.slice(at, at + 1) },
      null,
      1,
    ),
  ),
);

/** What is made of whole trees and of results. */
export function resultTargets(): readonly Target[] {
  return [trees, reports, readBack];
}
