import { findFrontMatter } from "../formats/front-matter.ts";
import { field, type MapNode, text, texts } from "../formats/node.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { fileName } from "../paths.ts";
import { basesOfCard } from "./parts/card-fields.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { joinLicenses, licenseFields } from "./parts/license-fields.ts";
import { declaration, openManifest, parseJsonManifest, parseYamlManifest } from "./parts/manifest.ts";
import { maps, said } from "./parts/model-details.ts";
import { declared, folderSubject } from "./parts/reading.ts";

const NAME = /^(?:.*[-_.])?(?:model|dataset|data)[-_]?card(?:[-_.].*)?\.(?:json|ya?ml)$/;
/** However it is spelled: licence, liscense, lisence. */
const LICENSE_KEY = /^li[cs]{1,2}en[cs]{1,2}es?(?:[-_ ]?(?:id|type))?$/i;
/** Groups of fields that speak of the model itself. */
const GROUP =
  /^(?:(?:model|dataset|card|general|basic)[-_ ]?)?(?:details?|info(?:rmation)?|metadata|overview|general|legal|licensing|(?:ai[-_ ]?)?model)$/i;
/** A card may stand as a whole under one key. */
const WRAPPER = /^(?:model|data(?:set)?)[-_ ]?card$/i;
/** Cards of AllenNLP and of the Model Card Toolkit, which have readers of their own. */
const OTHERS = /"(?:model_usage|task_id|registered_model_name|quantitative_analysis|model_parameters|considerations|\$schema)"\s*:/;
/** Cards of the Nobrainer zoo, likewise. */
const NOBRAINER = /^model_?card\.ya?ml$/;
const SPEAKS = /li[cs]{1,2}en[cs]{1,2}e|base_?model/i;

/** Cards kept as data beside a model, in the fields of the Hub's front matter or of nobody in particular: `model_card.yaml`, `model_card.json`. */
export const cardData: Reader = {
  id: "card-data",
  title: "Model card or data-set card kept as YAML or JSON",
  ends: ["json", "yaml", "yml"],
  matches: (_path, name) => NAME.test(name),
  read: readCard,
};

async function readCard(file: FileContent): Promise<Reading> {
  const isNobrainer = (source: string) => NOBRAINER.test(fileName(file.path).toLowerCase()) && /^Model[_ ][Dd]etails:/m.test(source);
  const isOurs = (source: string) => SPEAKS.test(source) && !OTHERS.test(source) && !isNobrainer(source);
  const { source, reading } = openManifest(file, isOurs, true);
  if (reading !== undefined) return reading;
  const { value, problems } = await parsed(source, file.path);
  if (value?.type !== "map") return declared([], problems);
  const more: Problem[] = [];
  const own = declare(value, file.path, more);
  return declared(own === null ? [] : [own], [...problems, ...more]);
}

/** A card that was given the wrong ending still has its fields between fences. */
async function parsed(source: string, path: string) {
  if (/\.json$/i.test(path)) return parseJsonManifest(source, path);
  const matter = /^---[ \t]*\r?\n/.test(source) ? findFrontMatter(source, path) : null;
  return matter?.proper === true ? parseYamlManifest(matter.yaml, path, matter.lines) : parseYamlManifest(source, path);
}

function declare(card: MapNode, path: string, problems: Problem[]): Declaration | null {
  const inside = (node: MapNode, keys: RegExp) => [node, ...node.entries.flatMap(({ key, value }) => (keys.test(key) ? maps(value) : []))];
  const groups = inside(card, WRAPPER).flatMap((one) => inside(one, GROUP));
  const entries = groups.flatMap((group) => group.entries);
  const stated = entries.flatMap(({ key, value }) => (LICENSE_KEY.test(key) ? [licenseFields(value, problems)] : []));
  const links = groups.flatMap((group) => ["license_link", "license_url", "licenseUrl"].flatMap((key) => texts(field(group, key))));
  const { licenses, licenseLink = links[0] } = joinLicenses(...stated);
  const first = (...keys: readonly string[]): Stated | undefined =>
    groups.flatMap((group) => keys.flatMap((key) => said(field(group, key), problems) ?? []))[0];
  const licenseName = first("license_name", "licenseName");
  const bases = groups.flatMap((group) => basesOfCard(group, problems).bases ?? []);
  if (licenses.length === 0 && licenseLink === undefined && licenseName === undefined && bases.length === 0) return null;
  const name =
    hubOf(first("huggingface_hub", "hf_repo", "repo_id", "model_id")) ??
    first("model_name", "modelName", "name", "model_id", "modelId", "id", "title");
  const base: Declaration = {
    reader: cardData.id,
    subject: /^(?:model|dataset|data)[-_]?card\.\w+$/i.test(fileName(path)) ? folderSubject(path) : { at: "file", path },
    kind: kindOf(path),
    role: "published",
    location: licenses[0]?.location ?? licenseLink?.location ?? bases[0]?.location ?? card.location,
    licenses,
    bases: kindOf(path) === "model" ? bases.map(named) : [],
    datasets: kindOf(path) === "model" ? groups.flatMap((group) => texts(field(group, "datasets"))) : [],
  };
  return declaration(base, { name, licenseName, licenseLink, modality: text(field(card, "pipeline_tag")) });
}

function kindOf(path: string): Kind {
  return /data(?:set)?[-_]?card/i.test(fileName(path)) ? "dataset" : "model";
}

function named(base: StatedBase): StatedBase {
  return { ...base, value: hubAddress(base)?.name.value ?? base.value };
}

/** The Hub id in an address, or the text where it is one. */
function hubOf(stated: Stated | undefined): Stated | undefined {
  if (stated === undefined) return undefined;
  return hubAddress(stated)?.name ?? (/^[\w.-]+\/[\w.-]+$/.test(stated.value) ? stated : undefined);
}
