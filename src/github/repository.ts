import type { BlobCache } from "../cache/blobs.ts";
import { limits } from "../limits.ts";
import type { Problem } from "../model.ts";
import type { GitFile } from "../sources/git-tree.ts";
import type { GithubRepository } from "../sources/github.ts";
import type { GithubClient, GithubSettings } from "./client.ts";
import { GithubRefusal, refusalOf } from "./refusal.ts";

/** A repository, and the ref that is meant: a branch, a tag, a commit; null for the default branch. */
export interface GithubTarget {
  readonly owner: string;
  readonly repo: string;
  readonly ref: string | null;
}

const HASH = /^[0-9a-f]{40}$/;

/** The blob API gives blobs up to 100 megabytes (REST API, "Get a blob"). */
const LARGEST_BLOB = 100 * 1024 * 1024;

/** A repository on GitHub at the commit that its ref means now. Throws GithubRefusal. */
export async function openRepository(
  { owner, repo, ref }: GithubTarget,
  client: GithubClient,
  settings: GithubSettings,
  cache: BlobCache,
): Promise<GithubRepository> {
  const name = `github:${owner}/${repo}${ref === null ? "" : `@${ref}`}`;
  const asked = async <Answer>(question: Promise<Answer>, what = name): Promise<Answer> =>
    question.catch((error: unknown) => {
      throw refusalOf(error, what, settings);
    });
  const resolve = () => asked(client.rest.repos.getCommit({ owner, repo, ref: ref ?? "HEAD", mediaType: { format: "sha" } }));
  const commit = ref !== null && HASH.test(ref) ? ref : String((await resolve()).data).trim();
  if (!HASH.test(commit)) throw new GithubRefusal("refused", `${name}: GitHub's answer names no commit`, 200);
  const sizes = new Map<string, number>();
  return {
    commit,
    async files() {
      const walked = await walk(commit, (tree, recursive) =>
        asked(client.rest.git.getTree({ owner, repo, tree_sha: tree, ...(recursive ? { recursive: "true" } : {}) })).then((answer) =>
          treeOf(answer.data, name),
        ),
      );
      for (const [object, size] of walked.sizes) sizes.set(object, size);
      return walked;
    },
    async blob(object, limit) {
      const known = cache.read(object);
      if (known !== null) return { bytes: known.subarray(0, limit), size: known.length };
      const size = sizes.get(object) ?? null;
      if (size !== null && size > LARGEST_BLOB)
        throw new GithubRefusal("refused", `it has ${Math.ceil(size / 1024 / 1024)} MB, and GitHub's API gives blobs up to 100 MB`, null);
      const bytes = await asked(readBlob(client, { owner, repo, file_sha: object }, limit), "the file's blob");
      if (size !== null && bytes.length < Math.min(size, limit))
        throw new GithubRefusal("refused", `only ${bytes.length} of its ${size} bytes came`, null);
      if (size === null ? bytes.length < limit : bytes.length === size) cache.keep(object, bytes);
      return { bytes, size: size ?? bytes.length };
    },
    isLasting: (error) => error instanceof GithubRefusal && ["token", "limited", "down"].includes(error.reason),
  };
}

/** The first bytes of a blob. The raw form is read as a stream and given up behind them, so that of weights only the header comes over the network. */
async function readBlob(
  client: GithubClient,
  blob: { readonly owner: string; readonly repo: string; readonly file_sha: string },
  limit: number,
): Promise<Uint8Array> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    ...blob,
    mediaType: { format: "raw" },
    request: { parseSuccessResponseBody: false },
  });
  const stream = data as unknown as AsyncIterable<Uint8Array> | null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream ?? []) {
    chunks.push(chunk.subarray(0, limit - length));
    length += Math.min(chunk.length, limit - length);
    if (length >= limit) break;
  }
  return Buffer.concat(chunks);
}

/** A tree as the API gives it. */
interface Tree {
  readonly truncated?: boolean;
  readonly tree: readonly {
    readonly path?: string;
    readonly mode?: string;
    readonly type?: string;
    readonly sha?: string;
    readonly size?: number;
  }[];
}

/** Throws GithubRefusal where the answer is no tree. */
function treeOf(answer: unknown, name: string): Tree {
  const tree = (answer as Partial<Tree> | null)?.tree as unknown;
  const isEntry = (entry: unknown) =>
    typeof entry === "object" &&
    entry !== null &&
    ["path", "mode", "type", "sha"].every((key) => typeof (entry as Readonly<Record<string, unknown>>)[key] === "string") &&
    HASH.test((entry as { sha: string }).sha);
  if (Array.isArray(tree) && tree.every(isEntry)) return answer as Tree;
  const most = limits.githubAnswerBytes / 1_000_000;
  throw new GithubRefusal("refused", `${name}: GitHub's answer is no list of files, cut, or larger than ${most} MB`, 200);
}

interface Walked {
  readonly files: readonly GitFile[];
  readonly problems: readonly Problem[];
  /** Bytes of blobs, by their hash. */
  readonly sizes: ReadonlyMap<string, number>;
}

/**
 * All files of a tree. A recursive answer holds 100,000 entries or 7 MB at most and says `truncated` beyond: then each folder is asked for by itself. A folder
 * that is truncated though it was not asked for recursively cannot be listed, which is a problem.
 */
async function walk(root: string, ask: (tree: string, recursive: boolean) => Promise<Tree>): Promise<Walked> {
  const files: GitFile[] = [];
  const problems: Problem[] = [];
  const sizes = new Map<string, number>();
  const seen = new Set<string>();
  const add = (path: string, { mode = "", sha = "", size }: Tree["tree"][number]) => {
    // Names whose bytes are not UTF-8 come with replacement characters: two of them may look the same.
    if (seen.has(path))
      problems.push(problemAt(path, "two names differ only in bytes that GitHub's API does not give: one of the files is not read"));
    else files.push({ path, mode, object: sha });
    seen.add(path);
    if (size !== undefined) sizes.set(sha, size);
  };
  let questions = 0;
  const visit = async (tree: string, prefix: string, above: readonly string[]): Promise<void> => {
    if (above.includes(tree)) throw new GithubRefusal("refused", `GitHub lists the folder ${prefix} inside itself`, 200);
    questions += 2;
    if (questions > limits.githubQuestions || files.length > limits.files) {
      if (!problems.includes(TOO_LARGE)) problems.push(TOO_LARGE);
      return;
    }
    const whole = await ask(tree, true);
    if (whole.truncated !== true) {
      for (const entry of whole.tree) if (entry.type !== "tree") add(prefix + (entry.path ?? ""), entry);
      return;
    }
    const folder = await ask(tree, false);
    if (folder.truncated === true)
      problems.push(problemAt(prefix === "" ? "." : prefix.slice(0, -1), "the folder has more entries than GitHub's API lists"));
    for (const entry of folder.tree) {
      if (entry.type === "tree") await visit(entry.sha ?? "", `${prefix}${entry.path ?? ""}/`, [...above, tree]);
      else add(prefix + (entry.path ?? ""), entry);
    }
  };
  await visit(root, "", []);
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems, sizes };
}

const TOO_LARGE = problemAt(".", "the tree is too large to be listed over GitHub's API: scan a checkout of it");

function problemAt(path: string, message: string): Problem {
  return { message, location: { path, line: null, column: null }, incomplete: true };
}
