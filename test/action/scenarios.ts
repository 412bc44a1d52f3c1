import { afterEach } from "vitest";
import { type GithubOptions, type GithubServer, startGithub } from "../github/github-server.ts";
import { newFolder } from "../harness/folders.ts";
import { type ActionRun, runAction } from "./action-run.ts";
import { type Change, checkOut, pullRequestPayload } from "./change.ts";

export const CARD = (license: string, more = "") => `---\nlicense: ${license}\n${more}---\n# A model\n`;
export const POLICY = "licenses:\n  allow: [permissive]\n  unlisted: fail\norganization:\n  uses: [research]\n";

/** A model whose license the policy does not allow: one finding. */
export const DENIED = CARD("gpl-2.0-only");

export interface RunOptions {
  readonly event?: "pull_request" | "pull_request_target" | "merge_group" | "push" | "schedule";
  /** What the workflow has checked out. */
  readonly checkout?: "full" | "shallow" | "head" | "base" | "none";
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly run?: number;
  readonly workspace?: string;
  readonly apiUrl?: string;
}

export type SceneRun = ActionRun & { readonly workspace: string };

/** A server that holds a pull request, and runs of the action in it. */
export interface Scene {
  readonly server: GithubServer;
  run(options?: RunOptions): Promise<SceneRun>;
  /** The comments under the pull request. */
  comments(): readonly string[];
  /** Another state of the pull request. */
  push(change: Change): void;
}

export type NewScene = (change: Change, options?: Partial<GithubOptions>) => Promise<Scene>;

const servers: GithubServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Sets scenes for runs under one version of Node. */
export function scenesOn(node: string): NewScene {
  return async (first, options = {}) => {
    let change = first;
    const repositories = { "acme/app": change.folder };
    const server = await startGithub({ repositories, ...options });
    servers.push(server);
    return {
      server,
      comments: () => server.conversation.comments.map(({ body }) => body),
      push(next) {
        change = next;
        repositories["acme/app"] = next.folder;
      },
      async run({ event = "pull_request", checkout = "full", inputs, environment, run, workspace: given, apiUrl = server.url } = {}) {
        const workspace = given ?? workspaceOf(change, checkout);
        const common = { node, event, payload: payloadOf(event, change), sha: shaOf(event, change), workspace, apiUrl };
        const outcome = await runAction({ ...common, ...(inputs && { inputs }), ...(environment && { environment }), ...(run && { run }) });
        return { ...outcome, workspace };
      },
    };
  };
}

/** `GITHUB_SHA`, as GitHub documents it for each event. */
function shaOf(event: NonNullable<RunOptions["event"]>, { base, merge }: Change): string {
  return event === "pull_request_target" ? base : merge;
}

function payloadOf(event: NonNullable<RunOptions["event"]>, change: Change): unknown {
  if (event === "merge_group") return { action: "checks_requested", merge_group: { base_sha: change.base, head_sha: change.merge } };
  if (event === "push") return { before: change.base, after: change.merge };
  return event === "schedule" ? { schedule: "0 0 * * *" } : pullRequestPayload(change);
}

function workspaceOf(change: Change, checkout: NonNullable<RunOptions["checkout"]>): string {
  switch (checkout) {
    case "none":
      return newFolder();
    case "head":
      return checkOut(change, change.head, "full");
    case "base":
      return checkOut(change, change.base, "shallow");
    default:
      return checkOut(change, change.merge, checkout);
  }
}
