import type { Kind } from "../../model.ts";
import { anyOf } from "./any-of.ts";
import { filledIn, nameWithVariables } from "./holes.ts";
import { isCanonical, isNoOwner, isPlaceholder, isShortModel, type NameIn, ownedName } from "./names.ts";

const ADDRESS =
  /(?:(?:\b(?:huggingface\.co|hf-mirror\.com|hf\.co)|\b(?:hf|huggingface|hg):\/)\/|\bgit@hf\.co:|\bhf:(?=[A-Za-z\d][\w.-]{0,95}\/[A-Za-z\d]))([^\s"'`<>()[\]|\\^,;*]+)/gi;
const PART = /^[A-Za-z0-9][\w.-]{0,95}$/;
/** Pages of the Hub that are not an owner's. */
const PAGES = new Set(
  "papers trending docs blog collections join login tasks learn course posts organizations settings pricing chat new new-space new-dataset inference-endpoints inference-api inference endpoints transformers front avatars metrics evaluate search users security terms-of-service privacy privacy-policy content-guidelines code-of-conduct support contact enterprise brand jobs languages support hub storage tos about changelog playground activity notifications welcome oauth logout autotrain assets docker hardware kernels agents mcp cli datasets-server".split(
    " ",
  ),
);
const IN_REPOSITORY = /^(?:resolve|blob|tree|raw|commit|commits|discussions|edit|main|info|viewer)$/;
const LICENSE = /^(?:licen[cs]e|use_policy|terms)(?:[-_.]|$)/i;
const KINDS: Readonly<Record<string, Kind>> = { datasets: "dataset", spaces: "application" };
/** Hosts below huggingface.co under which a path names no repository. */
const OTHER_HOST = /(?<!www|api-inference|router)\.$/i;

/** TensorFlow's Hub, which is Kaggle's now: `https://tfhub.dev/google/universal-sentence-encoder/4`. */
const HANDLE = /\b(?:tfhub\.dev\/([\w-]{1,60}(?:\/[\w.-]{1,100}){1,5})\/\d{1,3}\b|kaggle\.com\/models\/([\w-]{1,60}\/[\w.-]{1,100}))/g;

/** Of any host, a variable's too: only the Hub and its mirrors keep files so. */
const FILE_OF = /(?:^|[}\w])\/(datasets\/)?([A-Za-z\d][\w.-]{0,95}\/[A-Za-z\d][\w.-]{0,95})\/resolve\/(?:main|master|refs|[\da-f]{40})\//g;

/** Texts of which one stands in every address of the Hub. */
export const ADDRESS_MARKS = [
  "/resolve/",
  "huggingface",
  "hf.co",
  "hf:",
  "HF:",
  "hg:",
  "hf-mirror",
  "models--",
  "datasets--",
  "tfhub.dev/",
  "kaggle.com/models/",
];
const MARK = anyOf(ADDRESS_MARKS);

/** A cheap look: whether a text can hold an address of the Hub. */
export function canHoldAddress(text: string): boolean {
  return MARK.test(text);
}

/** Addresses of the Hugging Face Hub in a text: web pages, files, `hf://`; pages that are no repository are left out. Those of TensorFlow's and Kaggle's models too. */
export function addressesIn(text: string): readonly NameIn[] {
  if (!canHoldAddress(text)) return [];
  const found: NameIn[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const path = match[1] ?? "";
    if (OTHER_HOST.test(text.slice(Math.max(0, match.index - 20), match.index))) continue;
    const filled = filledIn(path, text);
    const name =
      repository(filled, /^(?:hf|huggingface|hg):/i.test(match[0])) ??
      nameWithVariables(
        filled
          .split("/", 2)
          .join("/")
          .replace(/\.git$/, ""),
      );
    if (name !== null) found.push({ ...name, from: match.index + match[0].length - path.length + name.from });
  }
  for (const match of text.matchAll(HANDLE)) {
    const name = match[1] ?? match[2] ?? "";
    found.push({ name, kind: "model", from: match.index + match[0].indexOf(name) });
  }
  if (found.length === 0 && text.includes("/resolve/")) found.push(...filesIn(text));
  return text.includes("s--") ? [...found, ...cachedIn(text)] : found;
}

function filesIn(text: string): readonly NameIn[] {
  return [...text.matchAll(FILE_OF)].flatMap((match) => {
    const [whole, folder, name = ""] = match;
    const owned = ownedName(name, folder === undefined ? "model" : "dataset");
    return owned === null ? [] : [{ ...owned, from: match.index + whole.indexOf(name) }];
  });
}

/** A folder of the Hub's cache: `models--owner--name/snapshots/REVISION`. */
const CACHED =
  /(?<![\w-])(models|datasets)--([A-Za-z0-9](?:[\w.]|-(?!-)){0,95})(?:--([A-Za-z0-9](?:[\w.]|-(?!-)){0,95}))?(?:\/snapshots\/([\da-f]{40}))?/g;

function cachedIn(text: string): readonly NameIn[] {
  return [...text.matchAll(CACHED)].flatMap((match): readonly NameIn[] => {
    const [, folder = "", owner = "", own] = match;
    const name = own === undefined ? owner : `${owner}/${own}`;
    if (isPlaceholder(name) || (own === undefined ? !isShortModel(name) : isNoOwner(owner))) return [];
    const revision = match[4] === undefined ? {} : { revision: match[4] };
    return [{ name, kind: folder === "models" ? "model" : "dataset", from: match.index + folder.length + 2, ...revision }];
  });
}

/** The repository that a path on the Hub begins with; `from` counts inside the path. */
function repository(path: string, isScheme: boolean): NameIn | null {
  const clean = path.replace(/[?#][\s\S]*$/, "").replace(/(?<!\*\*|[.,:;!])(?:\*\*|[.,:;!]|\.git\/?)+$/, "");
  const parts = clean.split("/");
  let first = 0;
  let kind: Kind = "model";
  for (; first < 3; first += 1) {
    const part = parts[first] ?? "";
    if (Object.hasOwn(KINDS, part)) kind = KINDS[part] ?? kind;
    else if (!/^(?:models|api|pipeline|hf-inference|feature-extraction|sentence-similarity|v1|buckets)$/.test(part)) break;
  }
  const from = parts.slice(0, first).reduce((sum, part) => sum + part.length + 1, 0);
  const [owner = "", second = "", third = ""] = parts.slice(first);
  if (owner === "" || PAGES.has(owner.toLowerCase()) || !PART.test(owner.replace(/[@:][\s\S]*$/, "")) || isPlaceholder(owner)) return null;
  if (second === "" || IN_REPOSITORY.test(second)) return ownerless(owner, second, kind, from, isScheme);
  if (parts[0] === "api" && first === 1) return null;
  if (isNoOwner(owner)) return null;
  const named = /^([A-Za-z0-9][\w.-]{0,95}?)(?:\.git)?(?:@([\w.-]+))?(?::[\w.-]+)?$/.exec(second);
  const inPath = IN_REPOSITORY.test(third) && third !== "discussions" ? parts[first + 3] : undefined;
  if (named?.[1] === undefined) return null;
  const license = IN_REPOSITORY.test(third) && LICENSE.test(parts.at(-1) ?? "") ? { isOfLicense: true } : {};
  return { name: `${owner}/${named[1].replace(/(?<![.-])[.-]+$/, "")}`, kind, from, ...revisionOf(named[2] ?? inPath), ...license };
}

/** First models of the Hub besides those whose names tell them everywhere. */
const FIRST_MODEL = /^(?:gpt2|openai-gpt|ctrl|transfo-xl-wt103|xlm-(?:mlm|clm)-[\w-]+)$/;

/** The Hub's first models have no owner: `gpt2`. Any other page with one part is an owner's, whatever it is called: `deepseek-ai`. */
function ownerless(name: string, second: string, kind: Kind, from: number, isScheme: boolean): NameIn | null {
  if (kind === "application" || !PART.test(name)) return null;
  if (kind === "model" && second === "" && !isScheme && !isCanonical(name) && !FIRST_MODEL.test(name)) return null;
  return { name, kind, from };
}

function revisionOf(revision: string | undefined): { readonly revision?: string } {
  return revision === undefined || !/^[\w.-]+$/.test(revision) || revision === "main" ? {} : { revision };
}
