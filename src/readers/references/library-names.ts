import type { Frame, Literal } from "../../formats/code-syntax.ts";
import type { NameIn } from "./names.ts";
import { remembering } from "./remembering.ts";

// Names that a library knows by itself: it gets the weights from their publisher, who has them on the Hub under an `owner/name`.

/** A library with names of its own. */
export interface Library {
  /** Who has the weights on the Hub. */
  readonly owner: string;
  /** The call that takes such a name first, or by the key `takes`. */
  readonly call: RegExp;
  readonly takes: RegExp;
  /** What the owner calls them; undefined where a text is none of the library's names. */
  named(text: string): string | undefined;
}

/** Ultralytics' own: `yolov8n.pt`, `yolo11x-pose.pt`. What others have trained with it has other words behind the size. */
const YOLO = /^yolo(v?\d{1,2})(?:[nsmlxbct]|tu?)u?(?:-(?:seg|pose|obb|cls|oiv7|world(?:v2)?))?(?:\.(?:pt|onnx|engine|torchscript))?$/i;
const WHISPER = /^(?:openai_whisper-)?((?:tiny|base|small|medium)(?:\.en)?|large(?:-v[123](?:-turbo)?)?|turbo)$/;
/** https://spacy.io/models: language, kind, the text it was trained on, size. */
const PIPELINE = /^[a-z]{2,3}_(?:core_(?:web|news)|dep_(?:web|news)|ent_wiki|sent_ud)_(?:sm|md|lg|trf)$/;
/** Coqui's model of all languages, the one of its list that has a license of its own. */
const XTTS = /^tts_models\/multilingual\/multi-dataset\/xtts_v([12])(?:\.\d)*$/;

const LIBRARIES: readonly Library[] = [
  {
    owner: "Ultralytics",
    call: /(?:^|[.:_])(?:YOLO|YOLOWorld|YOLOE)$/,
    takes: /^model$/,
    named: (text) => withVersion("YOLO", YOLO.exec(text)?.[1]),
  },
  {
    owner: "openai",
    call: /(?:^|[._])whisperx?\.load_model$|^whisper_timestamped\.load_model$|(?:^|\.)WhisperModel$|^WhisperKit(?:Config)?$/,
    takes: /^(?:name|model_size_or_path|whisper_arch|model)$/,
    named: (text) => withVersion("whisper-", WHISPER.exec(text)?.[1]?.replace(/^turbo$/, "large-v3-turbo")),
  },
  {
    owner: "spacy",
    call: /(?:^|\.)spacy\.(?:load|cli\.download)$/,
    takes: /^(?:name|model)$/,
    named: (text) => (PIPELINE.test(text) ? text : undefined),
  },
  {
    owner: "coqui",
    call: /(?:^|[._])TTS$/,
    takes: /^model_name$/,
    named: (text) => withVersion("XTTS-v", XTTS.exec(text)?.[1]),
  },
];

function withVersion(family: string, version: string | undefined): string | undefined {
  return version === undefined ? undefined : family + version.toLowerCase();
}

/** The name on the Hub that a library means by a text; null where it is none of its names. */
export function nameBy({ owner, named }: Library, text: string): string | null {
  const name = named(text);
  return name === undefined ? null : `${owner}/${name}`;
}

/** A pipeline of spaCy's, as the Hub has it; null for other words. */
export function spacyPipeline(text: string): string | null {
  const library = libraryCalled("spacy.load");
  return library === null ? null : nameBy(library, text);
}

const libraryCalled = remembering((callee) => LIBRARIES.find(({ call }) => call.test(callee)) ?? null);

/** The library whose names an argument of a call is one of. */
export function libraryOf({ opener, callee, isDefinition }: Frame, key: string, index: number): Library | null {
  if (opener !== "(" || isDefinition) return null;
  const library = libraryCalled(callee);
  return library !== null && (library.takes.test(key) || (key === "" && index === 0)) ? library : null;
}

/** The library that may mean a text as a name of its own, wherever it stands: whether it does is known once a variable is handed to it. */
export function libraryKnowing(text: string): Library | null {
  return LIBRARIES.find(({ named }) => named(text) !== undefined) ?? null;
}

/** What a text names in a call of such a library; null for other texts and calls. */
export function namedByLibrary({ text, frame, key, index }: Literal): NameIn | null {
  const library = libraryOf(frame, key, index);
  const name = library === null ? null : nameBy(library, text);
  return name === null ? null : { name, kind: "model", from: 0 };
}
