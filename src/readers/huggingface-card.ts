import { findFrontMatter } from "../formats/front-matter.ts";
import { field, type MapNode, text, texts, type ValueNode } from "../formats/node.ts";
import { type DecodedText, decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Kind, LicenseFile, Problem, Reader, Reading, Stated } from "../model.ts";
import { fileName, folderOf } from "../paths.ts";
import { basesOfCard, isPlaceholder } from "./parts/card-fields.ts";
import { fieldsOf, isProse, oddOpening } from "./parts/card-front-matter.ts";
import { creditsIn } from "./parts/credits.ts";
import { licenseProse } from "./parts/license-prose.ts";
import { basesInProse } from "./parts/prose-bases.ts";
import { titleIn } from "./parts/prose-title.ts";
import { nothing, pointerProblem, unrecognized, usedModel } from "./parts/reading.ts";

const CARD_NAME = /^(?:.*[-_. ])?(?:readme|model[-_ ]?card|dataset[-_ ]?card)(?:[-_. ].*)?\.(?:md|markdown)$/;
const CARD_BY_NAME = /(?:model|dataset)[-_ ]?card/;
/** Cards that speak of their folder; the same in another language (`README_zh.md`, `README.pt-BR.md`) too. */
const FOLDER_CARD = /^(?:readme|model[-_ ]?card|dataset[-_ ]?card)(?:[-_.][a-z]{2}(?:[-_][a-z]{2,4})?)?\.(?:md|markdown)$/;

const MODEL_KEYS = new Set(
  "pipeline_tag library_name base_model base_model_relation model-index model_name widget license_name license_link co2_eq_emissions new_version".split(
    " ",
  ),
);
const DATASET_KEYS = new Set(
  "annotations_creators language_creators multilinguality size_categories source_datasets task_categories task_ids pretty_name dataset_info configs paperswithcode_id".split(
    " ",
  ),
);
const SPACE_KEYS = ["emoji", "colorFrom", "colorTo", "app_file", "app_port", "sdk_version"];
const SHARED_KEYS = ["tags", "language", "datasets", "metrics", "thumbnail", "inference"];
const CARD_LINE = /^(?:license|license_name|license_link|base_model|pipeline_tag|library_name)[ \t]*:/m;
const ofModels = /models?\b|weights|checkpoint|模型|权重|モデル|모델/i;
const LICENSE_KEYS = ["license", "licenses", "licence", "License", "LICENSE", "model_license", "weights_license"];

/** Model cards, data-set cards and Space cards of the Hugging Face Hub (hub-docs `modelcard.md`, `datasetcard.md`, Spaces configuration reference). */
export const huggingfaceCard: Reader = {
  id: "huggingface-card",
  title: "Hugging Face model card, data-set card or Space card",
  ends: ["md", "markdown"],
  matches: (_path, name) => name.endsWith(".md") || name.endsWith(".markdown"),
  read: readCard,
};

async function readCard(file: FileContent): Promise<Reading> {
  const name = fileName(file.path).toLowerCase();
  const isCardName = CARD_NAME.test(name);
  const start = skipWhiteSpace(file.bytes);
  if (!isCardName && file.bytes[start] !== 45 && file.bytes[start] !== 0xff && file.bytes[start] !== 0xfe) return nothing;
  const pointer = isCardName ? pointerProblem(file) : null;
  if (pointer !== null) return { ...nothing, problems: [pointer] };
  const decoded = decodeText(file.bytes);
  const reading = await readFields(decoded, file.path, name, isCardName);
  if (!isCardName) return reading;
  const problems: Problem[] = [...reading.problems];
  return { ...reading, credits: creditsIn(decoded.text, file.path, problems), problems };
}

async function readFields(decoded: DecodedText, path: string, name: string, isCardName: boolean): Promise<Reading> {
  const matter = findFrontMatter(decoded.text, path);
  const encoding = decoded.encoding === "utf-8" ? [] : [notUtf8(path, decoded.encoding)];
  if (matter === null) {
    const opening = isCardName ? oddOpening(decoded.text, path) : [];
    const licenseFiles = FOLDER_CARD.test(name) && ofModels.test(decoded.text) ? plainProse(decoded.text, path) : [];
    if (!CARD_BY_NAME.test(name)) return { ...nothing, licenseFiles, problems: isCardName ? [...encoding, ...opening] : [] };
    return { ...nothing, licenseFiles, declarations: [bareCard(path, name)], problems: encoding };
  }
  if (!isCardName && !matter.proper) return nothing;
  const { value, problems } = await fieldsOf(matter, path);
  if (value?.type !== "map") {
    if (!isCardName || isProse(value, matter.yaml)) return nothing;
    const odd: Problem = {
      message: "the front matter is not a mapping of fields (key: value): the Hub reads nothing from it",
      location: { path, line: matter.lines + 1, column: 1 },
    };
    return {
      ...nothing,
      problems: [...encoding, ...matter.problems, ...problems, ...(value === null && matter.yaml.trim() === "" ? [] : [odd])],
    };
  }
  const kind = kindOf(value);
  if (kind === null) return isCardName && CARD_LINE.test(matter.yaml) ? unrecognized(problems) : nothing;
  if (!isCardName && !isCertain(value)) return nothing;
  const own = declare(value, kind, path, name);
  const tooLong: Problem[] = [];
  const bodyLine = matter.lines + matter.yaml.split("\n").length + 2;
  const prose = kind === "application" ? null : licenseProse(decoded.text, bodyLine, path, own.declaration.subject, tooLong);
  return {
    ...nothing,
    licenseFiles: prose === null ? [] : [prose],
    declarations: [
      withToldBases(own.declaration, value, decoded.text, bodyLine, path),
      ...(kind === "application" ? usedBySpace(value) : []),
    ],
    problems: [...encoding, ...matter.problems, ...problems, ...own.problems, ...tooLong],
  };
}

/** What a page without fields says of terms covers the models that lie beside it. It may be a book: what is too much of it is no problem. */
function plainProse(text: string, path: string): LicenseFile[] {
  const prose = licenseProse(text, 1, path, { at: "folder", folder: folderOf(path) }, []);
  return prose === null ? [] : [prose];
}

/** What the fields say it is; null where they are those of some other tool's front matter. */
function kindOf(card: MapNode): Kind | null {
  const has = (key: string) => card.entries.some((entry) => entry.key === key);
  if (has("sdk") && SPACE_KEYS.some(has)) return "application";
  if (card.entries.some((entry) => DATASET_KEYS.has(entry.key)) && !has("pipeline_tag") && !has("base_model") && !has("model-index"))
    return "dataset";
  if (card.entries.some((entry) => MODEL_KEYS.has(entry.key)) || LICENSE_KEYS.some(has) || SHARED_KEYS.filter(has).length > 0) {
    return textsOf(card, "tags").some((tag) => tag === "lora" || tag.startsWith("base_model:adapter:")) ||
      text(field(card, "library_name"))?.value === "peft"
      ? "adapter"
      : "model";
  }
  return null;
}

/** For files that no name marks as a card: fields that only a card has, or a license with another field of cards. */
function isCertain(card: MapNode): boolean {
  const has = (key: string) => card.entries.some((entry) => entry.key === key);
  if (card.entries.some((entry) => MODEL_KEYS.has(entry.key) && entry.key !== "model_name")) return true;
  if (has("description") && has("name")) return false;
  return has("license") && SHARED_KEYS.some(has);
}

function declare(card: MapNode, kind: Kind, path: string, name: string): { declaration: Declaration; problems: Problem[] } {
  const problems: Problem[] = [];
  const licenses: Stated[] = [];
  for (const entry of card.entries) {
    if (!LICENSE_KEYS.includes(entry.key)) continue;
    if (entry.key !== "license")
      problems.push({ message: `the Hub reads the field license, not ${entry.key}: rename it`, location: entry.keyLocation });
    licenses.push(...licenseValues(entry.value, entry.keyLocation, problems));
  }
  const index = field(card, "model-index");
  for (const entry of index?.type === "list" ? index.items : []) licenses.push(...texts(field(entry, "license")));
  for (const tag of texts(field(card, "tags"))) {
    if (tag.value.startsWith("license:")) licenses.push({ value: tag.value.slice("license:".length), location: tag.location });
  }
  const statedName = hubName(card);
  const licenseName = text(field(card, "license_name"));
  const licenseLink = text(field(card, "license_link"));
  const modality = text(field(card, "pipeline_tag"));
  const declaration: Declaration = {
    reader: huggingfaceCard.id,
    subject: FOLDER_CARD.test(name) ? { at: "folder", folder: folderOf(path) } : { at: "file", path },
    kind,
    role: "published",
    location: licenses[0]?.location ?? card.location,
    licenses,
    ...(kind === "model" || kind === "adapter" ? basesOfCard(card, problems) : { bases: [] }),
    datasets: [...texts(field(card, "datasets")), ...texts(field(card, "source_datasets"))],
    tags: texts(field(card, "tags")),
    ...(statedName === undefined ? {} : { name: statedName }),
    ...(licenseName === undefined ? {} : { licenseName }),
    ...(licenseLink === undefined ? {} : { licenseLink }),
    ...(modality === undefined ? {} : { modality }),
  };
  return { declaration, problems };
}

/** A name of one word, or one that begins with a version: `Gemma 2 9B for letters`. */
const CALLED = /^[\w.-]+$|^[A-Za-z][A-Za-z-]{2,20}[- ]\d[\w.]{0,10}(?: \d[\w.]{0,8}[bB]\b)?/;

/** Where the fields of a model's card name no base, its text may, or the name that it goes by. */
function withToldBases(declaration: Declaration, card: MapNode, source: string, bodyLine: number, path: string): Declaration {
  if ((declaration.kind !== "model" && declaration.kind !== "adapter") || declaration.bases?.length !== 0) return declaration;
  const bases = basesInProse(source, bodyLine, path);
  const index = field(card, "model-index");
  const indexed = index?.type === "list" ? text(field(index.items[0], "name")) : undefined;
  const otherNames = [text(field(card, "model_name")), indexed, titleIn(source, bodyLine, path)].flatMap((name) => {
    const value = CALLED.exec(name?.value ?? "")?.[0];
    return name === undefined || value === undefined ? [] : [{ ...name, value }];
  });
  return { ...declaration, ...(bases.length === 0 ? {} : { bases }), ...(otherNames.length === 0 ? {} : { otherNames }) };
}

/** The license field may be a text, a list, or (wrongly) a mapping; every text in it is stated. */
function licenseValues(node: ValueNode, at: Stated["location"], problems: Problem[]): Stated[] {
  if (node.type === "map") {
    const braces = node.entries.length === 1 && node.entries[0]?.value.type === "scalar" && node.entries[0].value.kind === "null";
    if (braces) {
      const value = `{${node.entries[0]?.key ?? ""}}`;
      problems.push({ message: `a placeholder stands where a value belongs: ${value}; fill it in`, location: node.location });
      return [{ value, location: node.location }];
    }
    problems.push({ message: "license is a mapping; the Hub expects a text or a list of texts", location: node.location });
    return node.entries.flatMap((entry) => licenseValues(entry.value, entry.keyLocation, problems));
  }
  if (node.type === "list") return node.items.flatMap((item) => licenseValues(item, at, problems));
  const one = text(node);
  if (one === undefined) {
    problems.push({ message: "the field license has no value: state one, or leave the field out", location: at });
    return [];
  }
  if (isPlaceholder(one.value))
    problems.push({ message: `a placeholder stands where a value belongs: ${one.value}; fill it in`, location: one.location });
  return [one];
}

/** A Space lists the models and data sets that it uses, and what is put beside it when it is built: name, files, revision. */
function usedBySpace(card: MapNode): Declaration[] {
  const used = (key: string, kind: Kind): Declaration[] =>
    texts(field(card, key)).map(({ value, location }) => {
      const [name = "", , revision] = value.trim().split(/\s+/);
      return usedModel(huggingfaceCard.id, { name, kind, ...(revision === undefined ? {} : { revision }) }, location);
    });
  return [...used("models", "model"), ...used("datasets", "dataset"), ...used("preload_from_hub", "model")];
}

function hubName(card: MapNode): Stated | undefined {
  const index = field(card, "model-index");
  const candidates = [field(card, "model_name"), field(card, "name"), index?.type === "list" ? field(index.items[0], "name") : undefined];
  for (const candidate of candidates) {
    const name = text(candidate);
    if (name !== undefined && /^[\w.-]+\/[\w.-]+$/.test(name.value)) return name;
  }
  return undefined;
}

function bareCard(path: string, name: string): Declaration {
  return {
    reader: huggingfaceCard.id,
    subject: FOLDER_CARD.test(name) ? { at: "folder", folder: folderOf(path) } : { at: "file", path },
    kind: name.includes("dataset") ? "dataset" : "model",
    role: "published",
    location: { path, line: 1, column: 1 },
  };
}

function textsOf(card: MapNode, key: string): readonly string[] {
  return texts(field(card, key)).map((stated) => stated.value);
}

function notUtf8(path: string, encoding: string): Problem {
  return {
    message: `not UTF-8: read as ${encoding}; save it as UTF-8, the Hub reads nothing else`,
    location: { path, line: 1, column: 1 },
  };
}

function skipWhiteSpace(bytes: Uint8Array): number {
  let index = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0;
  while (index < bytes.length && (bytes[index] === 32 || bytes[index] === 10 || bytes[index] === 13 || bytes[index] === 9)) index += 1;
  return index;
}
