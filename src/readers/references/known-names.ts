import { OPEN_CLIP, TIMM } from "./image-models.ts";
import { coquiModel, demucsModel, spacyPipeline } from "./library-names.ts";
import { canHoldPipeline } from "./look.ts";
import type { NameIn } from "./names.ts";

// Names without an owner that no other program has: they tell wherever they stand by themselves.

const START = "(?<![\\w./@-])";
const END = "(?![\\w/=:]|[.-]\\w)";
/** `en_core_web_sm`, as package managers write it also `en-core-web-sm`; behind it may stand a version, before it what conda calls its package or the address of its release. */
const PIPELINE = new RegExp(
  `(?:${START}(?:spacy-model-)?|spacy-models\\/releases\\/download\\/)([a-z]{2,3}([-_.])(?:core\\2(?:web|news)|dep\\2(?:web|news)|ent\\2wiki|sent\\2ud)\\2(?:sm|md|lg|trf))(?![\\w/]|\\.\\w|-(?!\\d))`,
  "g",
);
/** timm's architectures with what they were trained on behind a dot: without that, any weights or none may be meant. */
const TRAINED = new RegExp(
  `${START}([a-z][a-z\\d]{1,20}(?:_[a-z\\d]{1,20}){0,8}\\.(?:[a-z\\d]{1,16}_){0,6}(?:in(?:1k|12k|21k|22k)|lvd1\\d{2,3}m)(?:_[a-z\\d]{1,16}){0,6})${END}`,
  "g",
);
/** Exports of CLIP for Immich: the architecture and the weights. */
const EXPORT = new RegExp(
  `${START}((?:ViT|RN\\d|XLM-Roberta|nllb-clip|LABSE)[\\w-]{0,40}?__(?:openai|webli|dfn|laion|metaclip|mrl|v1|yfcc|cc12m)[\\w-]{0,30})${END}`,
  "g",
);
/** Demucs' newest, by names that are words of no language. */
const SEPARATOR = new RegExp(`${START}(htdemucs(?:_ft|_6s)?)${END}`, "g");

/** Coqui's model of all languages, the one of its list that the Hub has. */
const COQUI = new RegExp(`${START}(tts_models\\/multilingual\\/multi-dataset\\/xtts_v[12](?:\\.\\d)*)${END}`, "g");

/** Pipelines of spaCy, models of timm, Demucs and Coqui, and exports for Immich in a text. */
export function knownIn(text: string): readonly NameIn[] {
  const found = pipelinesIn(text);
  if (text.includes("htdemucs")) found.push(...matched(text, SEPARATOR, demucsModel));
  if (/\.[a-z\d_]{0,100}(?:in\d\d?k|lvd1)/.test(text))
    found.push(...matched(text, TRAINED, (name) => TIMM.named(name, "")?.join("/") ?? null));
  if (text.includes("tts_models/")) found.push(...matched(text, COQUI, coquiModel));
  if (text.includes("__")) found.push(...matched(text, EXPORT, (name) => `immich-app/${name}`));
  return found;
}

/** Pipelines of spaCy in a text. */
export function pipelinesIn(text: string): NameIn[] {
  return canHoldPipeline(text) ? matched(text, PIPELINE, (name) => spacyPipeline(name.replace(/[-.]/g, "_"))) : [];
}

/** What a whole text names so; null for others. */
export function knownName(text: string): string | null {
  const name = knownIn(text)[0];
  return name?.from === 0 && name.name.length - name.name.indexOf("/") - 1 === text.length ? name.name : null;
}

function matched(text: string, mark: RegExp, named: (written: string) => string | null): NameIn[] {
  return [...text.matchAll(mark)].flatMap((match): readonly NameIn[] => {
    const written = match[1] ?? "";
    const name = named(written);
    return name === null ? [] : [{ name, kind: "model", from: match.index + match[0].length - written.length }];
  });
}

const WEIGHTS = /(?<![\w/.-])(?:laion2b|datacomp_xl)_s\d\db_b\d{2,3}k(?![\w/.-])/g;
const NETWORK = /(?<![\w/])ViT-[A-Za-z]{1,4}-\d\d(?![\w-])/g;
/** Characters around the weights in which the network is looked for: the nearest counts. */
const NEAR = 120;

/** What OpenCLIP knows by two names: `model: ViT-B-16` with `pretrained: laion2b_s34b_b88k`, `--model ViT-B-16 --pretrained laion2b_s34b_b88k`. */
export function weightsIn(source: string): readonly NameIn[] {
  if (!/laion2b_s|datacomp_xl_s/.test(source)) return [];
  return [...source.matchAll(WEIGHTS)].flatMap(({ 0: weights, index }): readonly NameIn[] => {
    const from = Math.max(0, index - NEAR);
    const middle = index - from + weights.length / 2;
    const networks = [...source.slice(from, index + weights.length + NEAR).matchAll(NETWORK)];
    const [nearest] = networks.toSorted((one, other) => Math.abs(one.index - middle) - Math.abs(other.index - middle));
    const name = OPEN_CLIP.named(weights, nearest?.[0] ?? "");
    return name === undefined ? [] : [{ name: name.join("/"), kind: "model", from: index }];
  });
}
