import { posix } from "node:path";
import { ExpectedError } from "../errors.ts";
import type { Environment } from "./client.ts";

/** What the workflow asks for (contract, section 5). */
export interface ActionInputs {
  /** The folder to scan, relative to the workspace, with `/`; empty for all of it. */
  readonly path: string;
  /** The policy file; null to look for it. */
  readonly policy: string | null;
  readonly failOn: "fail" | "review" | "never";
  /** Null where the event decides. */
  readonly scope: "changed" | "all" | null;
  readonly comment: "never" | "on-failure" | "always";
  readonly checkRun: boolean;
  readonly sarifFile: string | null;
  readonly htmlFile: string | null;
  readonly jsonFile: string | null;
  readonly online: boolean;
  readonly allowIncomplete: boolean;
  readonly token: string | null;
}

/** Reads the inputs as the runner gives them: `INPUT_` and the name in capitals. Throws ExpectedError that names the input and its values. */
export function readInputs(environment: Environment): ActionInputs {
  const text = (name: string) => (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const optional = (name: string) => (text(name) === "" ? null : text(name));
  const choice = <Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value => {
    const written = text(name);
    const value = written === "" ? otherwise : values.find((one) => one === written);
    if (value === undefined) throw new ExpectedError(`the input ${name} is ${JSON.stringify(written)}; write one of: ${values.join(", ")}`);
    return value;
  };
  const truth = (name: string) => ["true", "True", "TRUE"].includes(choice(name, TRUTH_VALUES, "false"));
  return {
    path: folderOf(text("path")),
    policy: optional("policy"),
    failOn: choice("fail-on", ["fail", "review", "never"], "fail"),
    scope: optional("scope") === null ? null : choice<"changed" | "all">("scope", ["changed", "all"], "all"),
    comment: choice("comment", ["never", "on-failure", "always"], "on-failure"),
    checkRun: truth("check-run"),
    sarifFile: optional("sarif-file"),
    htmlFile: optional("html-file"),
    jsonFile: optional("json-file"),
    online: truth("online"),
    allowIncomplete: truth("allow-incomplete"),
    token: optional("token"),
  };
}

/** The Boolean values of YAML 1.2's core schema, which actions are given as text. */
const TRUTH_VALUES = ["true", "True", "TRUE", "false", "False", "FALSE"] as const;

/** A folder below the workspace, normalized. */
function folderOf(written: string): string {
  const folder = posix.normalize(written.replaceAll("\\", "/")).replace(/\/+$/, "");
  if (written === "" || folder === "." || folder === "") return "";
  if (folder.startsWith("/") || folder === ".." || folder.startsWith("../") || /^[A-Za-z]:/.test(folder))
    throw new ExpectedError(`the input path is ${JSON.stringify(written)}; name a folder of the repository, relative to its root`);
  return folder;
}
