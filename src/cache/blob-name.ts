import { createHash } from "node:crypto";

/** The name that git gives to a blob: a hash of its size and its bytes, hexadecimal (git, "Git Objects"). `length` is 40 for SHA-1, 64 for SHA-256. */
export function blobName(bytes: Uint8Array, length: number): string {
  return createHash(length === 64 ? "sha256" : "sha1")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}
