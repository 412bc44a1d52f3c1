import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { CLIP, INSIGHTFACE, OPEN_CLIP, TIMM } from "./image-models.ts";
import type { NameIn } from "./names.ts";
import { remembering } from "./remembering.ts";

// Names that a library knows by itself: it gets the weights from their publisher, who has them on the Hub under an `owner/name`.

/** Who has the weights on the Hub, and what the owner calls them. */
export type HubName = readonly [owner: string, name: string];

/** A library with names of its own. */
export interface Library {
  /** The call that takes such a name by the key `takes`, or at the place `at`: first, if nothing else is said. */
  readonly call: RegExp;
  readonly takes: RegExp;
  readonly at?: number;
  /** What the Hub calls a text, where `first` is the first text of the call; undefined where it is none of the library's names. */
  named(text: string, first: string): HubName | undefined;
  /** A word of every program that works with it, where its names look like those of others. */
  readonly word?: string;
  /** No other text looks like its names: they count wherever they stand as a whole. */
  readonly isUnmistakable?: boolean;
  /** Whether a call loads weights, and does not only build what is trained then. */
  loads?(call: Frame): boolean;
}

/** Ultralytics' own: `yolov8n.pt`, `yolo11x-pose.pt`. What others have trained with it has other words behind the size. */
const YOLO = /^yolo(v?\d{1,2})(?:[nsmlxbct]|tu?)u?(?:-(?:seg|pose|obb|cls|oiv7|world(?:v2)?))?(?:\.(?:pt|onnx|engine|torchscript))?$/i;
const WHISPER = /^(?:openai_whisper-)?((?:tiny|base|small|medium)(?:\.en)?|large(?:-v[123](?:-turbo)?)?|turbo)$/;
/** https://spacy.io/models: language, kind, the text it was trained on, size. */
const PIPELINE = /^[a-z]{2,3}_(?:core_(?:web|news)|dep_(?:web|news)|ent_wiki|sent_ud)_(?:sm|md|lg|trf)$/;
/** Coqui's model of all languages, the one of its list that has a license of its own. */
const XTTS = /^tts_models\/multilingual\/multi-dataset\/xtts_v([12])(?:\.\d)*$/;
/** Demucs' own: the first word of each is no other program's. */
const DEMUCS = /^(?:htdemucs(?:_ft|_6s)?|hdemucs_mmi|mdx_extra(?:_q)?)$/;

/** KerasHub's presets (keras.io/keras_hub/presets): family, then size or kind. What lies in a folder of one's own is called otherwise. */
const KERAS =
  /^(?:(?:xlm_)?roberta|(?:distil_)?bert|albert|bart|bloom|clip|deberta_v3|electra|f_net|falcon\d?|(?:code_|pali_?|shield|t5)?gemma\d?|gpt2|gpt_neo_x|gpt_oss|llama\d*|mistral|mixtral|moonshine|opt|phi\d|qwen\d*(?:_\d|_moe)*|siglip\d?|smollm\d|stable_diffusion_\d(?:\.\d)?|t5|whisper|vit|sam|segformer|mit|resnet|densenet|efficientnet|mobilenet|vgg|csp|retinanet|deeplab_v3(?:_plus)?|yolo_?v8|flux|dinov\d|basnet|d_fine|hgnetv2|vicuna|tiny_llama)_[a-z\d._]{1,60}$/;
/** FlashRank's: cross-encoders of others, made smaller. */
const FLASHRANK = /^ms-marco-(?:MiniLM-L-12|TinyBERT-L-2)-v2$/;

const LIBRARIES: readonly Library[] = [
  {
    call: /(?:^|[.:_])(?:YOLO|YOLOWorld|YOLOE)$/,
    takes: /^model$/,
    named: (text) => withVersion("Ultralytics", "YOLO", YOLO.exec(text)?.[1]),
  },
  {
    call: /(?:^|[._])whisperx?\.load_model$|^whisper_timestamped\.load_model$|(?:^|\.)WhisperModel$|^WhisperKit(?:Config)?$/,
    takes: /^(?:name|model_size_or_path|whisper_arch|model)$/,
    named: (text) => withVersion("openai", "whisper-", WHISPER.exec(text)?.[1]?.replace(/^turbo$/, "large-v3-turbo")),
  },
  {
    call: /(?:^|\.)spacy\.(?:load|cli\.download)$/,
    takes: /^(?:name|model)$/,
    named: (text) => (PIPELINE.test(text) ? ["spacy", text] : undefined),
  },
  {
    call: /(?:^|[._])TTS$/,
    takes: /^model_name$/,
    named: (text) => withVersion("coqui", "XTTS-v", XTTS.exec(text)?.[1]),
    isUnmistakable: true,
  },
  {
    call: /(?:^|\.)(?:get_model|Separator)$/,
    takes: /^(?:name|model)$/,
    named: (text) => (DEMUCS.test(text) ? ["facebook", text] : undefined),
  },
  {
    call: /(?:^|\.)from_preset$/,
    takes: /^preset$/,
    named: (text) => (KERAS.test(text) ? ["keras", text] : undefined),
    word: "from_preset",
  },
  {
    call: /(?:^|\.)(?:Ranker|FlashrankRerank)$/,
    takes: /^model(?:_name)?$/,
    named: (text) => (FLASHRANK.test(text) ? ["cross-encoder", text] : undefined),
  },
  INSIGHTFACE,
  CLIP,
  OPEN_CLIP,
  TIMM,
];

function withVersion(owner: string, family: string, version: string | undefined): HubName | undefined {
  return version === undefined ? undefined : [owner, family + version.toLowerCase()];
}

/** A pipeline of spaCy's, as the Hub has it; null for other words. */
export function spacyPipeline(text: string): string | null {
  return namedInCall("spacy.load", text);
}

/** Coqui's model of all languages, as the Hub has it; null for other words. */
export function coquiModel(text: string): string | null {
  return namedInCall("TTS", text);
}

/** The model of Whisper's that these keys, nearest first, are given by its size: `WHISPER_MODEL=base`, `whisper: { model: small.en }`; null for all else. */
export function whisperGiven([key = "", above = ""]: readonly string[], value: string): string | null {
  const isSize = OF_WHISPER.test(key) || (/whisper/i.test(above) && /^(?:model|size)(?:_?(?:size|name|id))?$/i.test(key));
  return isSize ? whisperModel(value) : null;
}

const OF_WHISPER = /whisper(?:\w{0,20}_?(?:model|size))(?:_?(?:size|name|id|path))?$|^whisper$|^asr_model(?:_?size)?$/i;

/** A model of Whisper's, by its size and what follows that: `base.en`, `large-v3-turbo-q5_0`; null for other words. */
export function whisperModel(text: string): string | null {
  return namedInCall("whisper.load_model", text.replace(/-q\d_\d$/, ""));
}

/** A model of Demucs; null for other words. */
export function demucsModel(text: string): string | null {
  return namedInCall("get_model", text);
}

/** `tiny-int8`, as Wyoming has it made smaller: the ending tells it from the sizes of all other models. */
export function smallerWhisper(text: string): string | null {
  return text.endsWith("-int8") ? whisperModel(text.slice(0, -"-int8".length)) : null;
}

function namedInCall(callee: string, text: string): string | null {
  return libraryCalled(callee)?.named(text, "")?.join("/") ?? null;
}

const libraryCalled = remembering((callee) => LIBRARIES.find(({ call }) => call.test(callee)) ?? null);

/** The library whose names an argument of a call is one of. */
export function libraryOf({ opener, callee, isDefinition }: Frame, key: string, index: number): Library | null {
  if (opener !== "(" || isDefinition) return null;
  const library = libraryCalled(callee);
  return library !== null && (library.takes.test(key) || (key === "" && index === (library.at ?? 0))) ? library : null;
}

/** A text as one library names it. */
export interface LibraryName {
  readonly name: NameIn;
  readonly library: Library;
}

/** What a library may mean by a text, wherever it stands in a program: whether it does is known once a variable is handed to it. */
export function libraryKnowing(text: string, source: string): LibraryName | null {
  for (const library of LIBRARIES) {
    const name = library.named(text, "");
    if (name !== undefined && (library.word === undefined || source.includes(library.word)))
      return { name: { name: name.join("/"), kind: "model", from: 0 }, library };
  }
  return null;
}

/** What a text names in a call of such a library; null for other texts and calls. */
export function namedByLibrary({ text, frame, key, index }: Literal): LibraryName | null {
  const library = libraryOf(frame, key, index);
  const name = library?.named(text, frame.first);
  return library === null || name === undefined ? null : { name: { name: name.join("/"), kind: "model", from: 0 }, library };
}

/** `pretrained=True`, of which a call of a library may keep that weights are loaded; Swift's `type: .datasets` and Rust's `RepoType::Dataset`. */
export function keepSwitch(name: string, frame: Frame, key: string): void {
  if (key === "pretrained" && name === "True") keep(frame, key, name);
  else if (/(?:^|[.:])datasets?$/i.test(name) && (key === "type" || name.includes("RepoType"))) keep(frame, "type", "dataset");
  if (name.includes("RepoType")) keep(frame, "RepoType", name);
}

function keep(frame: Frame, key: string, value: string): void {
  frame.named ??= new Map();
  frame.named.set(key, value);
}
