import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { ExpectedError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Declaration } from "../model.ts";
import { huggingfaceCard } from "../readers/huggingface-card.ts";
import { hubText, licensePaths } from "./license-texts.ts";
import { type AskedName, emptyRecord, type HubRecord } from "./record.ts";

/**
 * Looks names up in the folder in which the Hub's own programs keep their downloads (huggingface_hub, “Understand caching”):
 * `models--OWNER--NAME/refs/BRANCH` holds a commit, `snapshots/COMMIT/` its files, as far as they were downloaded. Null where there is no such folder.
 * What is found throws ExpectedError for a file that cannot be read, or is too large.
 */
export function hubCache(folder: string): ((asked: AskedName) => Promise<HubRecord | null>) | null {
  if (!existsSync(folder)) return null;
  return async (asked) => {
    const repository = join(folder, `${asked.kind}s--${asked.name.replaceAll("/", "--")}`);
    const commit = commitOf(repository, asked.pin);
    if (commit === null) return null;
    const snapshot = join(repository, "snapshots", commit);
    const card = await cardIn(snapshot);
    const texts = licensePaths(namesIn(snapshot)).flatMap((name) => {
      const bytes = bytesOf(join(snapshot, name));
      return bytes === null ? [] : [hubText(name, bytes)];
    });
    if (card === null && texts.length === 0) return null;
    return { ...emptyRecord(asked, "hub-cache", "public"), ...(card === null ? {} : stated(card)), revision: commit, texts };
  };
}

/** The commit that a branch, a tag or a commit means; without one the main branch, else the only snapshot that there is. */
function commitOf(repository: string, pin: string | null): string | null {
  const wanted = pin ?? "main";
  if (/^[\w.-]+(?:\/[\w.-]+)*$/.test(wanted) && !wanted.includes("..")) {
    const written = bytesOf(join(repository, "refs", wanted));
    const commit = written === null ? wanted : Buffer.from(written).toString("utf8").trim();
    if (/^[0-9a-f]{40}$/.test(commit) && existsSync(join(repository, "snapshots", commit))) return commit;
  }
  const snapshots = namesIn(join(repository, "snapshots")).filter((name) => /^[0-9a-f]{40}$/.test(name));
  return pin === null && snapshots.length === 1 ? (snapshots[0] ?? null) : null;
}

async function cardIn(snapshot: string): Promise<Declaration | null> {
  const bytes = bytesOf(join(snapshot, "README.md"));
  if (bytes === null) return null;
  const { declarations } = await huggingfaceCard.read({ path: "README.md", bytes, size: bytes.length });
  return declarations.find(({ role }) => role === "published") ?? null;
}

function stated(card: Declaration): Partial<HubRecord> {
  return {
    license: (card.licenses ?? []).map(({ value }) => value),
    licenseName: card.licenseName?.value ?? null,
    licenseLink: card.licenseLink?.value ?? null,
    bases: (card.bases ?? []).map(({ value, relation }) => ({ name: value, relation })),
    tags: (card.tags ?? []).map(({ value }) => value),
    task: card.modality?.value ?? null,
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The bytes of a regular file; null where there is none. Snapshots are links to the blobs beside them. Throws ExpectedError for one that is not read. */
function bytesOf(path: string): Uint8Array | null {
  try {
    const found = statSync(path);
    if (!found.isFile()) return null;
    if (found.size <= limits.textBytes) return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new ExpectedError(`its ${basename(path)} cannot be read (${code ?? "unknown error"})`);
  }
  throw new ExpectedError(`its ${basename(path)} is larger than ${limits.textBytes / 1_000_000} MB: not read`);
}
