import { scanCode } from "../../formats/code.ts";
import type { CodeVisitor, Frame, Literal, Syntax } from "../../formats/code-syntax.ts";
import type { Kind, Role } from "../../model.ts";
import { addressesIn } from "./addresses.ts";
import type { References } from "./collect.ts";
import { callMeaning, type Meaning, meaningOf, repoKind } from "./contexts.ts";
import { hostedNames, isLoader, namesInText, ollama } from "./lines.ts";
import { isHosted, isPlaceholder, isShortModel, isShortName, isStrong, type NameIn, ownedName } from "./names.ts";

/** A text that is a name and was given to a variable: it counts if the variable goes into a call that loads from the Hub. */
interface Given {
  readonly name: NameIn;
  readonly variable: string;
}

interface Pending {
  readonly name: NameIn;
  readonly frame: Frame;
}

/** Finds references in a program. `place` turns an offset of the program's text into one of the file; `role` is what a text in a call counts as. */
export function referencesInCode(
  source: string,
  syntax: Syntax,
  references: References,
  role: Role = "used",
  place: (offset: number) => number = (offset) => offset,
): void {
  const visitor = new Visitor(source, references, role, place);
  scanCode(source, syntax, visitor);
  visitor.finish();
}

const SENTENCE = /\s/;
const IMPORTS = /^(?:from|import|require|export|as|include|use|package)$/;

class Visitor implements CodeVisitor {
  private readonly given: Given[] = [];
  private readonly loaded = new Map<string, Kind>();
  private readonly pending: Pending[] = [];
  private readonly constants = new Map<string, string>();

  constructor(
    private readonly source: string,
    private readonly references: References,
    private readonly role: Role,
    private readonly place: (offset: number) => number,
  ) {}

  comment(from: number, to: number): void {
    this.prose(this.source.slice(from, to), from);
  }

  argument(name: string, frame: Frame, key: string, index: number): void {
    if (frame.isDefinition || this.loaded.has(name)) return;
    const meaning = callMeaning(frame, key, index);
    if (meaning !== null) this.loaded.set(name.slice(name.lastIndexOf(".") + 1), meaning.kind);
  }

  literal(literal: Literal): void {
    const { text } = literal;
    if (text.length < 2) return;
    if (literal.isStatement || text.length > 400) {
      this.prose(text, literal.from, literal.isStatement ? "mentioned" : this.role);
      return;
    }
    const variable = literal.key.slice(literal.key.lastIndexOf(".") + 1);
    if (variable !== "" && !SENTENCE.test(text) && !this.constants.has(variable)) this.constants.set(variable, text);
    if (text.includes("huggingface") || text.includes("hf.co") || text.includes("hf://") || text.includes("hf-mirror")) {
      const found = addressesIn(text);
      for (const name of found) this.add(name, literal.from, SENTENCE.test(text) && !/(?:src|href)=/.test(text) ? "mentioned" : this.role);
      if (found.length > 0) return;
    }
    if (SENTENCE.test(text)) {
      if (/[/-]|ollama/.test(text))
        this.prose(text, literal.from, /(?:ollama|hf|huggingface-cli|--model|vllm)/.test(text) ? this.role : "mentioned");
    } else this.word(literal);
  }

  /** Names that only the whole file decides on. */
  finish(): void {
    for (const { name, variable } of this.given) {
      const kind = this.loaded.get(variable);
      if (kind !== undefined) this.references.add({ ...name, kind }, this.role);
    }
    for (const { name, frame } of this.pending) {
      const revision = frame.named?.get("revision");
      this.references.add(
        {
          ...name,
          kind: repoKind(frame) ?? name.kind,
          ...(revision === undefined || revision === "main" || !/^[\w./-]+$/.test(revision) ? {} : { revision }),
        },
        this.role,
      );
    }
  }

  /** A text without white space: the name itself, or nothing. */
  private word(literal: Literal): void {
    const { text, from, before } = literal;
    if (IMPORTS.test(before) || /^[./@#]/.test(text)) return;
    if (isHosted(text) && !literal.key.includes("/")) {
      this.add({ name: text, kind: "service", from: 0 }, from);
      return;
    }
    if (literal.hasHoles) {
      this.withHoles(literal);
      return;
    }
    const owned = ownedName(text) ?? prefixed(text);
    if (owned !== null) this.owned(literal, owned);
    else if (!text.includes("/")) this.short(literal);
  }

  private owned(literal: Literal, owned: NameIn): void {
    const meaning = meaningOf(literal);
    if (meaning !== null && (meaning.because === "call" || !isPlaceholder(owned.name))) {
      const kind = owned.kind === "model" ? meaning.kind : owned.kind;
      const name = { ...owned, kind };
      if (meaning.because === "call" || literal.frame.opener === "{")
        this.pending.push({ name: this.absolute(name, literal.from), frame: literal.frame });
      else this.add(name, literal.from);
    } else if (isStrong(owned.name) || isCommandWord(literal) || this.isHubTuple(literal) || isFallback(this.source, literal.from))
      this.add(owned, literal.from);
    else if (isRepository(literal)) this.pending.push({ name: this.absolute(owned, literal.from), frame: literal.frame });
    else this.give(literal, owned);
  }

  private short(literal: Literal): void {
    const { text, frame, key, index } = literal;
    const called = callMeaning(frame, key, index);
    if (called?.takesShort === true && this.isLoadable(text, called)) {
      this.pending.push({ name: this.absolute({ name: text, kind: called.kind, from: 0 }, literal.from), frame });
      return;
    }
    if (this.isHubTuple(literal) && isShortName(text)) {
      this.add({ name: text, kind: "model", from: 0 }, literal.from);
      return;
    }
    if (key === "model" && isOllama(literal)) {
      this.addOllama(text, literal);
      return;
    }
    if (!/[-\d]/.test(text) || !isShortModel(text)) return;
    const name: NameIn = { name: text, kind: "model", from: 0 };
    if (isDefault(literal) && /[-:]/.test(text) && meaningOf(literal)?.kind === "model") this.add(name, literal.from);
    else this.give(literal, name);
  }

  /** Elixir's `{:hf, "owner/name"}`. */
  private isHubTuple({ from, frame }: Literal): boolean {
    return frame.opener === "{" && /:hf,\s*"$/.test(this.source.slice(Math.max(0, from - 12), from));
  }

  private isLoadable(text: string, meaning: Meaning): boolean {
    return meaning.kind === "dataset" ? isShortName(text) && !isLoader(text) : isShortModel(text);
  }

  private addOllama(text: string, literal: Literal): void {
    const found = ollama(text);
    if (found !== null) this.add(found, literal.from);
  }

  /** `f"owner/name-{size}"`: what is known of it, with constants of the file put in. */
  private withHoles(literal: Literal): void {
    const filled = literal.text.replace(
      /\$?\{([\w.]+)\}/g,
      (hole, variable: string) => this.constants.get(variable.slice(variable.lastIndexOf(".") + 1)) ?? hole,
    );
    const known = ownedName(filled);
    if (known !== null) {
      const meaning = meaningOf(literal);
      if (meaning !== null || isStrong(known.name)) this.add({ ...known, kind: meaning?.kind ?? known.kind }, literal.from);
      return;
    }
    const meaning = meaningOf(literal);
    const owned = ownedName(filled.replace(/\$?\{[^{}]*\}/g, "0"));
    if (meaning === null || owned === null || !/^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]{2}/.test(filled)) return;
    if (meaning.because === "call" || isStrong(owned.name)) this.add({ name: filled, kind: meaning.kind, from: 0 }, literal.from);
  }

  private give(literal: Literal, name: NameIn): void {
    const variable = literal.key !== "" ? literal.key : literal.frame.outerKey;
    if (variable !== "" && this.given.length < 5_000)
      this.given.push({ name: this.absolute(name, literal.from), variable: variable.slice(variable.lastIndexOf(".") + 1) });
  }

  private prose(text: string, from: number, role: Role = "mentioned"): void {
    for (const name of namesInText(text)) this.add(name, from, role);
    for (const name of hostedNames(text)) this.add(name, from, role === "used" ? "mentioned" : role);
  }

  private add(name: NameIn, from: number, role: Role = this.role): void {
    this.references.add(this.absolute(name, from), this.role === "mentioned" ? "mentioned" : role);
  }

  private absolute(name: NameIn, from: number): NameIn {
    return { ...name, from: this.place(from + name.from) };
  }
}

/** `huggingface/owner/name` and `ollama/name`, as routers of model services write them; `spaces/owner/name` and `hf_hub:owner/name`. */
export function prefixed(text: string): NameIn | null {
  const match =
    /^(huggingface\/|hf_hub:|hf-hub:|hub:|spaces\/|models\/|datasets\/|ollama(?:_chat)?\/|openrouter\/|together_ai\/|deepinfra\/|hosted_vllm\/|vllm\/|nvidia_nim\/)(.+)$/.exec(
      text,
    );
  const [, prefix = "", rest = ""] = match ?? [];
  if (prefix === "") return null;
  if (prefix.startsWith("ollama"))
    return isShortModel(rest) || rest.includes(":") ? { name: rest, kind: "model", from: prefix.length } : null;
  const owned = ownedName(rest, prefix === "spaces/" ? "application" : prefix === "datasets/" ? "dataset" : "model");
  return owned === null || !(isStrong(owned.name) || /^(?:hf|hub|huggingface)/.test(prefix)) ? null : { ...owned, from: prefix.length };
}

/** A word of a command that is written as a list: `["vllm", "serve", "owner/name"]`. */
function isCommandWord({ previous, frame }: Literal): boolean {
  return (previous === "serve" && frame.first === "vllm") || (previous === "download" && /^(?:hf|huggingface-cli)$/.test(frame.first));
}

/** `{ type: "dataset", name: "owner/name" }`, as @huggingface/hub takes it. */
function isRepository({ frame, key }: Literal): boolean {
  return frame.opener === "{" && key === "name" && repoKind(frame) !== null;
}

function isOllama({ frame }: Literal): boolean {
  for (let current: Frame | null = frame, depth = 0; current !== null && depth < 3; current = current.parent, depth += 1)
    if (/ollama/i.test(current.callee)) return true;
  return false;
}

/** The fallback of a variable of the environment behind an operator: `process.env.MODEL_ID ?? "…"`, `os.environ.get("MODEL") or "…"`. */
function isFallback(source: string, from: number): boolean {
  return FALLBACK.test(source.slice(Math.max(0, from - 120), from));
}

const FALLBACK = /\benv(?:iron)?(?:\.get|\.)?[.[("']*\w*MODEL\w*["'\])]*\s*(?:\?\?|\|\||or)\s*["'`]$/;

/** The fallback of a variable of the environment: `getenv("EMBEDDINGS_MODEL", "…")`. */
function isDefault({ frame, index, key }: Literal): boolean {
  return (
    (frame.opener === "(" && index > 0 && /env/i.test(frame.callee) && /MODEL/.test(frame.first)) ||
    /^[A-Z_]*MODEL(?:_(?:ID|NAME))?$/.test(key)
  );
}
