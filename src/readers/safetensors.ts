import { field, text, texts, type ValueNode } from "../formats/node.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { declared, fileLocation, folderSubject, lfsProblem } from "./parts/reading.ts";

/** Headers of safetensors files: a length, then JSON whose `__metadata__` holds texts (safetensors README, "Format"; modelspec 1.0). */
export const safetensors: Reader = {
  id: "safetensors",
  title: "safetensors weight file (header only)",
  head: limits.headerBytes,
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
  const metadata = metadataText(start);
  if (metadata === "none") return declared([weights(file.path, null)]);
  if (metadata === "more") {
    if (file.bytes.length >= 8 + length)
      return declared(
        [weights(file.path, null)],
        [{ message: "the header of the safetensors file is malformed: nothing read from it", location: at }],
      );
    return { declarations: [], licenseFiles: [], problems: [], more: Math.min(8 + length, limits.maximumHeaderBytes) };
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

/** The JSON text of `__metadata__`, without parsing the tensors beside it; `more` where it is cut. */
function metadataText(header: string): string | "none" | "more" {
  const key = header.indexOf('"__metadata__"');
  if (key === -1)
    return /\}\s*$/.test(header) || header.length < 65_000 ? "none" : header.lastIndexOf("}") === header.length - 1 ? "none" : "more";
  const start = header.indexOf("{", key);
  if (start === -1) return "more";
  let quoted = false;
  for (let index = start; index < header.length; index += 1) {
    const character = header[index];
    if (quoted) {
      if (character === "\\") index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "}") return header.slice(start, index + 1);
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
  const base = stated("base_model", "ss_sd_model_name", "modelspec.base_model");
  const bases: StatedBase[] = base === undefined ? [] : [{ ...base, relation: null, inferred: base.value.includes("/") === false }];
  const datasets = texts(field(metadata, "datasets")).map(({ value }) => ({ value, location }));
  const says = license !== undefined || bases.length > 0;
  return {
    reader: safetensors.id,
    subject: folderSubject(path),
    kind: metadata !== null && stated("ss_network_module", "lora_rank") !== undefined ? "adapter" : "model",
    role: "published",
    location,
    licenses: license === undefined ? [] : [license],
    bases,
    datasets,
    ...(name === undefined || !name.value.includes("/") ? {} : { name }),
    ...(says ? {} : { evidenceOnly: true }),
  };
}
