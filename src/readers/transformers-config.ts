import { field, text, texts } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Reader, Reading, Stated } from "../model.ts";
import { folderSubject, lfsProblem, nothing } from "./parts/reading.ts";

const MARKS = ["model_type", "architectures", "_name_or_path", "_diffusers_version", "transformers_version", "auto_map"];

/** `config.json` of transformers and diffusers, and diffusers' `model_index.json`: a model lies here; `_name_or_path` hints at where it came from. */
export const transformersConfig: Reader = {
  id: "transformers-config",
  title: "transformers config.json, diffusers model_index.json",
  matches: (_path, name) => name === "config.json" || name === "model_index.json",
  read: readConfig,
};

async function readConfig(file: FileContent): Promise<Reading> {
  const pointer = lfsProblem(file.path, file.bytes);
  if (pointer !== null) return { ...nothing, problems: [pointer] };
  const source = decodeText(file.bytes).text;
  if (!MARKS.some((mark) => source.includes(`"${mark}"`)) && !source.includes('"_class_name"')) return nothing;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(source, file.path);
  if (value?.type !== "map" || !(MARKS.some((mark) => field(value, mark) !== undefined) || field(value, "_class_name") !== undefined))
    return { ...nothing, problems };
  const origin = text(field(value, "_name_or_path"));
  const licenses = texts(field(value, "license"));
  const hint = origin !== undefined && isHubId(origin) ? [{ ...origin, relation: null, inferred: true }] : [];
  const declaration: Declaration = {
    reader: transformersConfig.id,
    subject: folderSubject(file.path),
    kind: "model",
    role: "published",
    location: value.location,
    licenses,
    bases: hint,
    ...(licenses.length === 0 && hint.length === 0 ? { evidenceOnly: true } : {}),
  };
  return { ...nothing, declarations: [declaration], problems };
}

/** `_name_or_path` is often a path on the machine that wrote it. */
function isHubId({ value }: Stated): boolean {
  return (
    /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/.test(value) &&
    !/^(?:models?|outputs?|checkpoints?|results?|ckpts?|data|home|workspace|tmp|content|runs?|saves?|weights)\//i.test(value)
  );
}
