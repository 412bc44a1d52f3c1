import { readFileSync } from "node:fs";
import { unreadBefore } from "../baseline.ts";
import { blobCache } from "../cache/blobs.ts";
import { ExpectedError } from "../errors.ts";
import { findCheckout } from "../github/checkout.ts";
import { type Environment, type GithubClient, type GithubSettings, githubClient, githubSettings } from "../github/client.ts";
import { speak } from "../github/conversation.ts";
import { readEvent, readRepository, type WorkflowEvent } from "../github/event.ts";
import { type ActionInputs, readInputs } from "../github/inputs.ts";
import { type Judgement, judge } from "../github/judgement.ts";
import { bytesIn, headline, messageOf } from "../github/message.ts";
import { openTrees } from "../github/trees.ts";
import { LONGEST_SUMMARY, notObeyed, writeOutputs, writeSummary } from "../github/workflow-files.ts";
import { hubAnswers } from "../hub/answers.ts";
import type { Result } from "../model.ts";
import { render as githubReport } from "../reports/github.ts";
import { forCommand, forMarkdown } from "../reports/parts/escape.ts";
import { textReport } from "../reports/text.ts";
import { scan } from "../scan.ts";
import { writeActionFiles } from "./action-files.ts";
import { rulesFor } from "./action-rules.ts";
import { printable } from "./printable.ts";
import { remembered } from "./remembered.ts";
import { reportContext } from "./report-context.ts";
import { dateOf, type Surroundings } from "./scan.ts";

/** What the action prints, and its exit code. */
export interface ActionOutcome {
  readonly output: string;
  readonly code: 0 | 1 | 2;
}

/** Everything that a run works with. */
interface Run {
  readonly inputs: ActionInputs;
  readonly event: WorkflowEvent;
  readonly repository: ReturnType<typeof readRepository>;
  readonly settings: GithubSettings;
  client(): Promise<GithubClient>;
  readonly workspace: string;
  readonly notes: string[];
}

/**
 * One run of the GitHub Action: reads the event, judges the change or the whole tree, writes what was asked for, and says everything in the log, the job
 * summary and the outputs. Mistakes of the workflow or of a policy are told in the same places.
 */
export async function runAction(around: Surroundings): Promise<ActionOutcome> {
  const notes: string[] = [];
  try {
    const run = openRun(around.environment, notes);
    const judgement = await judgeRun(run, around);
    return await tell(judgement, run, around);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return broken(error.message, notes, around.environment);
  }
}

function openRun(environment: Environment, notes: string[]): Run {
  const inputs = readInputs(environment);
  const path = environment["GITHUB_EVENT_PATH"];
  const event = readEvent(environment, path === undefined || path === "" ? null : readPayload(path));
  const known = githubSettings(environment);
  const settings = inputs.token === null ? known : { ...known, token: inputs.token };
  let client: Promise<GithubClient> | undefined;
  const workspace = environment["GITHUB_WORKSPACE"] ?? "";
  return {
    ...{ inputs, event, notes, settings, repository: readRepository(environment), workspace: workspace === "" ? "." : workspace },
    client() {
      client ??= githubClient(settings);
      return client;
    },
  };
}

function readPayload(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    throw new ExpectedError(`GITHUB_EVENT_PATH cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function judgeRun(run: Run, around: Surroundings): Promise<Judgement> {
  const { inputs, event, notes, workspace } = run;
  const note = (text: string) => notes.push(text);
  const isChange = event.kind === "pull-request" || event.kind === "merge-group";
  const checkout = await findCheckout(workspace, inputs.path);
  const trees = await openTrees(event, inputs.scope ?? (isChange ? "changed" : "all"), {
    ...{ repository: run.repository, checkout, prefix: checkout?.prefix ?? inputs.path, settings: run.settings },
    ...{ client: run.client, cache: blobCache(around.environment), note },
  });
  const environment = run.settings.token === null ? around.environment : { GITHUB_TOKEN: run.settings.token, ...around.environment };
  const rules = await rulesFor(trees, { ...around, environment, workspace, checkout, policy: inputs.policy, note, warn: note });
  const { save, ...memory } = remembered(around.readText, around.environment, "several", workspace);
  const options = {
    ...{ knowledge: around.knowledge, date: dateOf(around.environment), only: null, ...memory },
    ...{ policy: rules.policy, lock: rules.lock, hub: hubAnswers(around.environment, inputs.online) },
  };
  const before = trees.compared === null ? null : await scan(trees.compared.part, options);
  const after = await scan(trees.head.part, { ...options, changes: rules.changes });
  save();
  const unread = before === null ? null : unreadBefore(after, before);
  if (unread !== null) note(`${unread[0]?.toUpperCase()}${unread.slice(1)}`);
  return judge(after, before, inputs);
}

/** Says the judgement everywhere: files, check run, comment, summary, outputs, log. */
async function tell(judgement: Judgement, run: Run, around: Surroundings): Promise<ActionOutcome> {
  const { environment } = around;
  const { event, inputs, notes, repository } = run;
  const note = (text: string) => notes.push(text);
  const server = (environment["GITHUB_SERVER_URL"] ?? "").replace(/\/+$/, "") || "https://github.com";
  const files = `${server}/${repository.owner}/${repository.repo}/blob/${event.head}`;
  const context = { report: reportContext(judgement.result), files, notes };
  const written = await writeActionFiles(judgement.result, inputs, run.workspace, note);
  const number = { run: numberOf(environment["GITHUB_RUN_ID"]), attempt: numberOf(environment["GITHUB_RUN_ATTEMPT"]) };
  await speak(judgement, context, { ...run, run: number, note });
  writeSummary(environment, messageOf(judgement, context, LONGEST_SUMMARY, true, bytesIn));
  writeOutputs(environment, {
    verdict: judgement.verdict,
    "fail-count": String(judgement.findings.filter(({ verdict }) => verdict === "fail").length),
    "review-count": String(judgement.findings.filter(({ verdict }) => verdict === "review").length + judgement.unknown.length),
    ...written,
  });
  return { output: logOf(judgement, notes, context.report), code: judgement.code };
}

/** What stands in the log: notes, annotations, and the whole report, which nothing in it can turn into a command. */
function logOf(judgement: Judgement, notes: readonly string[], report: ReturnType<typeof reportContext>): string {
  const shown: Result = { ...judgement.result, problems: judgement.problems };
  const whole = textReport(judgement.result, { color: false, width: 120, quiet: false });
  return [
    ...notes.map((note) => `::notice title=modelterms::${forCommand(printable(note))}\n`),
    githubReport(shown, report),
    `::group::The whole report\n${notObeyed(whole)}::endgroup::\n`,
    `modelterms: ${headline(judgement)}\n`,
  ].join("");
}

/** The run could not judge: no such policy, a tree that cannot be read. */
function broken(message: string, notes: readonly string[], environment: Environment): ActionOutcome {
  const words = [...notes, ...message.split("\n")].map((line) => `> ${forMarkdown(line)}`).join("\n>\n");
  writeSummary(environment, `### ❌ modelterms could not judge this\n\n${words}\n`);
  writeOutputs(environment, { verdict: "fail", "fail-count": "0", "review-count": "0" });
  return { output: `::error title=modelterms could not judge this::${forCommand(printable([message, ...notes].join("\n")))}\n`, code: 2 };
}

function numberOf(text: string | undefined): number {
  const number = Number(text ?? "0");
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
