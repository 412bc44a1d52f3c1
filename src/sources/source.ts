import { ExpectedError } from "../errors.ts";
import type { FileContent, Problem } from "../model.ts";

/** One file of a tree. `path` is relative to the root, with `/`, printable; `handle` is what its source needs to find it again. */
export interface Entry<Handle = unknown> {
  readonly path: string;
  readonly handle: Handle;
}

export interface Listing<Handle = unknown> {
  readonly entries: readonly Entry<Handle>[];
  readonly problems: readonly Problem[];
}

/** The bytes of a file, as git names them: a hash of all of them. `size` in bytes; null where the source does not know it. */
export interface Blob {
  readonly name: string;
  readonly size: number | null;
}

/** Tells which bytes listed files hold, without reading them. */
export interface Blobs<Handle = unknown> {
  /** Null where that is not certain. */
  of(entry: Entry<Handle>): Blob | null;
}

/** Asks for the first `limit` bytes of a file. Of one that is longer `head` bytes are enough, where a source can tell before it reads. */
export interface ReadRequest<Handle = unknown> {
  readonly entry: Entry<Handle>;
  readonly limit: number;
  readonly head?: number;
}

/** Either the bytes, or why there are none; `missing` where the file is gone since it was listed. */
export type ReadAnswer =
  | { readonly entry: Entry; readonly content: FileContent }
  | { readonly entry: Entry; readonly problem: Problem }
  | { readonly entry: Entry; readonly missing: true };

/** Where files come from: a work tree, the git index, a commit, memory. Reads nothing until asked. */
export interface Source<Handle = unknown> {
  /** What the result names as its target. */
  readonly target: string;
  /** The commit that the files are of, where there is one. */
  revision(): Promise<string | null>;
  list(): Promise<Listing<Handle>>;
  /** Answers each request once, in any order. The bytes of an answer hold until the next one is asked for. */
  read(requests: readonly ReadRequest<Handle>[]): AsyncIterable<ReadAnswer>;
  /** The names of its blobs come with the listing: to ask for them costs nothing. */
  readonly listsBlobs?: true;
  /** Absent where the bytes of a file are never certain before they are read. */
  blobs?(): Promise<Blobs<Handle>>;
}

/** A source cannot be opened at all: no such folder, no such revision. The message says what to do. */
export class SourceError extends ExpectedError {}

/** A path from its bytes: bytes that are not UTF-8 appear as `\xNN`, so that different names stay different. */
export function printablePath(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (!text.includes("\uFFFD")) return text;
  return escapeInvalid(bytes);
}

function escapeInvalid(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let path = "";
  for (let index = 0; index < bytes.length; ) {
    const lead = bytes[index] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    try {
      path += decoder.decode(bytes.subarray(index, index + length));
      index += length;
    } catch {
      path += `\\x${lead.toString(16).padStart(2, "0")}`;
      index += 1;
    }
  }
  return path;
}
