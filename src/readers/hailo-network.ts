import { field, text, texts } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest } from "./parts/manifest.ts";
import { declared, unrecognized } from "./parts/reading.ts";

/** Network files of the Hailo Model Zoo: `info` holds `license_name`, `license_url` and the training data (`hailo_model_zoo/cfg/networks`). */
export const hailoNetwork: Reader = {
  id: "hailo-network",
  title: "Hailo Model Zoo network",
  ends: ["yaml", "yml"],
  matches: (path, name) => /\.ya?ml$/.test(name) && /(?:^|\/)networks?\/|hailo/i.test(path),
  read: readNetwork,
};

async function readNetwork(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) =>
    /^(?:network|info|paths):/m.test(source) && /^[ \t]+(?:alls_script|network_path|network_name|supported_hw_arch):/m.test(source);
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  const info = field(value, "info");
  const { licenses, licenseLink } = licenseIn(more, info);
  const name = text(field(value, "network", "network_name"));
  const weights = texts(field(value, "paths", "network_path"));
  if (name === undefined && licenses.length === 0 && licenseLink === undefined && weights.length === 0)
    return declared([], [...problems, ...more]);
  const page = text(field(info, "source"));
  const hub = page === undefined ? null : hubAddress(page);
  const base: Declaration = {
    reader: hailoNetwork.id,
    subject: { at: "file", path: file.path },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? name?.location ?? value.location,
    licenses,
    bases: hub?.kind === "model" ? [{ ...hub.name, relation: null, inferred: false }] : [],
    datasets: texts(field(info, "training_data")).filter(({ value: data }) => !/^(?:internal|none|n\/?a)$/i.test(data.trim())),
  };
  return declared([declaration(base, { name, licenseLink })], [...problems, ...more]);
}
