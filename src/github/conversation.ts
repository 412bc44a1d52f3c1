import { annotationsOf } from "../reports/parts/annotations.ts";
import { cut, forTerminal } from "../reports/parts/escape.ts";
import { isFile, pathFromRepository } from "../reports/parts/places.ts";
import { type CheckAnnotation, LONGEST_CHECK_SUMMARY, writeCheckRun } from "./check-run.ts";
import type { GithubClient, GithubSettings } from "./client.ts";
import { commentKey, LONGEST_COMMENT, type RunNumber, writeComment } from "./comment.ts";
import type { RepositoryName, WorkflowEvent } from "./event.ts";
import type { ActionInputs } from "./inputs.ts";
import type { Judgement } from "./judgement.ts";
import { bytesIn, headline, messageOf } from "./message.ts";
import type { MessageContext } from "./message-words.ts";
import { GithubRefusal, refusalOf } from "./refusal.ts";

/** Where and as whom a run speaks. */
export interface Speaker {
  readonly repository: RepositoryName;
  readonly event: WorkflowEvent;
  readonly inputs: ActionInputs;
  readonly run: RunNumber;
  readonly settings: GithubSettings;
  client(): Promise<GithubClient>;
  note(text: string): void;
}

/**
 * Writes the check run and the comment, as far as they are asked for and the token may. What could not be written is noted; it never changes the verdict.
 */
export async function speak(judgement: Judgement, context: MessageContext, speaker: Speaker): Promise<void> {
  const { event, inputs } = speaker;
  if (inputs.checkRun)
    await attempt("The check run", "give the job the permission checks: write", speaker, () => check(judgement, context, speaker));
  if (event.kind !== "pull-request" || inputs.comment === "never") return;
  await attempt("The comment", "give the job the permission pull-requests: write", speaker, () =>
    comment(judgement, context, event.number, speaker),
  );
}

async function attempt(what: string, remedy: string, { settings, note }: Speaker, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    // Whatever it is, an answer that is no answer included: the verdict does not hang on it.
    const refusal = refusalOf(error, what, settings);
    const isReadOnly = refusal instanceof GithubRefusal && (refusal.reason === "forbidden" || refusal.reason === "missing");
    // Conversations can be locked; that is no matter of the token.
    const mayNot = isReadOnly && !/\blocked\b/i.test(refusal.message);
    const why = mayNot
      ? `the token may only read (${refusal.status}), as it does for pull requests from forks and from Dependabot; elsewhere ${remedy}`
      : refusal.message.replace(`${what}: `, "");
    note(`${what} could not be written: ${why}. The annotations and the job summary hold everything.`);
  }
}

async function check(judgement: Judgement, context: MessageContext, { event, repository, inputs, run, client }: Speaker): Promise<void> {
  await writeCheckRun(await client(), {
    repository,
    commit: event.head,
    name: inputs.path === "" ? "modelterms" : `modelterms (${inputs.path})`,
    externalId: `modelterms ${keyOf(inputs)} run ${run.run}.${run.attempt}`,
    conclusion: judgement.code !== 0 ? "failure" : judgement.verdict === "pass" ? "success" : "neutral",
    title: headline(judgement),
    summary: messageOf(judgement, context, LONGEST_CHECK_SUMMARY, false, bytesIn),
    annotations: checkAnnotations(judgement, context),
  });
}

/** All annotations. What stands in no file, or in one without lines, is shown at the first line of the nearest file. */
function checkAnnotations({ result, problems }: Judgement, { report }: MessageContext): readonly CheckAnnotation[] {
  const fallback = result.components.flatMap(({ locations }) => locations).find(isFile)?.path ?? "README.md";
  return annotationsOf({ ...result, problems }, report).map(({ level, location, title, lines }) => ({
    level,
    path: pathFromRepository(isFile(location) ? location : { path: fallback, line: null, column: null }, result),
    line: (isFile(location) ? location.line : null) ?? 1,
    column: isFile(location) ? location.column : null,
    title: forTerminal(title),
    message: lines.map((line) => forTerminal(cut(line, 4000))).join("\n"),
  }));
}

async function comment(judgement: Judgement, context: MessageContext, number: number, speaker: Speaker): Promise<void> {
  const { repository, inputs, run, client } = speaker;
  await writeComment(await client(), {
    ...{ repository, number, run, key: keyOf(inputs) },
    body: messageOf(judgement, context, LONGEST_COMMENT, false),
    create: inputs.comment === "always" || judgement.code !== 0,
  });
}

/** Two uses of the action in one repository differ in what they scan or by what they judge. */
function keyOf({ path, policy }: ActionInputs): string {
  return commentKey(path, policy ?? "");
}
