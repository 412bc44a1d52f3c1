import { checked, isInfo, isPage } from "./answer.ts";
import { type Patience, patientFetch } from "./patient-fetch.ts";
import type { HubKind } from "./record.ts";
import { HubRefusal, refusalOf } from "./refusal.ts";
import type { HubSettings } from "./settings.ts";

/** A repository as the Hub describes it. `card` is the front matter of its card as the Hub read it: data of any shape. */
export interface RepositoryInfo {
  readonly id: string;
  readonly sha: string | null;
  readonly private: boolean;
  readonly gated: boolean;
  readonly task: string | null;
  readonly tags: readonly string[];
  readonly card: Readonly<Record<string, unknown>>;
  /** Paths of its files; null where the description does not hold them. */
  readonly files: readonly string[] | null;
}

export interface RepositoryFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** Questions to the Hub. All throw HubRefusal where it answers otherwise, and the error of `fetch` where it does not answer. */
export interface HubClient {
  readonly endpoint: string;
  info(kind: HubKind, name: string, revision: string | null): Promise<RepositoryInfo>;
  /** The files of a commit; those of the root folder unless `recursive`. */
  list(kind: HubKind, name: string, commit: string, recursive: boolean): AsyncIterable<RepositoryFile>;
  /** The first `limit` bytes of a file, and its size where the Hub tells it. */
  read(
    kind: HubKind,
    name: string,
    commit: string,
    path: string,
    limit: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly size: number | null }>;
}

/** A client by the library `@huggingface/hub`, which is loaded with the first question. */
export function hubClient({ endpoint, token }: HubSettings, patience?: Patience): HubClient {
  const patient = patientFetch(endpoint, token, patience);
  const asking: typeof fetch = async (input, init) => {
    const response = await patient(input, init);
    if (response.ok) return response;
    const refusal = refusalOf(response, token !== null);
    await response.body?.cancel();
    throw refusal;
  };
  const forInfo = { hubUrl: endpoint, fetch: checked(asking, isInfo) };
  return {
    endpoint,
    async info(kind, name, revision) {
      const { modelInfo, datasetInfo } = await import("@huggingface/hub");
      const at = revision === null ? {} : { revision };
      if (kind === "model") {
        const info = await modelInfo({ ...forInfo, ...at, name, additionalFields: ["sha", "cardData", "tags", "filePaths"] });
        return described(info, info.task ?? null, info.filePaths);
      }
      return described(await datasetInfo({ ...forInfo, ...at, name, additionalFields: ["sha", "cardData", "tags"] }), null, null);
    },
    async *list(kind, name, commit, recursive) {
      const { listFiles } = await import("@huggingface/hub");
      const forPages = { hubUrl: endpoint, fetch: checked(asking, isPage) };
      for await (const { type, path, size } of listFiles({ ...forPages, repo: { type: kind, name }, revision: commit, recursive }))
        if (type === "file") yield { path, size };
    },
    read: (kind, name, commit, path, limit) => readStart(asking, fileAddress(endpoint, kind, name, commit, path), limit),
  };
}

function described(
  info: { name: string; sha?: unknown; private: boolean; gated: unknown; tags?: unknown; cardData?: unknown },
  task: string | null,
  files: readonly string[] | null,
): RepositoryInfo {
  return {
    id: String(info.name),
    sha: typeof info.sha === "string" && /^[0-9a-f]{40}$/.test(info.sha) ? info.sha : null,
    private: info.private === true,
    gated: info.gated !== false && info.gated !== undefined && info.gated !== null,
    task: typeof task === "string" ? task : null,
    tags: Array.isArray(info.tags) ? info.tags.filter((tag) => typeof tag === "string") : [],
    card: typeof info.cardData === "object" && info.cardData !== null ? { ...info.cardData } : {},
    files,
  };
}

function fileAddress(endpoint: string, kind: HubKind, name: string, commit: string, path: string): string {
  const parts = path.split("/").map(encodeURIComponent).join("/");
  return `${endpoint}/${kind === "dataset" ? "datasets/" : ""}${name}/resolve/${encodeURIComponent(commit)}/${parts}`;
}

/**
 * One request for the first bytes. The library's `downloadFile` asks twice, and reads the whole file where a server does not know ranges: a weight file has
 * gigabytes.
 */
async function readStart(asking: typeof fetch, address: string, limit: number): Promise<{ bytes: Uint8Array; size: number | null }> {
  const response = await asking(address, { headers: { range: `bytes=0-${limit - 1}`, "accept-encoding": "identity" } }).catch((error) => {
    if (error instanceof HubRefusal && error.status === 416) return null;
    throw error;
  });
  if (response === null) return { bytes: new Uint8Array(), size: 0 }; // No first byte to give: the file is empty.
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk.subarray(0, limit - length));
    length += Math.min(chunk.length, limit - length);
    if (length >= limit) break;
  }
  return { bytes: Buffer.concat(chunks), size: sizeOf(response) };
}

/** The size of the whole file: behind the slash of `Content-Range: bytes 0-99/1234`, else `Content-Length` of a whole answer. */
function sizeOf({ status, headers }: Response): number | null {
  const text = status === 206 ? headers.get("content-range")?.split("/")[1] : (headers.get("content-length") ?? undefined);
  const size = Number(text);
  return text !== undefined && Number.isInteger(size) ? size : null;
}
