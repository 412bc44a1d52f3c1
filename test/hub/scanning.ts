import { hubAsker } from "../../src/hub/ask.ts";
import { hubClient } from "../../src/hub/client.ts";
import type { Patience } from "../../src/hub/patient-fetch.ts";
import { type HubAnswers, OFFLINE } from "../../src/hub/resolve.ts";
import type { TextReader } from "../../src/licenses/read-text.ts";
import type { Component, Result } from "../../src/model.ts";
import { scan } from "../../src/scan.ts";
import { memorySource } from "../../src/sources/memory.ts";
import { type Files, policyOf, TODAY } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";

/** Waits that tests can wait for. */
export const QUICK: Patience = { attemptTimeout: 5_000, attempts: 3, firstPause: 5, longestPause: 1_000 };

/** A file that says `Text of X` is the text of X; `Altered text of X` is an altered one. */
export const readText: TextReader = ({ text, startLine }) => {
  const [, altered, license] = /^(Altered t|T)ext of (\S+)/.exec(text) ?? [];
  if (license === undefined) return { groups: [], terms: [] };
  const kind = altered === "T" ? "exact" : "modified";
  return { groups: [{ licenses: [license], kind, confidence: 1, startLine, endLine: startLine, unmatched: [] }], terms: [] };
};

export function online(endpoint: string, token: string | null = null): HubAnswers {
  return { cached: null, online: hubAsker(hubClient({ endpoint, token }, QUICK)) };
}

const POLICY = "licenses: { allow: [permissive] }\n";

export async function scanWith(files: Files, hub: HubAnswers = OFFLINE, policy = POLICY): Promise<Result> {
  return scan(memorySource(files), { knowledge, policy: await policyOf(policy), date: TODAY, readText, only: null, hub });
}

/** A Python file that uses these models. */
export function using(...names: readonly string[]): Files {
  const lines = names.map(
    (name) =>
      `AutoModel.from_pretrained(${name.includes("@") ? `"${name.split("@")[0]}", revision="${name.split("@")[1]}"` : `"${name}"`})`,
  );
  return { "app.py": `from transformers import AutoModel\n${lines.join("\n")}\n` };
}

export function component(result: Result, name: string): Component {
  const found = result.components.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no component ${name}, but ${result.components.map((one) => one.name).join(", ")}`);
  return found;
}

export function findings(result: Result, check: string): readonly string[] {
  return result.findings.filter((one) => one.check === check).map(({ verdict, message }) => `${verdict}: ${message}`);
}
