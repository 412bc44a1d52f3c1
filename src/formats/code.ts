import { AFTER_VALUE, DOCUMENTS, HAS_HOLE, kindOf, MARK, QUOTE, SPACE, WORD } from "./code-characters.ts";
import { beginsAnew, endOfChain, endOfSpace, endOfTypeArguments, endsLine, goesOn, opensBlock, TextEnds } from "./code-ends.ts";
import { assignedName, closedName, defines, endOfName, endsArgument, isMacro, isOption, lookedUpName, NOT_CALLED } from "./code-names.ts";
import { type CodeVisitor, type Frame, open, type Syntax } from "./code-syntax.ts";

const DEPTH = 400;

/**
 * Finds the texts and comments of a program, each with the brackets that it stands in. Goes through the source once, in time proportional to its
 * length, understands many languages a little, and recovers by the end of the line from what it does not understand. Never throws.
 */
export function scanCode(source: string, syntax: Syntax, visitor: CodeVisitor): void {
  new Scanner(source, syntax, visitor).run();
}

class Scanner {
  private at = 0;
  private frame = open("", "", "", null, false);
  private depth = 0;
  /** Where the latest name stands; nowhere where something else came after it. */
  private wordFrom = 0;
  private wordTo = 0;
  private beforeFrom = 0;
  private beforeTo = 0;
  /** The key of a mapping or the text in an index, which counts as a name. */
  private wordText = "";
  /** The latest sign, empty where a name or a value came after it. */
  private sign = "";
  private keyByColon = false;
  private ternaries = 0;
  private isStart = true;
  private readonly ends: TextEnds;

  constructor(
    private readonly source: string,
    private readonly syntax: Syntax,
    private readonly visitor: CodeVisitor,
  ) {
    this.ends = new TextEnds(source);
  }

  run(): void {
    const { source, syntax } = this;
    while (this.at < source.length) {
      const code = source.charCodeAt(this.at);
      const kind = kindOf(code);
      if (kind === SPACE) {
        if (code === 10) this.lineEnd();
        this.at += 1;
      } else if (kind === WORD) this.name();
      else if (kind === QUOTE && syntax.quotes.includes(source[this.at] ?? "")) this.quoted("");
      else if (kind !== MARK || !this.comment(code)) this.punctuation(source[this.at] ?? "");
    }
  }

  private lineEnd(): void {
    const isWithin = this.frame.opener === "(" || this.frame.opener === "[";
    if (this.syntax.python ? this.frame.opener === "" : !isWithin && this.endsStatement()) {
      this.frame.key = "";
      this.keyByColon = false;
    }
    if (!isWithin) this.isStart = true;
    if (this.syntax.python) this.forgetWord();
  }

  private endsStatement(): boolean {
    if (this.syntax.script && goesOn(this.source, this.at)) return false;
    return this.sign === "" || (this.frame.key !== "" && ")]}".includes(this.sign) && beginsAnew(this.source, this.at));
  }

  private name(): void {
    const { source, frame } = this;
    const from = this.at;
    const to = endOfChain(source, from);
    this.at = to;
    if (source.charCodeAt(to) === 33 && isMacro(source, to)) this.at = to + 1;
    const next = source.charCodeAt(to);
    if (to - from <= 2) {
      const name = source.slice(from, to);
      if (this.syntax.python && (next === 34 || next === 39) && /^(?:[rbuf]|rb|br|fr|rf)$/i.test(name)) {
        this.quoted(name);
        return;
      }
      if ((name === "in" || name === "of") && this.hasWord()) this.frame.key = this.word();
    }
    this.beforeFrom = this.wordFrom;
    this.beforeTo = this.wordTo;
    this.wordFrom = from;
    this.wordTo = to;
    this.wordText = "";
    this.sign = "";
    this.isStart = false;
    if (isOption(source, to, frame)) this.visitor.argument(source.slice(from, to), frame, frame.key || source.slice(from, to), frame.index);
    if (frame.opener !== "(" || frame.callee === "") return;
    const end = next === 40 && to - from < 200 ? endOfName(source, from, to) : endsArgument(source, to) ? to : -1;
    if (end !== -1) this.visitor.argument(source.slice(from, Math.min(end, from + 200)), frame, frame.key, frame.index);
  }

  private word(): string {
    return this.wordText === "" ? this.source.slice(this.wordFrom, Math.min(this.wordTo, this.wordFrom + 200)) : this.wordText;
  }

  private hasWord(): boolean {
    return this.wordTo > this.wordFrom || this.wordText !== "";
  }

  private forgetWord(): void {
    this.wordFrom = 0;
    this.wordTo = 0;
    this.wordText = "";
  }

  private comment(code: number): boolean {
    const { source, syntax, at } = this;
    if (code === 47 && syntax.blockComments && source.charCodeAt(at + 1) === 42) {
      const end = this.ends.find("*/", at + 2);
      if (end === -1) return false;
      this.visitor.comment(at + 2, end);
      this.at = end + 2;
      return true;
    }
    for (const mark of syntax.lineComments) {
      if (!source.startsWith(mark, at)) continue;
      const end = source.indexOf("\n", at);
      this.at = end === -1 ? source.length : end;
      this.visitor.comment(at + mark.length, this.at);
      return true;
    }
    return code === 47 && syntax.script && this.pattern();
  }

  /** A JavaScript pattern: a slash where a value is expected. */
  private pattern(): boolean {
    if (this.hasWord() ? this.word() !== "return" : AFTER_VALUE.has(this.sign)) return false;
    const end = this.ends.endOfPattern(this.at);
    if (end === -1) return false;
    this.at = end;
    this.value();
    return true;
  }

  private value(): void {
    this.forgetWord();
    this.sign = "";
    this.isStart = false;
  }

  private quoted(prefix: string): void {
    const { source } = this;
    const start = this.at;
    const quote = source[start] ?? "";
    const isDocumentation =
      !this.syntax.python && source.startsWith('"""', start) && DOCUMENTS.test(source.slice(Math.max(0, start - 20), start));
    const isBlock = !this.syntax.python && opensBlock(source, start);
    const isTriple = isDocumentation || isBlock || (this.syntax.python && source.startsWith(quote.repeat(3), start));
    const isTemplate = this.syntax.script && quote === "`";
    const from = start + (isTriple ? 3 : 1);
    const to = isTriple
      ? this.ends.endOfTriple(from, quote.repeat(3))
      : isTemplate
        ? this.ends.endOfTemplate(from)
        : this.ends.endOfLineText(from, quote);
    if (to === -1) {
      this.at = start + 1;
      return;
    }
    this.at = to + (isTriple ? 3 : 1);
    this.emit(
      from,
      to,
      isTemplate ? source.slice(from, to).includes("${") : prefix !== "" && /f/i.test(prefix) && HAS_HOLE.test(source.slice(from, to)),
      isDocumentation || (isBlock && this.isStart && this.frame.opener === ""),
    );
  }

  private emit(from: number, to: number, hasHoles: boolean, isDocumentation: boolean): void {
    const { source, frame } = this;
    const text = source.slice(from, to);
    const after = endOfSpace(source, this.at);
    const isKey = frame.opener === "{" && source[after] === ":" && source[after + 1] !== ":" && (frame.key === "" || this.sign === ",");
    const before = this.hasWord() ? this.word() : this.sign;
    const isStatement = isDocumentation || (this.syntax.python && this.isStart && frame.opener === "" && endsLine(source, this.at));
    this.visitor.literal({
      text,
      from,
      frame,
      key: frame.key,
      index: frame.index,
      previous: frame.last,
      before,
      isKey,
      isStatement,
      hasHoles,
    });
    if (text.length <= 200) {
      if (frame.first === "") frame.first = text;
      frame.last = text;
      if ((frame.opener === "(" || frame.opener === "{") && frame.key !== "") {
        frame.named ??= new Map();
        if (!frame.named.has(frame.key)) frame.named.set(frame.key, text);
      }
    }
    this.value();
    if (isKey) this.wordText = text.slice(0, 200);
  }

  private punctuation(char: string): void {
    this.at += 1;
    if (char === "<" && this.typeArguments()) return;
    if (char === "(" || char === "[" || char === "{") this.opens(char);
    else if (char === ")" || char === "]" || char === "}") this.closes(char);
    else if (char === ",") {
      this.frame.index += 1;
      this.frame.key = "";
      this.keyByColon = false;
      this.ternaries = 0;
    } else if (char === ";") {
      this.frame.key = "";
      this.keyByColon = false;
      this.isStart = true;
    } else if (char === "=") this.equals();
    else if (char === ":") this.colon();
    else if (char === "<" && this.source[this.at] === "-" && this.hasWord()) this.frame.key = this.word();
    else if (char === "?" && this.syntax.script && !/[.:?]/.test(this.source[this.at] ?? "")) this.ternaries += 1;
    if (char !== ")" && char !== "]" && char !== "}") this.forgetWord();
    this.sign = char === "=" && (this.sign === "=" || this.sign === "!") ? `${this.sign}=` : char;
    if (char !== ";") this.isStart = false;
  }

  /** TypeScript's `Record<string, string>`: its commas part nothing. What it is given to stays, and so does the name of what is called. */
  private typeArguments(): boolean {
    if (!this.syntax.script || this.wordTo === 0 || this.wordTo !== this.at - 1) return false;
    const end = endOfTypeArguments(this.source, this.at);
    if (end === -1) return false;
    this.at = end;
    if (this.source[end] === "(") return true;
    this.forgetWord();
    this.sign = this.keyByColon ? "" : ">";
    return true;
  }

  private opens(char: "(" | "[" | "{"): void {
    const word = this.hasWord() ? this.word() : "";
    const before = word === "" ? "" : this.source.slice(this.beforeFrom, this.beforeTo);
    const isCalled = word !== "" && !NOT_CALLED.has(word) && char !== "{";
    const key = this.frame.key === "" && char === "{" ? word : this.frame.key;
    this.depth += 1;
    if (this.depth > DEPTH) return;
    const isDefinition = defines(before, isCalled, char === "{", this.sign === ">" && this.syntax.script);
    this.frame = open(char, isCalled ? word : "", key, this.frame, isDefinition);
    this.keyByColon = false;
  }

  private closes(char: string): void {
    this.depth -= this.depth > 0 ? 1 : 0;
    if (this.depth >= DEPTH || this.frame.parent === null) return;
    const closed = this.frame;
    this.frame = this.frame.parent;
    // `environ["MODEL"] = …`: the text names what is set.
    this.forgetWord();
    this.wordText = closedName(this.source, this.at, char, closed);
    this.lookedUp(char, closed);
    if (char === "}" && this.frame.opener !== "(" && this.frame.opener !== "[") this.isStart = true;
    this.ternaries = 0;
    this.keyByColon = false;
  }

  /** What was looked up is handed to a call as it is. */
  private lookedUp(char: string, closed: Frame): void {
    const { frame } = this;
    if (frame.opener !== "(" || frame.callee === "" || !endsArgument(this.source, this.at)) return;
    const name = lookedUpName(char, closed);
    if (name !== "") this.visitor.argument(name, frame, frame.key, frame.index);
  }

  private equals(): void {
    const next = this.source[this.at];
    if (next === "=" || "=!<>".includes(this.sign || " ")) return;
    if (next === ">" && this.syntax.script) return;
    if (this.keyByColon && this.frame.key !== "") this.keyByColon = false;
    else if (this.hasWord()) this.frame.key = assignedName(this.word(), this.source, this.beforeFrom, this.beforeTo);
  }

  private colon(): void {
    if (this.ternaries > 0) {
      this.ternaries -= 1;
      return;
    }
    if (this.frame.opener === "[" || !this.hasWord()) return;
    this.frame.key = this.word();
    this.keyByColon = true;
  }
}
