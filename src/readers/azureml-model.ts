import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { filled, joinLicenses, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseYamlManifest, reference } from "./parts/manifest.ts";
import { declared, folderSubject } from "./parts/reading.ts";

/** Models of an Azure Machine Learning registry: `spec.yaml` with the model schema, `model.yaml` with where the weights come from (Azure/azureml-assets). */
export const azuremlModel: Reader = {
  id: "azureml-model",
  title: "Azure Machine Learning model specification",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^(?:.*[-_.])?(?:spec|model)\.ya?ml$/.test(name),
  read: readSpec,
};

async function readSpec(file: FileContent): Promise<Reading> {
  const isSpec = (source: string) =>
    /^\$schema:.*\/model\.schema\.json/m.test(source) || (/^system_metadata:/m.test(source) && !/^\$schema:/m.test(source));
  const isAsset = (source: string) => /^publish:/m.test(source) && /^path:/m.test(source);
  const { source, marks, reading } = openManifest(file, (candidate) => isSpec(candidate) || isAsset(candidate), false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return declared([], problems);
  const more: Problem[] = [];
  const found = isSpec(marks) ? [declare(value, file.path, more)] : sources(value);
  return declared(found, [...problems, ...more]);
}

/** `license` stands at the top, in `system_metadata`, in `tags` or in `properties`; `licenseDescription` is a sentence, often with a link. */
function declare(node: ValueNode, path: string, problems: Problem[]): Declaration {
  const groups = [node, field(node, "system_metadata"), field(node, "tags"), field(node, "properties")];
  const licenseName = groups.flatMap((group) =>
    filled(field(group, "licenseDescription") ?? field(group, "license_description"), problems),
  )[0];
  const { licenses, licenseLink } = joinLicenses(...groups.map((group) => licenseIn(problems, group)));
  const hub = groups.flatMap((group) => texts(field(group, "huggingFaceModelId")))[0];
  const isId = hub?.value.includes("/") === true;
  const name = isId ? hub : text(field(node, "name"));
  const base: Declaration = {
    reader: azuremlModel.id,
    subject: folderSubject(path),
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? name?.location ?? node.location,
    licenses,
    bases: [...(hub === undefined || isId ? [] : [{ ...hub, relation: null, inferred: false }]), ...parents(node)],
    datasets: groups.flatMap((group) =>
      ["datasets", "training_dataset", "training_datasets", "trainingDataset"].flatMap((key) => texts(field(group, key))),
    ),
  };
  return declaration(base, { name, licenseName, licenseLink: licenseLink ?? linkIn(licenseName) });
}

/** The first web address in a sentence. */
function linkIn(sentence: Stated | undefined): Stated | undefined {
  const link = /https?:\/\/[^\s<>"')\]]+/.exec(sentence?.value ?? "")?.[0].replace(/(?<![.,;:])[.,;:]+$/, "");
  return sentence === undefined || link === undefined ? undefined : { value: link, location: sentence.location };
}

/** A variant names the model of the registry that it was made from: `azureml://registries/R/models/NAME/versions/1`. */
function parents(node: ValueNode): StatedBase[] {
  const list = field(node, "variantInfo", "parents");
  const quantization = field(node, "variantInfo", "variantMetadata", "quantization");
  const quantized = texts(quantization).some(({ value }) => !/^(?:none|false)$/i.test(value));
  return (list?.type === "list" ? list.items : []).flatMap((item) => {
    const asset = text(field(item, "assetId")) ?? text(item);
    if (asset === undefined) return [];
    const name = /\/models\/([^/:]+)/.exec(asset.value)?.[1] ?? asset.value;
    return [{ value: name, location: asset.location, relation: quantized ? ("quantized" as const) : null, inferred: false }];
  });
}

/** `model.yaml` beside the specification: weights that are taken from the Hub. */
function sources(node: ValueNode): Declaration[] {
  const places = ["uri", "container_path", "url"].flatMap((key) => texts(field(node, "path", key)));
  const hubs = places.flatMap((stated) => hubAddress(stated) ?? []);
  return hubs.map(({ name, kind, revision }) => reference(azuremlModel.id, name, kind, revision));
}
