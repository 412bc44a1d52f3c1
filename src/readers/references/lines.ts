import type { Kind } from "../../model.ts";
import { ADDRESS_MARKS, addressesIn } from "./addresses.ts";
import { anyOf } from "./any-of.ts";
import { argumentsIn, COMMAND_MARKS } from "./arguments.ts";
import { filledIn } from "./holes.ts";
import { spacyPipeline, whisperModel } from "./library-names.ts";
import { isCanonical, isShortModel, isShortName, model, type NameIn, ownedName } from "./names.ts";
import { isOllamaName, ollama } from "./ollama-names.ts";
import { furtherValues, valueGiven } from "./options.ts";
import { strongNames } from "./strong-names.ts";
import { mixturesIn } from "./tables.ts";

/** What stands before a name in a command or a line of code inside a text, with how a name is taken from what follows. */
interface Pattern {
  readonly mark: RegExp;
  /** What must be there, or the pattern cannot match: looked for first. */
  readonly needs: RegExp;
  take(value: string, match: RegExpMatchArray): NameIn | null;
}

/** A value; a part of it may be a variable: `${SIZE}`, `$SIZE`. */
const VALUE = "([A-Za-z0-9](?:[\\w./:@-]|\\$\\{\\w{1,40}\\}|\\$\\w{1,40}\\b){1,150})";
const PATTERNS: readonly Pattern[] = [
  {
    needs: /ollama/,
    mark: new RegExp(`\\bollama["']?(?:,\\s*["']|\\s+)(?:pull|run|show|stop|push|cp)["']?(?:,\\s*["']|\\s+)(?!-)${VALUE}`, "g"),
    take: ollama,
  },
  {
    needs: /ollama/,
    mark: new RegExp(`\\bollama(?:_model)?["'\`]?\\s*[:=]\\s*["'\`]${VALUE}["'\`]`, "gi"),
    take: (value) => (isShortModel(value) || value.includes(":") ? ollama(value) : null),
  },
  {
    needs: /ollama:[a-z]/,
    mark: new RegExp(`["'\`]ollama:${VALUE}["'\`]`, "g"),
    take: (value) => (isShortModel(value) || isOllamaName(value) ? ollama(value) : null),
  },
  // A configuration that is written out by a program.
  {
    needs: /ollama/,
    mark: new RegExp(
      `\\bprovider\\\\?["']?\\s{0,9}[:=]\\s{0,9}\\\\?["']ollama\\\\?["'][^{}]{0,200}?\\bmodel\\\\?["']?\\s{0,9}[:=]\\s{0,9}\\\\?["']${VALUE}\\\\?["']`,
      "g",
    ),
    take: ollama,
  },
  // Only its names end in a size.
  {
    needs: /:(?:e|\d{1,2}x)?\d{1,3}(?:\.\d)?[bm]\b/,
    mark: /(?:model|MODEL)(?:_?(?:id|name|ID|NAME))?["']?\s{0,9}[:=]\s{0,9}["'`]?([a-z][\w.-]{1,60}:(?:e|\d{1,2}x)?\d{1,3}(?:\.\d{1,2})?[bm](?:-[\w.-]{1,40})?)(?![\w/])/g,
    take: ollama,
  },
  {
    needs: /:(?:e|\d{1,2}x)?\d{1,3}(?:\.\d)?[bm]\b/,
    mark: /(?:["'`(]|(?:^|\|)[ \t]{0,8})((?:[\w-]{1,60}\/)?[a-z][\w.-]{1,60}:(?:e|\d{1,2}x)?\d{1,3}(?:\.\d{1,2})?[bm](?:-[\w.-]{1,40})?)(?:["'`)]|[ \t]{0,40}(?:$|\|))/gm,
    take: (value) => (isShortModel(value) ? ollama(value) : null),
  },
  // The Hub's first models: no other program has such names.
  {
    needs: /["'`(][\w-]{0,40}(?:cased|roberta-|gpt2|t5-|MiniLM|mpnet-|xlnet-|albert-|paraphrase-)/,
    mark: /(?:["'`]|[A-Za-z\d*] \()([a-z][\w.-]{4,60})["'`)]/g,
    take: (value) => (isCanonical(value) ? model(value) : null),
  },
  // Those of them that nobody writes for anything else need no quotes.
  {
    needs: /-(?:uncased|cased|v\d)\b/,
    mark: /(?<![\w./@:-])((?:distil)?bert-base-(?:multilingual-)?(?:un)?cased|bert-large-(?:un)?cased|(?:all|multi-qa|paraphrase)-(?:multilingual-)?(?:MiniLM|mpnet|distilroberta|albert)-[\w-]{2,30}-?v\d)(?![\w/-]|\.\w)/g,
    take: model,
  },
  {
    needs: /ollama/,
    mark: new RegExp(`[= ]ollama["']?[ \\t](?:[^\\n]{0,120}[ \\t])?(?:--model(?:-name|-id)?|-m)[ =]["']?${VALUE}`, "g"),
    take: ollama,
  },
  {
    needs: /hf[-_]hub:|huggingface:[a-z]/,
    mark: new RegExp(`\\b(?:hf[-_]hub:|huggingface:(?:[a-z]{1,20}-){1,3}[a-z]{1,20}:)${VALUE}`, "g"),
    take: (value) => ownedName(value),
  },
  {
    needs: /djl:\/\//,
    mark: new RegExp(`\\bdjl://ai\\.djl\\.huggingface(?:\\.\\w{1,20})?/${VALUE}`, "g"),
    take: (value) => ownedName(value) ?? (isShortName(value) ? model(value) : null),
  },
  { needs: /ollama:\/\//, mark: new RegExp(`\\bollama://(?:library/)?${VALUE}`, "g"), take: ollama },
  {
    needs: /:hf,/,
    mark: new RegExp(`\\{:hf,\\s{0,9}"${VALUE}"`, "g"),
    take: (value) => ownedName(value) ?? (isShortModel(value) ? { name: value, kind: "model", from: 0 } : null),
  },
  {
    needs: /download/,
    mark: /\bspacy["']?(?:,\s{0,9}["']|\s{1,9})download["']?(?:,\s{0,9}["']|\s{1,9})(\w{1,60})/g,
    take: (value) => model(spacyPipeline(value)),
  },
  // whisper.cpp's own script.
  {
    needs: /ggml-model/,
    mark: /\bdownload-ggml-model(?:\.sh|\.cmd)?["']?[ \t]{1,9}["']?(\$\{?\w{1,40}\}?|[\w.-]{1,40})/g,
    take: (value) => model(whisperModel(value)),
  },
  // What is asked of Ollama's own API.
  {
    needs: /\/api\//,
    mark: new RegExp(
      `(?::11434|[oO][lL][lL][aA][mM][aA]\\w{0,20}\\}?)/api/(?:pull|generate|chat|embed|embeddings|show)\\b[^{}]{0,300}\\{[^{}]{0,200}?\\\\?"(?:model|name)\\\\?"\\s*:\\s*\\\\?"${VALUE}\\\\?"`,
      "g",
    ),
    take: ollama,
  },
  {
    needs: /-hf/,
    mark: new RegExp(`[\\s"']-{1,2}hf(?:[rdv]|rv|-repo(?:-draft|-v)?|[-_]path)?(?:[ =]["']?|["'],\\s*["'])${VALUE}`, "g"),
    take: (value) => ownedName(value),
  },
  {
    needs: /--[A-Za-z]/,
    mark: new RegExp(
      `(?:^|[\\s"'\`\\[(=,])--?([A-Za-z][\\w-]{2,80})(?:["']?,\\s*["']|=["']?|\\s{1,40}(?:\\\\\\s{0,40}\\n\\s{0,40})?["']?|["']?\\s{0,40}\\n\\s{0,40}-\\s{1,40}["']?)${VALUE}`,
      "gi",
    ),
    take: valueGiven,
  },
  {
    needs: /_pretrained\(|Transformer\(|Encoder\(|_download\(|load_dataset\(|InferenceClient\(|pipeline\(/,
    mark: new RegExp(
      `(?<!\\b(?:sns|seaborn)\\.)\\b(from_pretrained|SentenceTransformer|\\w{0,20}Encoder|snapshot_download|hf_hub_download|load_dataset|InferenceClient|pipeline)\\(\\s*(?:\\.{3}\\s*)?(?:\\w+\\s*=\\s*)?\\\\?["']${VALUE}\\\\?["']`,
      "g",
    ),
    take: call,
  },
  {
    needs: /(?:odel|MODEL|repo_id|ataset|DATASET)\w{0,30}\\?["']?\s{0,9}[=:]/,
    mark: new RegExp(
      `\\b(repo_id|\\w{0,40}(?:odel|MODEL|[dD]ata_?set|DATASET)(?:_?(?:[iI][dD]|[nN]ame|NAME|path)(?:_or_path)?)?)\\\\?["']?\\s*[=:]\\s*\\\\?["']${VALUE}\\\\?["']`,
      "g",
    ),
    take: valueGiven,
  },
];

/** What stands in a text with any of these names, but for those that tell by themselves that they are models'. */
const MARK = anyOf([...ADDRESS_MARKS, ...COMMAND_MARKS, ...PATTERNS.map(({ needs }) => needs)]);

/** What a name without a slash stands behind, or in; most comments hold neither this nor a slash. */
const WITHOUT_SLASH =
  /["'`]|s--|uncased|-v\d|\([\w.-]{0,40}\d|ollama|ramalama|download|:(?:e|\d{1,2}x)?\d{1,3}(?:\.\d)?[bm]\b|(?:^|[\s[(=,])--?[A-Za-z]/;

/** Names in a text that is no program: commands, addresses, and `owner/name` where it is surely a model. */
export function namesInText(text: string): readonly NameIn[] {
  if (!text.includes("/") && !WITHOUT_SLASH.test(text)) return [];
  const found = MARK.test(text)
    ? [...addressesIn(text), ...argumentsIn(text), ...mixturesIn(text), ...PATTERNS.flatMap((pattern) => taken(text, pattern))]
    : [];
  const strong = strongNames(text);
  return strong.length === 0 ? found : [...found, ...others(strong, found, text)];
}

function taken(text: string, { mark, needs, take }: Pattern): readonly NameIn[] {
  const found: NameIn[] = [];
  if (!needs.test(text)) return found;
  for (const match of text.matchAll(mark)) {
    const value = (match.at(-1) ?? "").replace(/(?<![.:,])[.:,]+$/, "");
    const name = take(filledIn(value, text), match);
    if (name === null) continue;
    found.push({ ...name, from: match.index + match[0].lastIndexOf(value) + name.from });
    if (take === valueGiven) found.push(...furtherValues(text, match.index + match[0].length, name, match[1] ?? ""));
  }
  return found;
}

/** The names that were not found otherwise, and are no repositories of code. */
function others(names: readonly NameIn[], found: readonly NameIn[], text: string): readonly NameIn[] {
  const places = new Set(found.map(({ from }) => from));
  // `[owner/name](https://huggingface.co/datasets/owner/name)`: the address says what the name is.
  const kinds = new Map(found.map(({ name, kind }) => [name.toLowerCase(), kind]));
  const isCode = codeIn(text);
  return names
    .filter(({ name, from }) => !places.has(from) && !isCode(name))
    .map((name) => ({ ...name, kind: kinds.get(name.name.toLowerCase()) ?? name.kind }));
}

/** `[owner/name](https://github.com/owner/name)`: the text itself says that the name is a repository of code. */
function codeIn(text: string): (name: string) => boolean {
  if (!text.includes("github.com/")) return () => false;
  const code = new Set(
    [...text.matchAll(/github\.com\/([\w.-]{1,60}\/[\w.-]{1,100})/g)].map((match) => (match[1] ?? "").toLowerCase().replace(/\.git$/, "")),
  );
  return (name) => code.has(name.toLowerCase()) && !text.includes(`huggingface.co/${name}`);
}

function call(value: string, match: RegExpMatchArray): NameIn | null {
  const kind: Kind = match[1] === "load_dataset" ? "dataset" : "model";
  const owned = ownedName(value, kind);
  if (owned !== null) return owned;
  const isShort = kind === "dataset" ? isShortName(value) && !isLoader(value) : isShortModel(value);
  return isShort && match[1] !== "pipeline" ? { name: value, kind, from: 0 } : null;
}

/** Formats that `load_dataset` reads from files: they stand where a name could stand. */
export function isLoader(value: string): boolean {
  return /^(?:json|jsonl|csv|text|parquet|arrow|pandas|imagefolder|audiofolder|videofolder|pdffolder|webdataset|xml|sql|spark|generator|hdf5|lance)$/i.test(
    value,
  );
}
