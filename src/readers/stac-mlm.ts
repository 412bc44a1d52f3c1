import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { filled, licenseIn } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest, part } from "./parts/manifest.ts";
import { maps } from "./parts/model-details.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared, unrecognized } from "./parts/reading.ts";

/** Of the SpatioTemporal Asset Catalog: models (extensions `mlm`, before it `ml-model`), and labels to train them with (extension `label`). */
const MODEL = /stac-extensions\.github\.io\/(?:mlm|ml-model)\/|dlm-extension|"(?:mlm|ml-model):/;
const LABELS = /stac-extensions\.github\.io\/label\//;

/** Items and collections of the SpatioTemporal Asset Catalog that describe models or data to train them with. */
export const stacMlm: Reader = {
  id: "stac-mlm",
  title: "STAC model item or collection",
  ends: ["json", "geojson"],
  matches: isStacPath,
  read: readItem,
};

/** STAC names items after their folder; else the name or a folder says what it is. */
function isStacPath(path: string, name: string): boolean {
  if (!/\.(?:geo)?json$/.test(name) || /schema|package|tsconfig/.test(name)) return false;
  const folder = path.split("/").at(-2)?.toLowerCase();
  return (
    name === "collection.json" ||
    name === `${folder}.json` ||
    /(?:^|[-_.])(?:item|stac|mlm?|model|catalog)s?(?:[-_.]|$)/.test(name) ||
    /stac|mlm|catalog|collections|items/i.test(path)
  );
}

async function readItem(file: FileContent): Promise<Reading> {
  const isOurs = (source: string) => /"stac_version"/.test(source) && (MODEL.test(source) || LABELS.test(source));
  const { source, reading } = openManifest(file, isOurs, false);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseJsonManifest(source, file.path);
  const type = text(field(value, "type"))?.value;
  if (value?.type !== "map" || (type !== "Feature" && type !== "Collection" && problems.length === 0)) return unrecognized(problems);
  const more: Problem[] = [];
  const facts = field(value, "properties");
  const { licenses, licenseLink } = licenseIn(more, value, facts);
  const link = licenseLink ?? linked(value, "license", more)[0];
  const weights = addressOf(field(value, "assets"));
  const name = weights ?? text(field(facts, "mlm:name")) ?? text(field(value, "title")) ?? text(field(value, "id"));
  const own: Declaration = {
    reader: stacMlm.id,
    subject: { at: "file", path: file.path },
    kind: MODEL.test(source) ? "model" : "dataset",
    role: "published",
    location: licenses[0]?.location ?? link?.location ?? name?.location ?? value.location,
    licenses,
    datasets: texts(field(facts, "mlm:pretrained_source")),
  };
  const modality = text(field(facts, "mlm:tasks")) ?? texts(field(facts, "mlm:tasks"))[0];
  const assets = [field(value, "assets"), field(value, "item_assets")].flatMap((node) => licensedAssets(node, file.path, more));
  return declared([declaration(own, { name, licenseLink: link, modality }), ...assets], [...problems, ...more]);
}

function linked(item: ValueNode, relation: string, problems: Problem[]): Stated[] {
  return maps(field(item, "links"))
    .filter((link) => text(field(link, "rel"))?.value === relation)
    .flatMap((link) => filled(field(link, "href"), problems));
}

/** Assets of which a license of their own is told: weights are a model, all else is only shown. */
function licensedAssets(assets: ValueNode | undefined, path: string, problems: Problem[]): Declaration[] {
  return (assets?.type === "map" ? assets.entries : []).flatMap(({ key, keyLocation, value }) => {
    const license = licenseIn(problems, value);
    if (license.licenses.length === 0 && license.licenseLink === undefined) return [];
    const isModel = isWeights(value);
    const entry = { value: key, location: keyLocation };
    return [part(stacMlm.id, path, entry, isModel ? "model" : "application", isModel ? "published" : "mentioned", license)];
  });
}

function isWeights(asset: ValueNode): boolean {
  return texts(field(asset, "roles")).some(
    ({ value }) => value === "mlm:model" || value === "mlm:weights" || value === "ml-model:checkpoint",
  );
}

/** The Hub id where the model's weights lie on the Hub. */
function addressOf(assets: ValueNode | undefined): Stated | undefined {
  for (const { value } of assets?.type === "map" ? assets.entries : []) {
    if (!isWeights(value)) continue;
    const href = text(field(value, "href"));
    const hub = href === undefined ? null : addressedName(href.value);
    if (href !== undefined && hub?.kind === "model") return { value: hub.name, location: href.location };
  }
  return undefined;
}
