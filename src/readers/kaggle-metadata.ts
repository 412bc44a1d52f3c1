import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated } from "../model.ts";
import { fileName } from "../paths.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { type LicenseFields, licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest } from "./parts/manifest.ts";
import { said } from "./parts/model-details.ts";
import { declared, folderSubject, problemOnly, unrecognized } from "./parts/reading.ts";

const NAME = /^(?:dataset|model|model-instance)-metadata\.json$/;

/** What is uploaded to Kaggle from a folder: `licenses` of a data set, `licenseName` of a model or of one of its instances (Kaggle API "Dataset Metadata", "Model Metadata"). */
export const kaggleMetadata: Reader = {
  id: "kaggle-metadata",
  title: "Kaggle dataset-metadata.json, model-metadata.json, model-instance-metadata.json",
  ends: ["json"],
  matches: (_path, name) => NAME.test(name),
  read: readMetadata,
};

async function readMetadata(file: FileContent): Promise<Reading> {
  const isDataset = fileName(file.path).toLowerCase().startsWith("dataset");
  const isOurs = (source: string) =>
    isDataset ? /\\?"licenses\\?"\s*:/.test(source) : /"(?:licenseName|ownerSlug|modelSlug|instanceSlug)"\s*:/.test(source);
  const { source, reading } = openManifest(file, isOurs, isDataset);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  if (value?.type === "scalar" && problems.length === 0)
    return problemOnly(
      "a text that holds JSON, not JSON itself: nothing of it is read; write it without the quotation marks around it",
      value.location,
    );
  if (value?.type !== "map") return unrecognized(problems);
  const more: Problem[] = [];
  // What was downloaded with a newer client lies one level deeper.
  const node = field(value, "info")?.type === "map" ? (field(value, "info") as ValueNode) : value;
  const found = isDataset ? dataset(node, file.path, more) : model(node, file.path, more);
  return declared(found, [...problems, ...more]);
}

function dataset(node: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const stated = licenseFields(field(node, "licenses"), problems);
  const name = said(field(node, "title"), problems);
  return name === undefined && !isStated(stated) ? [] : [declare(node, path, "dataset", name, stated)];
}

/** A model without its license says nothing of its terms: those of an instance stand in a file of their own. */
function model(node: ValueNode, path: string, problems: Problem[]): Declaration[] {
  const stated = licenseFields(field(node, "licenseName") ?? field(node, "license"), problems);
  if (!isStated(stated)) return [];
  const name = ["title", "modelSlug", "slug"].flatMap((key) => said(field(node, key), problems) ?? [])[0];
  const base = text(field(node, "externalBaseModelUrl")) ?? text(field(node, "baseModelInstance"));
  const bases = base === undefined ? [] : [{ ...onHub(base), relation: null, inferred: false }];
  return [{ ...declare(node, path, "model", name, stated), bases, datasets: texts(field(node, "trainingData")).map(onHub) }];
}

function isStated({ licenses, licenseLink }: LicenseFields): boolean {
  return licenses.length > 0 || licenseLink !== undefined;
}

function onHub(stated: Stated): Stated {
  return hubAddress(stated)?.name ?? stated;
}

/** Named by its title: `owner/name` means something else on the Hub. In the root the license of the program lies beside it, so that a data set is not the folder there. */
function declare(
  node: ValueNode,
  path: string,
  kind: Kind,
  name: Stated | undefined,
  { licenses, licenseLink }: LicenseFields,
): Declaration {
  const base: Declaration = {
    reader: kaggleMetadata.id,
    subject: path.includes("/") ? folderSubject(path) : { at: "file", path },
    kind,
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? name?.location ?? node.location,
    licenses,
  };
  return declaration(base, { name, licenseLink });
}
