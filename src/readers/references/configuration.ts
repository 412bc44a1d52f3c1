import type { Role } from "../../model.ts";
import { knownValue } from "../parts/model-names.ts";
import { isHostedProvider, isRouted, isServed } from "../parts/routers.ts";
import type { References } from "./collect.ts";
import { isCompared } from "./comparisons.ts";
import { Beside } from "./configuration-beside.ts";
import {
  CHOICE,
  choicesIn,
  isNoModelKey,
  isOfData,
  isOwnName,
  isShortTold,
  isTold,
  kindOf,
  kindOnHub,
  LIST,
  SHORT_LIST,
  settingIn,
  TASK,
} from "./configuration-keys.ts";
import { commentAt, inForce, type Line, lineOf, sectionOf, unquoted } from "./configuration-lines.ts";
import { isOutputKey } from "./contexts.ts";
import { Entries } from "./entries.ts";
import { isFirstDataset } from "./first-datasets.ts";
import { filledByKeys } from "./holes.ts";
import { hostedNames } from "./hosted.ts";
import { knownIn, knownName, weightsIn } from "./known-names.ts";
import { smallerWhisper, whisperGiven } from "./library-names.ts";
import { isLoader, namesInText } from "./lines.ts";
import { canHoldPipeline } from "./look.ts";
import { isHosted, isShortName, isStrong, listed, type NameIn, ownedName } from "./names.ts";
import { namesPulled } from "./pulled.ts";
import { isDescribing } from "./shown.ts";
import { Spoken } from "./spoken.ts";
import { variablesIn } from "./variables.ts";
import { prefixed } from "./ways.ts";
import { isWithWeightsIn } from "./weights-beside.ts";

const LONGEST_LINE = 4_000;
/** Characters in which a line says what its value is. */
const KEY_LENGTH = 300;

/** References in YAML, TOML, INI and properties: by the keys of a line and of those above it, in commands, and by address. */
export function referencesInConfig(source: string, references: References, role: Role = "used", place?: (offset: number) => number): void {
  new Walk(references, role, place ?? null).run(source);
}

class Walk {
  private stack: { readonly indent: number; readonly key: string }[] = [];
  private readonly beside = new Beside();
  private previous: Line | null = null;
  private source = "";
  private readonly spoken = new Spoken();
  private readonly entries = new Entries();
  /** How deep the key stands whose text over several lines is for people to read. */
  private described: number | null = null;

  constructor(
    private readonly references: References,
    private readonly role: Role,
    /** Where a place in the text is in the file; null where the text is a whole file. */
    private readonly place: ((offset: number) => number) | null,
  ) {}

  run(source: string): void {
    this.source = source;
    const pulled = inForce(source, namesPulled(source, true));
    // Of what else than a model is fetched the keys say less.
    for (const name of pulled) if (name.kind !== "model") this.add(name, 0);
    for (let from = 0; from < source.length; ) {
      const end = source.indexOf("\n", from);
      const to = end === -1 ? source.length : end;
      const whole = source.slice(from, source[to - 1] === "\r" ? to - 1 : to);
      if (whole.length < LONGEST_LINE) this.line(whole, from);
      else if (/^\s*[[{]/.test(whole)) this.longLine(whole, from);
      else this.longText(whole, from);
      from = to + 1;
    }
    for (const name of [...pulled, ...inForce(source, weightsIn(source)), ...this.entries.models()]) this.add(name, 0);
    this.spoken.recall(this.references, this.place ?? ((offset) => offset));
  }

  /** JSON is written on one line: it is taken between commas. What is long without any, such as data in Base64, is looked through for addresses. */
  private longLine(text: string, from: number): void {
    for (let start = 0; start < text.length; ) {
      const comma = text.length - start < LONGEST_LINE ? text.length : text.lastIndexOf(",", start + LONGEST_LINE - 2) + 1;
      const next = comma > start ? comma : text.indexOf(",", start) + 1 || text.length;
      const piece = text.slice(start, next);
      if (piece.length < LONGEST_LINE) this.line(piece, from + start);
      else this.texts(piece, from + start, this.role);
      start = next;
    }
  }

  /** A text of many paragraphs on one line: a card in a catalog. */
  private longText(text: string, from: number): void {
    const isSaid = this.isDescribed(text) || isDescribing(lineOf(text.slice(0, KEY_LENGTH), from)?.key ?? "");
    this.texts(text, from, isSaid ? "mentioned" : this.role);
  }

  private line(text: string, from: number): void {
    if (this.isDescribed(text)) {
      this.texts(text, from, "mentioned");
      return;
    }
    const block = text.includes("variable") ? /^[ \t]*variable[ \t]+"([\w-]+)"[ \t]*\{/.exec(text) : null;
    if (block !== null) {
      this.block(block, text, from);
      return;
    }
    const section = sectionOf(text);
    if (section !== null) {
      this.stack = section.map((key) => ({ indent: -1, key }));
      return;
    }
    const mark = commentAt(text);
    if (mark !== -1) this.comment(text.slice(mark + 1), from + mark + 1);
    const line = lineOf(mark === -1 ? text : text.slice(0, mark), from);
    if (line === null) return;
    while ((this.stack.at(-1)?.indent ?? -1) >= line.indent) this.stack.pop();
    this.beside.leave(line);
    if (/[/:]/.test(line.key)) this.keyed(line);
    if (line.value !== "") this.value(line);
    this.beside.keep(line);
    if (line.key !== "") this.stack.push({ indent: line.indent, key: line.key });
    // A text over several lines, in quotation marks or without, goes on deeper than its key.
    if (line.value !== "" && isDescribing(line.key)) this.described = line.indent;
    this.previous = line;
  }

  /** Words for people, or a setting that is not in force: `# MODEL_ID: owner/name`. */
  private comment(text: string, from: number): void {
    this.texts(text, from, "mentioned");
    this.spoken.keep(text, from);
    const name = settingIn(text, from, this.above());
    if (name !== null) this.add(name, 0, "mentioned");
  }

  /** Whether a line goes on with what stands below a `description`. */
  private isDescribed(text: string): boolean {
    if (this.described === null) return false;
    const indent = text.search(/\S/);
    if (indent !== -1 && indent <= this.described) this.described = null;
    return this.described !== null;
  }

  /** Terraform's `variable "model_id" { default = "owner/name" }`, on one line or several. */
  private block([opening, name = ""]: RegExpExecArray, text: string, from: number): void {
    const rest = text.slice(opening.length).trimEnd().replace(/\}$/, "");
    this.stack = [{ indent: opening.length - opening.trimStart().length, key: name }];
    if (rest.trim() !== "") this.line(" ".repeat(opening.length) + rest, from);
  }

  private keyed(line: Line): void {
    const owned = ownedName(line.key);
    const kind = kindOf(this.above());
    // What stands below is told of the model.
    if (line.value === "" && isShortTold(kind, "", line.key, this.isBelowOllama()))
      this.add({ name: line.key, kind: "model", from: 0 }, line.keyAt);
    if (kind === "model" && isHosted(line.key)) this.add({ name: line.key, kind: "service", from: 0 }, line.keyAt);
    else if (owned !== null && (kind !== null || isStrong(owned.name))) this.add({ ...owned, kind: kind ?? "model" }, line.keyAt);
  }

  private value(line: Line): void {
    // litellm's reader, which reads whole files, knows which of its prefixes are hosted.
    if (this.role === "used" && this.place === null && [line.key, this.above()[0]].includes("litellm_params")) return;
    if (isNoModelKey(line.key === "" ? (this.above()[0] ?? "") : line.key)) return;
    if (/^[[{]/.test(line.value)) {
      this.flow(line);
      return;
    }
    const { text, at } = unquoted(line.value, line.at);
    // MODEL=owner/name python run.py
    if (line.isAssigned && at === line.at && (/\s/.test(text) || /\s-/.test(line.key))) {
      const whole = this.source.slice(line.keyAt, line.at + line.value.length);
      this.texts(whole, line.keyAt, isDescribing(line.key) ? "mentioned" : this.role);
      return;
    }
    // A list in quotation marks: NAMES: '["owner/name"]', names: "owner/one, owner/two"
    if (LIST.test(text)) {
      this.flow({ ...line, value: text, at });
      return;
    }
    const isPlain =
      !/[/\d:-]|ollama /.test(text) &&
      !canHoldPipeline(text) &&
      !isFirstDataset(line.key, text) &&
      !/ollama|whisper|^asr_model|^dataset_path$/i.test(line.key) &&
      this.beside.providerOf(line) !== "ollama";
    if (isPlain && !this.above().some((key) => /ollama|whisper/i.test(key))) return;
    if (line.key === "" && !line.isItem && this.stack.length === 0 && !/\s|\//.test(text)) return;
    const several = listed(text);
    if (several.length > 0) this.list(line, several, at);
    else if (SHORT_LIST.test(text)) for (const match of text.matchAll(/[^\s,]+/g)) this.word(line, match[0], at + match.index);
    else if (/\s|:\/\/|=/.test(text)) this.texts(text, at, isDescribing(line.key) ? "mentioned" : this.role);
    else this.word(line, text, at);
    if (CHOICE.test(text)) for (const name of choicesIn(text, kindOf(this.keysOf(line)))) this.add(name, at);
  }

  /** `models: owner/one,owner/two` */
  private list(line: Line, names: readonly NameIn[], at: number): void {
    const kind = kindOf(this.keysOf(line));
    for (const name of names) if (kind !== null || isStrong(name.name)) this.add({ ...name, kind: kind ?? name.kind }, at);
  }

  private word(line: Line, written: string, at: number): void {
    const value = knownValue(written);
    if (value === null || value === "") return;
    const from = at + Math.max(0, written.indexOf(value));
    const kind = kindOf(this.keysOf(line), value) ?? (value.includes("/") ? kindOnHub(this.source, line, this.above()) : null);
    const known = whisperGiven(this.keysOf(line), value) ?? knownName(value);
    const provider = kind === "model" ? this.beside.providerOf(line) : "";
    if ((line.key === "model_id" || isHosted(value)) && isOwnName(this.source, line)) return;
    if (known !== null) this.add({ name: known, kind: "model", from: 0 }, from);
    else if (isHosted(value) || (kind === "model" && (isRouted(value) || isServed(line.key, value))) || isHostedProvider(provider))
      this.add({ name: value, kind: "service", from: 0 }, from);
    else {
      const owned = ownedName(value) ?? prefixed(value);
      if (owned !== null) this.entries.keep(line.key, { ...owned, from: from + owned.from }, kind);
      if (owned !== null && isOfData(this.source, line, kind, owned.name)) this.add({ ...owned, kind: "dataset" }, from);
      else if (owned !== null && isTold(kind, line.key, owned.name, value))
        this.add({ ...owned, kind: owned.kind === "model" ? (kind ?? "model") : owned.kind, isOutput: isOutputKey(line.key) }, from);
      else if (owned === null && line.key === "dataset_path" && isShortName(value) && !isLoader(value) && TASK.test(this.source))
        this.add({ name: value, kind: "dataset", from: 0 }, from);
      else if (kind === "dataset" && isFirstDataset(line.key, value)) this.add({ name: value, kind, from: 0 }, from);
      else if (owned === null && isShortTold(kind, line.key, value, provider === "ollama" || this.isBelowOllama()))
        this.add({ name: value, kind: "model", from: 0 }, from);
      else if (owned === null) this.texts(value, from, this.role);
    }
  }

  /** `[ "--model", "owner/name" ]` and `{ model: owner/name }` on one line, and what a template puts in: `{{ .Values.model | default "owner/name" }}`. */
  private flow(line: Line): void {
    if (line.value.includes("default")) for (const name of variablesIn(line.value)) this.add(name, line.at);
    const keys = this.keysOf(line);
    const isOllamas = this.isBelowOllama() || this.beside.providerOf(line) === "ollama";
    let flag = "";
    let word = "";
    let name = "";
    for (const match of line.value.matchAll(/(?:["']?([\w-]+)["']?\s*[:=]\s*)?(?:"([^"]{0,400})"|'([^']{0,400})'|([^\s[\]{},;"']+))/g)) {
      const text = match[2] ?? match[3] ?? match[4] ?? "";
      const from = line.at + match.index + match[0].lastIndexOf(text);
      const written = match[1] ?? "";
      // { name: MODEL_ID, value: owner/name }
      const own = written === "value" && name !== "" ? name : written;
      if (written === "name") name = text;
      const owned = /\s/.test(text) ? null : (ownedName(knownValue(text) ?? "") ?? prefixed(text));
      if (isNoModelKey(own)) continue;
      const said = kindOf(own === "" ? (flag === "" ? keys : [flag]) : [own, ...keys]);
      const kind = said ?? (owned !== null && isWithWeightsIn(line.value, own) ? "model" : null);
      const smaller = smallerWhisper(text);
      if (kind === "model" && isRouted(text)) this.add({ name: text, kind: "service", from: 0 }, from);
      else if (owned !== null && (kind !== null || isStrong(owned.name))) this.add({ ...owned, kind: kind ?? "model" }, from);
      else if (owned === null && kind === "model" && smaller !== null) this.add({ name: smaller, kind, from: 0 }, from);
      else if (owned === null && isHosted(text)) this.add({ name: text, kind: "service", from: 0 }, from);
      else if (owned === null && isShortTold(kind, own, text, isOllamas)) this.add({ name: text, kind: "model", from: 0 }, from);
      else if (owned === null) this.texts(text, from, this.role);
      if (owned !== null && kind === null && word === "serve") this.add(owned, from);
      word = text;
      flag = text.startsWith("-") ? text.replace(/^-+/, "").replaceAll("-", "_") : "";
    }
  }

  /** The names that say what a value is, nearest first. */
  private keysOf(line: Line): readonly string[] {
    const before = this.previous?.isItem === line.isItem ? this.previous.value : "";
    const flag = /^["']?--?[\w-]+["']?,?$/.test(before) ? before.replace(/^["']?-+|["']?,?$/g, "").replaceAll("-", "_") : "";
    if (line.key === "" && flag !== "") return [flag];
    const name = this.beside.nameOf(line);
    if (line.key === "value" || (line.key === "default" && name !== undefined)) return [name ?? "", ...this.above()];
    return [line.key, ...this.above()];
  }

  private isBelowOllama(): boolean {
    return this.above().some((key) => /ollama/i.test(key));
  }

  private above(): readonly string[] {
    return this.stack
      .slice(-4)
      .map(({ key }) => key)
      .reverse();
  }

  private texts(text: string, from: number, role: Role): void {
    const as = (name: NameIn) => (role === "used" && isCompared(text, name.from) ? "mentioned" : role);
    for (const name of [...namesInText(text), ...variablesIn(text), ...knownIn(text)]) this.add(name, from, as(name));
    if (role !== "used") for (const name of hostedNames(text)) this.add(name, from, role);
  }

  private add(name: NameIn, from: number, role: Role = this.role): void {
    this.references.add(
      { ...name, name: filledByKeys(name.name, this.source), from: this.place === null ? from + name.from : this.place(from + name.from) },
      this.role === "mentioned" ? "mentioned" : role,
    );
  }
}
