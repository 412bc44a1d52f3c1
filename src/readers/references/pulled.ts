import { lineBefore } from "../../formats/lines.ts";
import type { Span } from "./blanked.ts";
import { isShortModel, type NameIn, ownedName, SIZED_TAG } from "./names.ts";
import { ollama } from "./ollama-names.ts";
import {
  ADDRESSED,
  ARGUMENT,
  ASKED,
  ASSIGNED,
  BEFORE_COMMAND,
  CREATED,
  DOWNLOADED,
  FUNCTION,
  KEYED,
  LIST,
  LOOPED,
  LOOPS,
  PIPED,
  POWERSHELL,
  PULLED,
  READ,
  REFERENCE,
  SAYS_LITTLE,
} from "./pulled-forms.ts";

const NO_NAME =
  /^(?:all|true|false|yes|no|latest|if|then|else|do|done|models?[-_]?\d*|.{0,80}\.(?:txt|json|ya?ml|sh|env|log|md|py|ps1|exe|gguf))$|^[^A-Za-z]|^.$/i;

/** What a variable is given, and where it stands. */
interface Value {
  readonly text: string;
  readonly at: number;
  /** Of a list only the first word of each part is a name; of a line that says more, only what stands between quotation marks. */
  readonly as: "words" | "parts" | "line";
}

/** What fetches a value: Ollama, which also runs what has another name there, or the Hub's own program. */
type By = "pull" | "run" | "model" | "dataset" | "application";

interface Handed extends Value {
  readonly by: By;
}

/** What Ollama or the Hub's program is told to fetch by way of a variable, or what the Hub's addresses are made with: `MODELS="llama3.2 phi3"`, `for m in $MODELS; do ollama pull "$m"; done`, `REPO=owner/name`, `hf download "$REPO"`. */
export function namesPulled(source: string, isConfig = false): readonly NameIn[] {
  if (!/ollama|\/api\/pull|OLLAMA|PULL|(?:hf|huggingface-cli)[ \t]+download|\.co\/(?:[a-z]{3,8}\/){0,2}[$%]/.test(source)) return [];
  const handed = [...handedOver(source)];
  const lists = new Set([...source.matchAll(LIST)].map((match) => match[0]));
  for (const list of lists) handed.push({ text: `$${list}`, at: 0, as: "words", by: "run" });
  return handed.length === 0 ? [] : new Script(source, isConfig).names(handed);
}

function* handedOver(source: string): Iterable<Handed> {
  for (const match of source.matchAll(PULLED)) {
    const text = match.slice(2).find((group) => group !== undefined) ?? "";
    yield { text, at: match.index + match[0].lastIndexOf(text), as: "words", by: match[1] === "pull" ? "pull" : "run" };
  }
  for (const match of source.matchAll(ASKED)) {
    const text = match[1] ?? "";
    yield { text, at: match.index + match[0].lastIndexOf(text), as: "words", by: "pull" };
  }
  for (const match of source.matchAll(DOWNLOADED)) {
    const text = match.slice(1, 5).find((group) => group !== undefined) ?? "";
    const type = /--repo-type[= ]["']?(dataset|space)/.exec(match[5] ?? "")?.[1];
    yield { text, at: match.index + match[0].indexOf(text), as: "words", by: lyingUnder(type) };
  }
  for (const match of source.matchAll(ADDRESSED)) {
    const [whole, folder, text = ""] = match;
    yield { text, at: match.index + whole.length - text.length, as: "words", by: lyingUnder(folder?.slice(0, -1)) };
  }
}

/** What lies on the Hub under a type of repository. */
function lyingUnder(type: string | undefined): By {
  return type === "space" ? "application" : type === "dataset" ? type : "model";
}

class Script {
  private readonly given = new Map<string, Value[]>();
  private readonly isPowerShell: boolean;
  private readonly created: ReadonlySet<string>;
  private functions: readonly (Span & { readonly name: string })[] | null = null;
  /** The functions whose calls are known, with the place among what they are handed. */
  private readonly called = new Set<string>();

  constructor(
    private readonly source: string,
    isConfig: boolean,
  ) {
    this.isPowerShell = POWERSHELL.test(source);
    this.created = new Set([...source.matchAll(CREATED)].map((match) => match[1] ?? ""));
    for (const match of source.matchAll(ASSIGNED)) {
      const [, variable, list, double, single, bare, spacedList, line, other, behind] = match;
      const parts = list ?? spacedList;
      if (parts !== undefined) this.give(variable, parts, "parts", match);
      else if (line !== undefined || behind !== undefined) this.give(variable ?? other, line ?? behind, "line", match);
      else this.give(variable, double ?? single ?? bare, "words", match);
    }
    if (isConfig)
      for (const match of source.matchAll(KEYED)) {
        const [, key = "", list, double, single, bare, below] = match;
        if (SAYS_LITTLE.test(key)) continue;
        const text = list ?? double ?? single ?? bare ?? below;
        this.give(LOOPED.test(key) ? "item" : key, text, list === undefined && below === undefined ? "words" : "parts", match);
      }
    for (const loop of LOOPS) for (const match of source.matchAll(loop)) this.give(match[1], match[2], "words", match);
    for (const match of source.matchAll(READ)) this.give(match[1], match[2], "words", match);
    for (const match of source.matchAll(PIPED)) this.give("_", match[1], "words", match);
  }

  /** Follows variables back to what they are given. */
  names(handed: readonly Handed[]): readonly NameIn[] {
    const found = new Map<number, NameIn>();
    const followed = new Set<string>();
    // The last is taken first: what is pulled may have any name.
    const open = handed.toSorted((one, other) => Number(one.by === "pull") - Number(other.by === "pull"));
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      const { by } = value;
      for (const name of namesIn(value)) if (this.isName(name, by)) found.set(name.from, name);
      for (const match of value.text.matchAll(REFERENCE)) {
        // A part of a name is none: llama-$SIZE
        if (
          /[\w.:/-]$/.test(value.text.slice(0, match.index).replace(/:?[-=]$/, "")) ||
          /^\}?[\w/.-]/.test(value.text.slice(match.index + match[0].length))
        )
          continue;
        const variable = match.slice(1).find((group) => group !== undefined) ?? "";
        for (const next of this.valuesOf(variable, value.at, followed, by)) open.push({ ...next, by });
      }
    }
    return [...found.values()];
  }

  /** What a variable is given anywhere, or a function's argument where it is called; each is followed once. */
  private valuesOf(variable: string, at: number, followed: Set<string>, by: By): readonly Value[] {
    if (/^\d$/.test(variable)) return this.handedTo(at, Number(variable));
    // Every task has its own.
    if (variable === "item") return (this.given.get(variable) ?? []).filter((value) => value.at > at).slice(0, 1);
    const mark = `${this.key(variable)} ${by}`;
    if (followed.has(mark)) return [];
    followed.add(mark);
    return this.given.get(this.key(variable)) ?? [];
  }

  private give(variable = "", text = "", as: Value["as"], match: RegExpExecArray): void {
    const key = this.key(variable);
    const said = as === "parts" ? text.replace(/(?<=\s)#[^\n]*/g, (comment) => " ".repeat(comment.length)) : text;
    const value = { text: said, at: match.index + match[0].lastIndexOf(text), as };
    const values = this.given.get(key);
    if (values === undefined) this.given.set(key, [value]);
    else values.push(value);
  }

  private key(variable: string): string {
    return this.isPowerShell ? variable.toLowerCase() : variable;
  }

  /** `ollama run` also takes what was made beforehand. */
  private isName({ name, from }: NameIn, by: By): boolean {
    if (this.created.has(name)) return false;
    return by !== "run" || isShortModel(name) || SIZED_TAG.test(name) || this.source.startsWith(".co/", from - 4);
  }

  /** What stands at a place of the calls of the function around another: `pull_model() { ollama pull "$1"; }`, `pull_model llama3.2`. */
  private handedTo(at: number, place: number): readonly Value[] {
    this.functions ??= functionsIn(this.source);
    const around = this.functions.findLast(({ from }) => from < at);
    if (around === undefined || place === 0 || (around.to !== -1 && around.to < at)) return [];
    const { name } = around;
    const mark = `${name} ${place}`;
    if (this.called.has(mark) || this.called.size >= MOST_FUNCTIONS) return [];
    this.called.add(mark);
    const found: Value[] = [];
    for (let from = this.source.indexOf(name); from !== -1; from = this.source.indexOf(name, from + 1)) {
      if (!BEFORE_COMMAND.test(lineBefore(this.source, from, 200).trimEnd())) continue;
      const behind = from + name.length;
      const words = /^(?=[ \t])[^\n;&|]{1,500}/.exec(this.source.slice(behind, behind + 500))?.[0] ?? "";
      const word = [...words.matchAll(ARGUMENT)][place - 1];
      const text = word?.[1] ?? word?.[2] ?? word?.[3];
      if (word !== undefined && text !== undefined)
        found.push({ text, at: behind + word.index + (word[3] === undefined ? 1 : 0), as: "words" });
    }
    return found;
  }
}

/** Functions whose calls are looked for. */
const MOST_FUNCTIONS = 100;

/** Each ends with a bracket at the left edge; `to` is -1 where none follows. */
function functionsIn(source: string): readonly (Span & { readonly name: string })[] {
  let to = 0;
  return [...source.matchAll(FUNCTION)].map((match) => {
    if (to !== -1 && to <= match.index) to = source.indexOf("\n}", match.index);
    return { name: match[1] ?? "", from: match.index, to };
  });
}

/** The names that stand in a value itself. What a command gives is unknown. */
function namesIn({ text, at, as, by }: Handed): readonly NameIn[] {
  if (/`|\$\$?\((?!\w{1,60}\))/.test(text)) return [];
  const known = text
    .replace(/\$\$?\{\w{1,60}:?[-=]/g, (opening) => " ".repeat(opening.length))
    .replace(/\$?\{\{[^{}]*\}\}|\$\$?(?:\{[^{}]*\}|\(\w+\)|\w+)|%{1,2}\w+%?|!\w+!/g, (reference) => "$".repeat(reference.length))
    .replaceAll("}", " ");
  const isQuoted = as === "line" && /["']/.test(known);
  const found: NameIn[] = [];
  for (const part of known.matchAll(as === "words" ? /[^\s,;"'()@\\]+/g : isQuoted ? /(?<=["'])[^\s"']+(?=["'])/g : PARTS)) {
    const key = /^(?:\[[^\]]{0,100}\]=)?["']?/.exec(part[0])?.[0] ?? "";
    const word = /^[^\s,;|"']+/.exec(part[0].slice(key.length))?.[0] ?? "";
    const host = HUB.exec(word)?.[0] ?? "";
    const isOllama = by === "pull" || by === "run";
    const name =
      host !== "" || !isOllama ? ownedName(word.slice(host.length), isOllama ? "model" : by) : NO_NAME.test(word) ? null : ollama(word);
    if (name !== null) found.push({ ...name, from: at + part.index + key.length + host.length });
  }
  return found;
}

const HUB = /^(?:hf|huggingface)\.co\//;
const PARTS = /(?:\[[^\]\s]{0,100}\]=)?(?:"[^"\n]*"|'[^'\n]*'|[^\s,"']+)/g;
