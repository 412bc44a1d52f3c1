/**
 * A path with `/` as its bytes are: a text where they are UTF-8, which is nearly always, and is found again as such by the file system; else the bytes.
 * Tens of thousands of them as bytes would take ten times the memory.
 */
export type RawPath = string | Buffer;

export function rawPath(bytes: Buffer): RawPath {
  const text = bytes.toString("utf8");
  return text.includes("\uFFFD") ? Buffer.from(bytes) : text;
}

/** A path below a folder. `separator` stands between them. */
export function below(folder: string, path: RawPath, separator: string): RawPath {
  return typeof path === "string" ? folder + separator + path : Buffer.concat([Buffer.from(folder + separator), path]);
}
