import { scanCode } from "../../formats/code.ts";
import type { CodeVisitor, Frame, Literal, Syntax } from "../../formats/code-syntax.ts";
import type { Kind, Role } from "../../model.ts";
import { addressesIn } from "./addresses.ts";
import type { References } from "./collect.ts";
import { callMeaning, type Meaning, meaningOf, repoKind } from "./contexts.ts";
import { hostedNames, isLoader, namesInText, ollama } from "./lines.ts";
import { isHosted, isPlaceholder, isShortModel, isShortName, isStrong, type NameIn, ownedName } from "./names.ts";
import { isCase, isCompared, isShown } from "./shown.ts";
import {
  isCommandWord,
  isDefault,
  isFallback,
  isFieldDefault,
  isOllama,
  isPlaceholderDefault,
  isRepository,
  isSpaceClient,
  lastPart,
  prefixed,
  variablesOf,
  withDefault,
} from "./ways.ts";

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
/** What a text holds that is run as a command, or that gets files. */
const COMMAND =
  /(?:^|[\s;&|("'`/])(?:ollama\s+(?:pull|run|create|show)|hf\s+download|huggingface-cli\s|vllm\s+\w|(?:wget|curl|aria2c|git\s+clone|git\s+lfs\s+clone)\s)|(?:^|\s)--?[\w-]*model/;
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
    const variable = lastPart(name.replace(/\.(?:value|get)$/, ""));
    if (frame.isDefinition || this.loaded.has(variable)) return;
    const meaning = callMeaning(frame, key, index);
    if (meaning !== null) this.loaded.set(variable, meaning.kind);
  }

  literal(literal: Literal): void {
    const { text } = literal;
    if (text.length < 2) return;
    if (literal.isStatement) {
      this.prose(text, literal.from, "mentioned");
      return;
    }
    if (text.length > 400) {
      this.prose(text, literal.from, this.roleOf(literal));
      return;
    }
    const variable = lastPart(literal.key);
    const isSentence = SENTENCE.test(text);
    if (variable !== "" && !isSentence && !this.constants.has(variable)) this.constants.set(variable, text);
    if (isSentence) this.sentence(literal);
    else if (!this.addresses(literal)) this.word(literal);
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

  /** A text with white space: a command, or words for people. */
  private sentence(literal: Literal): void {
    const { text } = literal;
    if (!/[/-]|ollama/.test(text)) return;
    this.prose(text, literal.from, COMMAND.test(text) || /(?:src|href)=/.test(text) ? this.roleOf(literal) : "mentioned");
  }

  /** Addresses of the Hub; tells whether there were any. */
  private addresses(literal: Literal): boolean {
    const { text } = literal;
    if (!text.includes("huggingface") && !text.includes("hf.co") && !text.includes("hf://") && !text.includes("hf-mirror")) return false;
    const found = addressesIn(text);
    // A link to a Space leads to a page; what is embedded runs there.
    for (const name of found)
      this.addAt(name, literal, lastPart(literal.key) === "href" && name.kind === "application" ? "mentioned" : this.role);
    return found.length > 0;
  }

  /** A text without white space: the name itself, or nothing. */
  private word(literal: Literal): void {
    const { text, before } = literal;
    if (IMPORTS.test(before) || /^[./@#]/.test(text)) return;
    if (isHosted(text) && !literal.key.includes("/")) {
      this.add({ name: text, kind: "service", from: 0 }, literal);
      return;
    }
    if (literal.hasHoles) {
      this.withHoles(literal);
      return;
    }
    if (!text.includes("/")) {
      this.short(literal);
      return;
    }
    const written = withDefault(text);
    const called = () => callMeaning(literal.frame, literal.key, literal.index) !== null;
    const owned = ownedName(written) ?? prefixed(written, called);
    if (owned !== null) this.owned(literal, { ...owned, from: owned.from + text.indexOf(written) });
    else if (text.includes("pretrained=")) this.settings(literal);
  }

  private owned(literal: Literal, owned: NameIn): void {
    if (isSpaceClient(literal) && this.source.includes("gradio")) {
      this.add({ ...owned, kind: "application" }, literal);
      return;
    }
    const meaning = meaningOf(literal);
    if (meaning?.because !== "call" && (isCompared(this.source, literal) || (meaning === null && isCase(literal.frame)))) {
      if (isStrong(owned.name)) this.put(owned, literal.from, "mentioned");
      return;
    }
    if (meaning !== null && (meaning.because === "call" || !isPlaceholder(owned.name))) {
      const kind = owned.kind === "model" ? meaning.kind : owned.kind;
      const name = { ...owned, kind };
      if (meaning.because === "call" || literal.frame.opener === "{" || /^repo_?id$/i.test(literal.key))
        this.pending.push({ name: this.absolute(name, literal.from), frame: literal.frame });
      else this.add(name, literal);
    } else if (
      isStrong(owned.name) ||
      isCommandWord(literal) ||
      this.isHubTuple(literal) ||
      isFallback(this.source, literal.from) ||
      isPlaceholderDefault(literal.text) ||
      isFieldDefault(this.source, literal)
    )
      this.add(owned, literal);
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
      this.add({ name: text, kind: "model", from: 0 }, literal);
      return;
    }
    if ((key === "model" && isOllama(literal)) || (frame.first === "ollama" && /^(?:pull|run)$/.test(literal.previous))) {
      this.addOllama(text, literal);
      return;
    }
    if (!/[-\d]/.test(text) || !isShortModel(text)) return;
    const name: NameIn = { name: text, kind: "model", from: 0 };
    if (isDefault(literal) && /[-:]/.test(text) && meaningOf(literal)?.kind === "model") this.add(name, literal);
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
    if (found !== null) this.add(found, literal);
  }

  /** `f"owner/name-{size}"`: what is known of it, with constants of the file put in. */
  private withHoles(literal: Literal): void {
    const filled = literal.text.replace(/\$?\{([\w.]+)\}/g, (hole, variable: string) => this.constants.get(lastPart(variable)) ?? hole);
    const known = ownedName(filled);
    if (known !== null) {
      const meaning = meaningOf(literal);
      if (meaning !== null || isStrong(known.name)) this.add({ ...known, kind: meaning?.kind ?? known.kind }, literal);
      return;
    }
    const meaning = meaningOf(literal);
    const owned = ownedName(filled.replace(/\$?\{[^{}]*\}/g, "0"));
    if (meaning === null || owned === null || !/^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]{2}/.test(filled)) return;
    if (meaning.because === "call" || isStrong(owned.name)) this.add({ name: filled, kind: meaning.kind, from: 0 }, literal);
  }

  private give(literal: Literal, name: NameIn): void {
    for (const variable of variablesOf(literal))
      if (this.given.length < 5_000) this.given.push({ name: this.absolute(name, literal.from), variable });
  }

  /** `pretrained=owner/name,dtype=float16`, as evaluation programs take it. */
  private settings(literal: Literal): void {
    for (const match of literal.text.matchAll(/(?:^|,)(?:pretrained|peft|tokenizer|model)=([^,]+)/g)) {
      const name = ownedName(match[1] ?? "");
      if (name !== null) this.add({ ...name, from: match.index + match[0].length - (match[1] ?? "").length }, literal);
    }
  }

  private prose(text: string, from: number, role: Role = "mentioned"): void {
    for (const name of namesInText(text)) this.put(name, from, role);
    for (const name of hostedNames(text)) this.put(name, from, "mentioned");
  }

  private add(name: NameIn, literal: Literal): void {
    this.addAt(name, literal, this.role);
  }

  private addAt(name: NameIn, literal: Literal, role: Role): void {
    this.put(name, literal.from, isShown(literal) ? "mentioned" : role);
  }

  private put(name: NameIn, from: number, role: Role): void {
    this.references.add(this.absolute(name, from), this.role === "mentioned" ? "mentioned" : role);
  }

  private roleOf(literal: Literal): Role {
    return isShown(literal) ? "mentioned" : this.role;
  }

  private absolute(name: NameIn, from: number): NameIn {
    return { ...name, from: this.place(from + name.from) };
  }
}
