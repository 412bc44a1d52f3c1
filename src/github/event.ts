import { ExpectedError } from "../errors.ts";
import type { Environment } from "./client.ts";

/** A repository by its owner and its name. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** What made the workflow run, as far as a scan looks at it. Commits are 40 hexadecimal digits. */
export type WorkflowEvent =
  | {
      readonly kind: "pull-request";
      readonly number: number;
      /** The tip of the branch that the change goes to. */
      readonly base: string;
      /** The tip of the change. */
      readonly head: string;
      /** The change as GitHub merges it on trial; null where the event runs on the base (`pull_request_target`), whose head is never checked out. */
      readonly merge: string | null;
    }
  | { readonly kind: "merge-group"; readonly base: string; readonly head: string }
  | { readonly kind: "push"; readonly before: string | null; readonly head: string }
  | { readonly kind: "other"; readonly name: string; readonly head: string };

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Reads the event of a workflow run. `payload` is the parsed file that `GITHUB_EVENT_PATH` names. Throws ExpectedError for what no workflow run has. */
export function readEvent(environment: Environment, payload: unknown): WorkflowEvent {
  const name = environment["GITHUB_EVENT_NAME"] ?? "";
  const sha = environment["GITHUB_SHA"] ?? "";
  if (name === "pull_request" || name === "pull_request_target") {
    const number = at(payload, "pull_request", "number");
    if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) throw malformed(name, "pull_request.number");
    const base = commitAt(payload, name, "pull_request", "base", "sha");
    const head = commitAt(payload, name, "pull_request", "head", "sha");
    return { kind: "pull-request", number, base, head, merge: name === "pull_request" && COMMIT.test(sha) ? sha : null };
  }
  if (name === "merge_group") {
    const base = commitAt(payload, name, "merge_group", "base_sha");
    return { kind: "merge-group", base, head: commitAt(payload, name, "merge_group", "head_sha") };
  }
  if (!COMMIT.test(sha)) throw new ExpectedError("GITHUB_SHA is no commit: the action runs in a workflow of GitHub Actions");
  if (name !== "push") return { kind: "other", name, head: sha };
  const before = at(payload, "before");
  return { kind: "push", head: sha, before: typeof before === "string" && COMMIT.test(before) && !/^0+$/.test(before) ? before : null };
}

/** The repository that the workflow runs in: `GITHUB_REPOSITORY`. */
export function readRepository(environment: Environment): RepositoryName {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(environment["GITHUB_REPOSITORY"] ?? "") ?? [];
  if (owner === undefined || repo === undefined)
    throw new ExpectedError("GITHUB_REPOSITORY names no repository: the action runs in a workflow of GitHub Actions");
  return { owner, repo };
}

function commitAt(payload: unknown, event: string, ...keys: readonly string[]): string {
  const value = at(payload, ...keys);
  if (typeof value !== "string" || !COMMIT.test(value)) throw malformed(event, keys.join("."));
  return value;
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Readonly<Record<string, unknown>>)[key] : undefined),
    value,
  );
}

function malformed(event: string, key: string): ExpectedError {
  return new ExpectedError(`the event ${event} holds no ${key} (GITHUB_EVENT_PATH)`);
}
