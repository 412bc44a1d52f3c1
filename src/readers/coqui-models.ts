import { field, type MapEntry, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared } from "./parts/reading.ts";

const ADDRESS_KEYS = ["hf_url", "github_rls_url", "url", "model_file"];
const ENTRY_KEYS = ["license", "github_rls_url", "hf_url", "default_vocoder", "commit", "author", "model_file", "contact"];

/** Coqui TTS `.models.json`: models by type, language and data set, each with its license as the authors spell it. */
export const coquiModels: Reader = {
  id: "coqui-models",
  title: "Coqui TTS model list",
  ends: ["json"],
  matches: (_path, name) => /^\.?(?:tts_|coqui_)?models\.json$/.test(name),
  read: readList,
};

async function readList(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /"(?:tts|vocoder|voice_conversion)_models"\s*:/.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const more: Problem[] = [];
  const found = (value?.type === "map" ? value.entries : []).flatMap((type) => below(type, [type.key], null, file.path, more));
  return declared(found, [...problems, ...more]);
}

/** Goes down through type, language and data set to what has the fields of a model. */
function below(at: MapEntry, names: readonly string[], above: MapEntry | null, path: string, problems: Problem[]): Declaration[] {
  if (at.value.type !== "map" || names.length > 6) return [];
  if (names.length > 1 && ENTRY_KEYS.some((key) => isField(field(at.value, key)))) return [declare(at, names, above, path, problems)];
  return at.value.entries.flatMap((entry) => below(entry, [...names, entry.key], at, path, problems));
}

function isField(node: ValueNode | undefined): boolean {
  return node !== undefined && node.type !== "map";
}

function declare(at: MapEntry, names: readonly string[], above: MapEntry | null, path: string, problems: Problem[]): Declaration {
  const { licenses, licenseLink } = licenseIn(problems, at.value);
  const address = ADDRESS_KEYS.flatMap((key) => first(field(at.value, key)))[0];
  const hub = address === undefined ? null : addressedName(address.value);
  const entry = names.join("/");
  const isData = above !== null && names.length === 4 && !/^multi/.test(above.key);
  const own: Declaration = {
    reader: coquiModels.id,
    subject: { at: "entry", path, entry },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? at.keyLocation,
    licenses,
    datasets: isData ? [{ value: above.key, location: above.keyLocation }] : [],
  };
  const name =
    hub?.kind === "model" && address !== undefined
      ? { value: hub.name, location: address.location }
      : { value: entry, location: at.keyLocation };
  return declaration(own, { name, licenseLink });
}

function first(node: ValueNode | undefined) {
  const stated = text(node?.type === "list" ? node.items[0] : node);
  return stated === undefined ? [] : [stated];
}
