import { field, text, texts, type ValueNode } from "../formats/node.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { declared, fileLocation, folderSubject, lfsProblem } from "./parts/reading.ts";

/** Headers of safetensors files: a length, then JSON whose `__metadata__` holds texts (safetensors README, "Format"; modelspec 1.0). */
export const safetensors: Reader = {
  id: "safetensors",
  title: "safetensors weight file (header only)",
  head: limits.headerBytes,
  ends: ["safetensors"],
  matches: (_path, name) => name.endsWith(".safetensors"),
  read: readHeader,
};

async function readHeader(file: FileContent): Promise<Reading> {
  const at = fileLocation(file.path);
  const pointer = lfsProblem(file.path, file.bytes);
  if (pointer !== null) return declared([weights(file.path, null)], [pointer]);
  if (file.bytes.length < 8)
    return declared([weights(file.path, null)], [{ message: "named .safetensors, but too short to be one", location: at }]);
  const length = Number(new DataView(file.bytes.buffer, file.bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > limits.maximumHeaderBytes || (file.size !== null && 8 + length > file.size)) {
    return declared(
      [weights(file.path, null)],
      [{ message: "not a safetensors file, or cut: the header's length does not fit the file", location: at }],
    );
  }
  const start = new TextDecoder().decode(file.bytes.subarray(8, Math.min(8 + length, file.bytes.length)));
  if (!start.trimStart().startsWith("{"))
    return declared([weights(file.path, null)], [{ message: "not a safetensors file: the header is not JSON", location: at }]);
  const metadata = metadataText(start, file.bytes.length >= 8 + length);
  if (metadata === "none") return declared([weights(file.path, null)]);
  if (metadata === "more") {
    if (file.bytes.length >= 8 + length)
      return declared(
        [weights(file.path, null)],
        [{ message: "the header of the safetensors file is malformed: nothing read from it", location: at }],
      );
    return { declarations: [], licenseFiles: [], problems: [], more: 8 + length };
  }
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(metadata, file.path);
  return declared(
    [weights(file.path, value)],
    problems.length === 0
      ? []
      : [{ message: "the metadata of the safetensors file is malformed: what can be understood is read", location: at }],
  );
}

/** The JSON text of `__metadata__`, without parsing the tensors beside it; `more` where the header is cut before it ends. */
function metadataText(header: string, isWhole: boolean): string | "none" | "more" {
  if (!header.includes('"__metadata__"')) return isWhole && /\}\s*$/.test(header) ? "none" : "more";
  let depth = 0;
  for (let index = 0; index < header.length; index += 1) {
    const character = header[index];
    if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth <= 0) return "none";
    } else if (character === '"') {
      const end = endOfText(header, index);
      if (depth === 1 && header.slice(index, end + 1) === '"__metadata__"' && /^\s*:/.test(header.slice(end + 1, end + 20)))
        return objectFrom(header, end + 1);
      index = end;
    }
  }
  return "more";
}

/** Where the quotation mark stands that closes a text; the end of all where none does. */
function endOfText(header: string, start: number): number {
  for (let index = start + 1; index < header.length; index += 1) {
    if (header[index] === "\\") index += 1;
    else if (header[index] === '"') return index;
  }
  return header.length;
}

/** The metadata are texts by texts: the first brace outside of one ends them. */
function objectFrom(header: string, from: number): string | "more" {
  const start = header.indexOf("{", from);
  if (start === -1) return "more";
  for (let index = start; index < header.length; index += 1) {
    if (header[index] === '"') index = endOfText(header, index);
    else if (header[index] === "}") return header.slice(start, index + 1);
  }
  return "more";
}

function weights(path: string, metadata: ValueNode | null): Declaration {
  const location = fileLocation(path);
  const stated = (...keys: readonly string[]): Stated | undefined => {
    for (const key of keys) {
      const found = text(field(metadata, key));
      if (found !== undefined) return { value: found.value, location };
    }
    return undefined;
  };
  const license = stated("modelspec.license", "license");
  const name = stated("modelspec.hub_id", "modelspec.title", "name");
  const isAdapter = isAdapterName(path) || stated("ss_network_module", "lora_rank", "lora_alpha") !== undefined;
  const base = stated("base_model", "base_model_name_or_path", "modelspec.base_model", "ss_sd_model_name", "ss_base_model_version");
  const relation: StatedBase["relation"] = isAdapter ? "adapter" : null;
  const merged =
    stated("modelspec.merged_from")
      ?.value.split(",")
      .map((value) => value.trim()) ?? [];
  const bases: StatedBase[] = [
    ...(base === undefined ? [] : [{ ...base, relation, inferred: base.value.includes("/") === false }]),
    ...merged.filter((value) => value !== "").map((value): StatedBase => ({ value, location, relation: "merge", inferred: false })),
  ];
  const datasets = ["datasets", "dataset", "training_dataset"]
    .flatMap((key) => texts(field(metadata, key)))
    .map(({ value }) => ({ value, location }));
  // `flux-1-dev/lora`
  const shape = stated("modelspec.architecture");
  const link = stated("license_link", "license_url");
  const says = license !== undefined || link !== undefined || bases.length > 0;
  return {
    reader: safetensors.id,
    subject: folderSubject(path),
    kind: isAdapter ? "adapter" : "model",
    role: "published",
    location,
    licenses: license === undefined ? [] : [license],
    bases,
    datasets,
    ...(name === undefined || !name.value.includes("/") ? {} : { name }),
    ...(shape === undefined ? {} : { otherNames: [{ ...shape, value: shape.value.replace(/\/.*/, "") }] }),
    ...(link === undefined ? {} : { licenseLink: link }),
    ...(says ? {} : { evidenceOnly: true }),
  };
}

function isAdapterName(path: string): boolean {
  return /(?:^|\/)(?:adapter_model|pytorch_lora_weights)[\w.-]*$/i.test(path);
}
