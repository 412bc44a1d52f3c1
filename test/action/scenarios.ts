import { afterEach } from "vitest";
import { type GithubOptions, type GithubServer, startGithub } from "../github/github-server.ts";
import { newFolder } from "../harness/folders.ts";
import { type ActionRun, runAction } from "./action-run.ts";
import { type Change, checkOut, pullRequestPayload } from "./change.ts";

export const CARD = (license: string, more = "") => `---\nlicense: ${license}\n${more}---\n# A model\n`;
export const POLICY = "licenses:\n  allow: [permissive]\n  unlisted: fail\n";

export interface RunOptions {
  readonly event?: "pull_request" | "pull_request_target";
  /** What the workflow has checked out. */
  readonly checkout?: "full" | "shallow" | "head" | "none";
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly run?: number;
  readonly workspace?: string;
}

/** A server that holds a pull request, and runs of the action in it. */
export interface Scene {
  readonly server: GithubServer;
  run(options?: RunOptions): Promise<ActionRun & { readonly workspace: string }>;
  /** The comments under the pull request. */
  comments(): readonly string[];
}

const servers: GithubServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Sets a scene for runs under one version of Node. */
export function scenesOn(node: string) {
  return async (change: Change, options: Partial<GithubOptions> = {}): Promise<Scene> => {
    const server = await startGithub({ repositories: { "acme/app": change.folder }, ...options });
    servers.push(server);
    return {
      server,
      comments: () => server.conversation.comments.map(({ body }) => body),
      async run({ event = "pull_request", checkout = "full", inputs, environment, run, workspace: given } = {}) {
        const workspace = given ?? workspaceOf(change, checkout);
        const sha = event === "pull_request" ? change.merge : change.base;
        const common = { node, event, payload: pullRequestPayload(change), sha, workspace, apiUrl: server.url };
        const outcome = await runAction({ ...common, ...(inputs && { inputs }), ...(environment && { environment }), ...(run && { run }) });
        return { ...outcome, workspace };
      },
    };
  };
}

function workspaceOf(change: Change, checkout: NonNullable<RunOptions["checkout"]>): string {
  if (checkout === "none") return newFolder();
  return checkout === "head" ? checkOut(change, change.head, "full") : checkOut(change, change.merge, checkout);
}
