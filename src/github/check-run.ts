import { shorten } from "../reports/parts/escape.ts";
import type { GithubClient } from "./client.ts";
import type { RepositoryName } from "./event.ts";

/** GitHub takes 50 annotations a request, and appends those of later ones. */
const AT_ONCE = 50;
/** Characters that GitHub takes of a title and of a message (64 KB, whatever they are). */
const LONGEST_TITLE = 255;
const LONGEST_MESSAGE = 16_000;
/** Bytes that it takes of a summary, and some that are left: beyond 65,535 it refuses the whole run. */
export const LONGEST_CHECK_SUMMARY = 65_000;

export interface CheckAnnotation {
  readonly level: "error" | "warning" | "notice";
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
  readonly title: string;
  readonly message: string;
}

export interface WantedCheckRun {
  readonly repository: RepositoryName;
  readonly commit: string;
  readonly name: string;
  readonly externalId: string;
  readonly conclusion: "success" | "neutral" | "failure";
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

const LEVELS = { error: "failure", warning: "warning", notice: "notice" } as const;

/** Writes a check run with all its annotations. Throws RequestError; annotations before the failing request are kept. */
export async function writeCheckRun(client: GithubClient, wanted: WantedCheckRun): Promise<void> {
  const annotations = wanted.annotations.map(annotationOf);
  const output = (from: number) => ({
    title: shorten(wanted.title, LONGEST_TITLE),
    summary: wanted.summary,
    annotations: annotations.slice(from, from + AT_ONCE),
  });
  const { data } = await client.rest.checks.create({
    ...wanted.repository,
    name: wanted.name,
    head_sha: wanted.commit,
    external_id: wanted.externalId,
    status: "completed",
    conclusion: wanted.conclusion,
    output: output(0),
  });
  for (let from = AT_ONCE; from < annotations.length; from += AT_ONCE)
    await client.rest.checks.update({ ...wanted.repository, check_run_id: data.id, output: output(from) });
}

function annotationOf({ level, path, line, column, title, message }: CheckAnnotation) {
  return {
    path,
    start_line: line,
    end_line: line,
    ...(column === null ? {} : { start_column: column, end_column: column }),
    annotation_level: LEVELS[level],
    title: shorten(title, LONGEST_TITLE),
    message: shorten(message, LONGEST_MESSAGE),
  };
}
