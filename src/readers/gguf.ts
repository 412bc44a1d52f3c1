import { readGguf } from "../formats/gguf.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { declared, fileLocation, lfsProblem } from "./parts/reading.ts";

/** Headers of GGUF weight files: `general.license`, `general.base_model.*` and the like (ggml `docs/gguf.md`). */
export const gguf: Reader = {
  id: "gguf",
  title: "GGUF weight file (header only)",
  head: limits.headerBytes,
  ends: ["gguf"],
  matches: (_path, name) => name.endsWith(".gguf"),
  read: readHeader,
};

function readHeader(file: FileContent): Reading {
  const pointer = lfsProblem(file.path, file.bytes);
  if (pointer !== null) return declared([weights(file.path, {})], [pointer]);
  const header = readGguf(file.bytes);
  const at = fileLocation(file.path);
  if (header === null)
    return declared([weights(file.path, {})], [{ message: "named .gguf, but not a GGUF file: nothing read from it", location: at }]);
  const whole = file.size !== null && file.bytes.length >= file.size;
  if (header.stopped === "more-bytes" && !whole && file.bytes.length < limits.maximumHeaderBytes) {
    const more = Math.min(file.bytes.length * 16, limits.maximumHeaderBytes);
    return { declarations: [], licenseFiles: [], problems: [], more };
  }
  const isLimit = header.stopped === "limit" || (header.stopped === "more-bytes" && !whole);
  const problems: Problem[] =
    header.stopped === null
      ? []
      : [{ message: stoppedBecause(header.stopped, whole), location: at, ...(isLimit ? { incomplete: true } : {}) }];
  return declared([weights(file.path, fields(header.metadata, file.path))], problems);
}

function stoppedBecause(reason: "more-bytes" | "malformed" | "limit", whole: boolean): string {
  if (reason === "limit") return "the GGUF header has more entries than are read: nothing read from it";
  if (reason === "malformed") return "the GGUF header is malformed: what stands before the fault is read";
  return whole
    ? "the GGUF file ends inside its header: what is there is read"
    : "the GGUF header is longer than what is read: what is there is read";
}

type Metadata = ReadonlyMap<string, string | number | bigint | boolean | readonly string[]>;

function fields(metadata: Metadata, path: string): Partial<Declaration> {
  const location = fileLocation(path);
  const text = (key: string): Stated | undefined => {
    const value = metadata.get(key);
    return typeof value === "string" && value.trim() !== "" ? { value: value.slice(0, limits.valueCharacters + 1), location } : undefined;
  };
  const list = (key: string): readonly Stated[] => {
    const value = metadata.get(key);
    if (Array.isArray(value)) return value.map((item: string) => ({ value: item, location }));
    const one = text(key);
    return one === undefined ? [] : [one];
  };
  const name = hubName(metadata, location) ?? text("general.name");
  // Models of many have the shape of Llama.
  const shape = metadata.get("general.architecture") === "llama" ? undefined : text("general.architecture");
  const otherNames = [text("general.basename"), shape].flatMap((one) => one ?? []);
  const license = text("general.license");
  const licenseName = text("general.license.name");
  const licenseLink = text("general.license.link");
  return {
    ...(metadata.get("general.type") === "adapter" ? { kind: "adapter" } : {}),
    licenses: license === undefined ? [] : [license],
    bases: bases(metadata, location),
    ...(countOf(metadata, "general.base_model") > numbered(metadata, "general.base_model", location).length
      ? { unnamedBase: location }
      : {}),
    datasets: [
      ...list("general.datasets"),
      ...numbered(metadata, "general.dataset", location).map(({ value, location: at }) => ({ value, location: at })),
    ],
    tags: list("general.tags"),
    ...(name === undefined ? {} : { name }),
    ...(otherNames.length === 0 ? {} : { otherNames }),
    ...(licenseName === undefined ? {} : { licenseName }),
    ...(licenseLink === undefined ? {} : { licenseLink }),
  };
}

/** The Hub id that the header gives the model itself: its repository's address. */
function hubName(metadata: Metadata, location: Stated["location"]): Stated | undefined {
  for (const key of ["general.source.huggingface.repository", "general.repo_url", "general.source.repo_url"]) {
    const value = metadata.get(key);
    const id = typeof value === "string" ? hubId(value) : null;
    if (id !== null) return { value: id, location };
  }
  return undefined;
}

function bases(metadata: Metadata, location: Stated["location"]): readonly StatedBase[] {
  const stated = numbered(metadata, "general.base_model", location);
  const quantizer = metadata.has("general.quantized_by");
  const isAdapter = metadata.get("general.type") === "adapter";
  const relation = isAdapter ? "adapter" : stated.length > 1 ? "merge" : quantizer ? "quantized" : null;
  return stated.map((base) => ({ ...base, relation, inferred: false }));
}

/** `PREFIX.N.repo_url`, or `PREFIX.N.organization` with `.name`. */
function numbered(metadata: Metadata, prefix: string, location: Stated["location"]): readonly Stated[] {
  const found: Stated[] = [];
  for (let index = 0; index < countOf(metadata, prefix); index += 1) {
    const value = (key: string) => {
      const stated = metadata.get(`${prefix}.${index}.${key}`);
      return typeof stated === "string" && stated.trim() !== "" ? stated : null;
    };
    const url = value("repo_url");
    const organization = value("organization");
    const name = value("name");
    const id =
      (url === null ? null : hubId(url)) ??
      (name === null ? url : organization === null ? name : `${organization}/${name}`.replaceAll(" ", "-"));
    if (id !== null) found.push({ value: id, location });
  }
  return found;
}

function countOf(metadata: Metadata, prefix: string): number {
  const count = Number(metadata.get(`${prefix}.count`) ?? 0);
  return Math.min(Number.isFinite(count) ? count : 0, limits.headerEntries);
}

function hubId(url: string): string | null {
  const match = /(?:huggingface\.co|hf\.co)\/(?:datasets\/)?([\w.-]+\/[\w.-]+)/.exec(url) ?? /^([\w.-]+\/[\w.-]+)$/.exec(url.trim());
  return match?.[1] ?? null;
}

function weights(path: string, stated: Partial<Declaration>): Declaration {
  const says =
    (stated.licenses?.length ?? 0) > 0 ||
    stated.licenseName !== undefined ||
    (stated.bases?.length ?? 0) > 0 ||
    stated.unnamedBase !== undefined ||
    stated.name !== undefined;
  return {
    reader: gguf.id,
    subject: { at: "file", path },
    kind: "model",
    role: "published",
    location: fileLocation(path),
    ...stated,
    ...(says ? {} : { evidenceOnly: true }),
  };
}
