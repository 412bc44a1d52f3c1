import type { Kind } from "../../model.ts";
import { knownIn } from "./known-names.ts";
import { type NameIn, ownedName } from "./names.ts";

// What a sentence says that a name is, where the name tells nothing by itself: "the `owner/name` data set", "Model: owner/name".

const NAME = "[A-Za-z\\d][\\w.-]{1,95}/[A-Za-z\\d][\\w.-]{0,94}\\w";
/** A name between quotation marks or brackets of any kind. */
const QUOTED = new RegExp(`[\`"'[(*](${NAME})(?=[\`"'\\])*])`, "g");
/** "Model: owner/name" at the beginning of a line, and "owner/name from the Hugging Face Hub". */
const BARE = new RegExp(
  `^[ \\t>*_#-]{0,20}(?:\\w{2,20} )?((?:model|checkpoint|data ?set)s?)(?: (?:id|name|used|selected))?[*_]{0,2}:[*_]{0,2} {1,4}(${NAME})(?=[\\s,;(]|$)|(?<![\\w./@:-])(${NAME}) (?:from|on) (?:the )?(?:Hugging ?Face|HF)\\b`,
  "gim",
);
/** "trained on the owner/some_name data set". */
const DATA = new RegExp(`\\bthe (${NAME}) data ?set\\b`, "gi");
/** "BERT/RoBERTa", "decode_valid.best/test_clean": two names with a stroke between them, and a run with what it was tried on. */
const PAIR = /^[A-Z][A-Za-z\d]*\/[A-Z][A-Za-z\d]*$|^[^/.]*\.|\/(?:train|dev|valid|eval|test)\d*(?:_|$)/;
const NOUN = "((?:mod(?:[eèé]le?|elo|ell[oe]?)|checkpoint|tokenizer|re-?ranker|data ?set)s?|weights|corpus|corpora|datens[aä]tze?";
const LINKS = "id|name|card|used|selected|repo|repository|is|from|at|under|named|called|such as|like|est|utilis[eé]e?|ist|es|usado";
const BEFORE = new RegExp(
  `(?<![\\w-])${NOUN}|Hugging ?Face(?: Hub)?)(?: (?:${LINKS})){0,2}["'*\`]{0,3}\\s{0,6}[:(|]?[*_]{0,2} {0,2}["'*\`([]{0,3}$`,
  "i",
);
const BEHIND = new RegExp(
  `^[\`"'\\]*]{1,4}(?:\\([^()\\n]{0,150}\\))?[\`"'\\]*]{0,2} (?:(?:[\\w-]{2,20} )?${NOUN})(?![\\w-])|(?:from|on) (?:the )?(Hugging ?Face|HF)\\b)`,
  "i",
);
/** What stands between two names of a list. */
const BETWEEN = /^[`"'\])*]{1,3}(?: ?\([^()\n]{0,150}\))?(?:,|;)?(?: (?:and|or|&))? ?[`"'[(*]{1,3}$/;
const LINK = /^[`"'*]{0,3}\]\(https?:/;
/** What folders of programs are called. */
const FOLDER =
  /^(?:ai|agents?|adapters?|backend|crates|db|deploy\w*|engines?|eval\w*|features?|frontend|infra|k8s|llms?|ml|modules?|nlp|nodes?|notebooks?|ops|pipelines?|preprocess\w*|providers?|rag|recipes?|schemas|services?|trainers?)$/i;
const IS_SAID = /mod[eèé]l|data ?set|datens|checkpoint|hugging ?face|corpus|weights|tokenizer|rerank/i;

/** Names that a text says to be models or data sets, or that no other program has; each is a mention. */
export function saidNames(text: string): readonly NameIn[] {
  const found = [...knownIn(text)];
  if (!text.includes("/") || !IS_SAID.test(text)) return found;
  const keep = (written: string, from: number, kind: Kind) => {
    const name = isFolder(written) ? null : ownedName(written, kind);
    if (name !== null) found.push({ ...name, from });
    return name !== null;
  };
  let last: { readonly to: number; readonly kind: Kind } | null = null;
  for (const { 0: whole, 1: written = "", index } of text.matchAll(QUOTED)) {
    const [from, to] = [index + 1, index + whole.length];
    // The address says it, or says that it is of another place.
    if (LINK.test(text.slice(to, to + 40))) continue;
    const kind: Kind | null = kindSaid(text, from, to) ?? (last !== null && BETWEEN.test(text.slice(last.to, from)) ? last.kind : null);
    last = kind !== null && keep(written, from, kind) ? { to, kind } : null;
  }
  for (const { 0: whole, 1: noun = "", 2: after = "", 3: before = "", index } of text.matchAll(BARE))
    if (!isPair(after || before)) keep(after || before, index + whole.indexOf(after || before), kindOf(noun));
  for (const { 0: whole, 1: name = "", index } of text.matchAll(DATA))
    if (/[\d_-]/.test(name.slice(name.indexOf("/"))) && !isPair(name)) keep(name, index + whole.indexOf(name), "dataset");
  return found;
}

/** Whether what stands before the stroke is what folders of programs are called. */
export function isFolder(written: string): boolean {
  return FOLDER.test(written.slice(0, written.indexOf("/")));
}

/** Whether a text without quotation marks is rather two names than one. */
export function isPair(written: string): boolean {
  return PAIR.test(written);
}

/** "the letters data set (Hugging Face `owner/name`)": what lies there is said before. */
const DATA_THERE = /\bdata ?sets?[\s,:(–-]{1,4}(?:(?:on|from|via|at|the) ){0,2}Hugging ?Face[^.]{0,20}$/i;

function kindSaid(text: string, from: number, to: number): Kind | null {
  const before = text.slice(Math.max(0, from - 60), from);
  const noun = BEFORE.exec(before) ?? BEHIND.exec(text.slice(to, to + 200));
  return noun === null ? null : DATA_THERE.test(before) ? "dataset" : kindOf(noun[1] ?? "");
}

function kindOf(noun: string): Kind {
  return /^(?:dat|corp)/i.test(noun) ? "dataset" : "model";
}
