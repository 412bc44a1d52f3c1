/** How a language writes comments and texts. */
export interface Syntax {
  readonly lineComments: readonly string[];
  /** `/* … *\/` (JavaScript, C, Rust, Go, Java, …). */
  readonly blockComments: boolean;
  /** The characters that open a text. */
  readonly quotes: string;
  /** Python: `"""` and `'''`, prefixes such as `f`, statements that end with the line. */
  readonly python: boolean;
  /** JavaScript: `${}` inside back quotes, patterns between slashes. */
  readonly script: boolean;
}

/** A bracket that is open where a text stands: the arguments of a call, a list, a mapping, a block. */
export interface Frame {
  readonly opener: "" | "(" | "[" | "{";
  /** What is called (`AutoModel.from_pretrained`), or indexed; empty for the rest. */
  readonly callee: string;
  /** The name that the bracket as a whole stands for: `MODELS` in `MODELS = [`. */
  readonly outerKey: string;
  readonly isDefinition: boolean;
  readonly parent: Frame | null;
  /** The name that what comes next is given to: a variable, a keyword argument, a key of a mapping. */
  key: string;
  /** How many commas came before. */
  index: number;
  /** The first and the latest text directly inside. */
  first: string;
  last: string;
  /** Texts given by name to a call: `repo_type="dataset"`, `revision="…"`. */
  readonly named: Map<string, string>;
}

/** A text as it is written in code, without its quotes; escapes are left as they are. */
export interface Literal {
  readonly text: string;
  /** Where its first character stands. */
  readonly from: number;
  readonly frame: Frame;
  readonly key: string;
  readonly index: number;
  /** The text before it in the same bracket: `--model` before `owner/name`. */
  readonly previous: string;
  /** The word directly before it: `from`, `import`, `in`; or an operator such as `==`. */
  readonly before: string;
  /** It is a key itself: a colon follows inside a mapping. */
  readonly isKey: boolean;
  /** A statement that is only a text: Python's docstrings. */
  readonly isStatement: boolean;
  /** Parts of it are put in when the program runs (`f"…{x}"`, `${x}`). */
  readonly hasHoles: boolean;
}

export interface CodeVisitor {
  literal(literal: Literal): void;
  /** A comment, without its mark. */
  comment(from: number, to: number): void;
  /** A name that is handed to a call as it is: `from_pretrained(MODEL_ID)`. */
  argument(name: string, frame: Frame, key: string, index: number): void;
}

const DEPTH = 400;
const WORD = 1;
const SPACE = 2;
const kinds = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$") kinds[char.charCodeAt(0)] = WORD;
for (const char of " \t\r\n") kinds[char.charCodeAt(0)] = SPACE;

const NOT_CALLED = new Set(
  "if elif else while for return in and or not is print assert yield await case switch match with except catch raise throw typeof of new lambda".split(
    " ",
  ),
);
const DEFINES = new Set(["def", "function", "fn", "func", "fun", "class"]);
const HAS_HOLE = /\{[^{}]*\}/;

/**
 * Finds the texts and comments of a program, each with the brackets that it stands in. Goes through the source once, in time proportional to its
 * length, understands many languages a little, and recovers by the end of the line from what it does not understand. Never throws.
 */
export function scanCode(source: string, syntax: Syntax, visitor: CodeVisitor): void {
  new Scanner(source, syntax, visitor).run();
}

function open(opener: Frame["opener"], callee: string, outerKey: string, parent: Frame | null, isDefinition: boolean): Frame {
  return { opener, callee, outerKey, isDefinition, parent, key: "", index: 0, first: "", last: "", named: new Map() };
}

class Scanner {
  private at = 0;
  private frame = open("", "", "", null, false);
  private depth = 0;
  /** The latest name, empty where something else came after it. */
  private word = "";
  private wordBefore = "";
  /** The latest sign, empty where a name or a value came after it. */
  private sign = "";
  private keyByColon = false;
  private ternaries = 0;
  private isStart = true;

  constructor(
    private readonly source: string,
    private readonly syntax: Syntax,
    private readonly visitor: CodeVisitor,
  ) {}

  run(): void {
    const { source, syntax } = this;
    while (this.at < source.length) {
      const code = source.charCodeAt(this.at);
      const kind = code < 128 ? kinds[code] : WORD;
      if (kind === SPACE) {
        if (code === 10) this.lineEnd();
        this.at += 1;
      } else if (kind === WORD) this.name();
      else if (syntax.quotes.includes(source[this.at] ?? "")) this.quoted("");
      else if (!this.comment(code)) this.punctuation(source[this.at] ?? "");
    }
  }

  private lineEnd(): void {
    if (this.syntax.python ? this.frame.opener === "" : this.sign === "" && this.frame.opener !== "(" && this.frame.opener !== "[") {
      this.frame.key = "";
      this.keyByColon = false;
    }
    if (this.frame.opener !== "(" && this.frame.opener !== "[") this.isStart = true;
    if (this.syntax.python) this.word = "";
  }

  private name(): void {
    const { source } = this;
    const from = this.at;
    let to = from + 1;
    for (; to < source.length; to += 1) {
      const code = source.charCodeAt(to);
      if (code >= 128 || kinds[code] === WORD) continue;
      // Chains: a.b, a?.b, a::b
      const isDot =
        code === 46 ||
        (code === 58 && source.charCodeAt(to + 1) === 58 && ++to > 0) ||
        (code === 63 && source.charCodeAt(to + 1) === 46 && ++to > 0);
      if (!isDot) break;
    }
    this.at = to;
    const next = source[to] ?? "";
    const name = source.slice(from, Math.min(to, from + 200));
    if (this.syntax.python && to - from <= 2 && (next === '"' || next === "'") && /^(?:[rbuf]|rb|br|fr|rf)$/i.test(name)) {
      this.quoted(name);
      return;
    }
    if (name === "in" || name === "of") this.frame.key = this.word;
    this.wordBefore = this.word === "" ? this.sign : this.word;
    this.word = name;
    this.sign = "";
    this.isStart = false;
    if (this.frame.opener === "(" && (next === ")" || next === ","))
      this.visitor.argument(name, this.frame, this.frame.key, this.frame.index);
  }

  private comment(code: number): boolean {
    const { source, syntax, at } = this;
    if (code === 47 && syntax.blockComments && source.charCodeAt(at + 1) === 42) {
      const end = source.indexOf("*/", at + 2);
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
    const { source } = this;
    if (this.word !== "" && this.word !== "return") return false;
    if (this.sign === "" || this.sign === ")" || this.sign === "]" || this.sign === "}" || this.sign === "<") return false;
    const match = /\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
    match.lastIndex = this.at;
    if (!match.test(source)) return false;
    this.at = match.lastIndex;
    this.value();
    return true;
  }

  private value(): void {
    this.word = "";
    this.sign = "";
    this.isStart = false;
  }

  private quoted(prefix: string): void {
    const { source } = this;
    const start = this.at;
    const quote = source[start] ?? "";
    const isTriple = this.syntax.python && source.startsWith(quote.repeat(3), start);
    const isTemplate = this.syntax.script && quote === "`";
    const from = start + (isTriple ? 3 : 1);
    const to = isTriple ? this.endOfTriple(from, quote.repeat(3)) : isTemplate ? this.endOfTemplate(from) : this.endOfLineText(from, quote);
    if (to === -1) {
      this.at = start + 1;
      return;
    }
    this.at = to + (isTriple ? 3 : 1);
    this.emit(from, to, isTemplate ? source.slice(from, to).includes("${") : /f/i.test(prefix) && HAS_HOLE.test(source.slice(from, to)));
  }

  private emit(from: number, to: number, hasHoles: boolean): void {
    const { source, frame } = this;
    const text = source.slice(from, to);
    let after = this.at;
    while (kinds[source.charCodeAt(after)] === SPACE) after += 1;
    const isKey = frame.opener === "{" && source[after] === ":" && source[after + 1] !== ":" && (frame.key === "" || this.sign === ",");
    const before = this.word === "" ? this.sign : this.word;
    const isStatement =
      this.syntax.python &&
      this.isStart &&
      frame.opener === "" &&
      (source[after - 1] === "\n" || source[this.at] === "\n" || this.at >= source.length);
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
      if (frame.opener === "(" && frame.key !== "" && !frame.named.has(frame.key)) frame.named.set(frame.key, text);
    }
    this.value();
    if (isKey) this.word = text.slice(0, 200);
  }

  private endOfTriple(from: number, quotes: string): number {
    let end = this.source.indexOf(quotes, from);
    while (end > 0 && this.source[end - 1] === "\\") end = this.source.indexOf(quotes, end + 1);
    return end;
  }

  /** Texts between simple quotes end on their line; a backslash at its end goes on. */
  private endOfLineText(from: number, quote: string): number {
    const { source } = this;
    const mark = quote.charCodeAt(0);
    const isRaw = quote === "`";
    for (let to = from; to < source.length; to += 1) {
      const code = source.charCodeAt(to);
      if (code === mark) return to;
      if (code === 92 && !isRaw) to += 1;
      else if (code === 10 && !isRaw) return -1;
    }
    return -1;
  }

  private endOfTemplate(from: number): number {
    const { source } = this;
    let holes = 0;
    for (let to = from; to < source.length; to += 1) {
      const code = source.charCodeAt(to);
      if (code === 92) to += 1;
      else if (code === 36 && source.charCodeAt(to + 1) === 123) {
        holes += 1;
        to += 1;
      } else if (holes > 0 && code === 123) holes += 1;
      else if (holes > 0 && code === 125) holes -= 1;
      else if (code === 96 && holes === 0) return to;
    }
    return source.indexOf("`", from);
  }

  private punctuation(char: string): void {
    this.at += 1;
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
    else if (char === "?" && this.syntax.script && !/[.:?]/.test(this.source[this.at] ?? "")) this.ternaries += 1;
    if (char !== ")" && char !== "]" && char !== "}") this.word = "";
    const isDouble = this.sign === "=" || this.sign === "!" ? char === "=" : false;
    this.sign = isDouble ? `${this.sign}=` : char;
    if (char !== ";") this.isStart = false;
  }

  private opens(char: "(" | "[" | "{"): void {
    const isCalled = this.word !== "" && !NOT_CALLED.has(this.word) && char !== "{";
    const key = this.frame.key === "" && char === "{" ? this.word : this.frame.key;
    this.depth += 1;
    if (this.depth > DEPTH) return;
    this.frame = open(char, isCalled ? this.word : "", key, this.frame, isCalled && DEFINES.has(this.wordBefore));
    this.keyByColon = false;
  }

  private closes(char: string): void {
    this.depth -= this.depth > 0 ? 1 : 0;
    if (this.depth >= DEPTH || this.frame.parent === null) return;
    const closed = this.frame;
    this.frame = this.frame.parent;
    // `environ["MODEL"] = …`: the text names what is set.
    this.word = char === "]" && closed.callee !== "" && closed.first !== "" ? closed.first : "";
    if (char === "}" && this.frame.opener !== "(" && this.frame.opener !== "[") this.isStart = true;
    this.ternaries = 0;
    this.keyByColon = false;
  }

  private equals(): void {
    const next = this.source[this.at];
    if (next === "=" || "=!<>".includes(this.sign || " ")) return;
    if (next === ">" && this.syntax.script) return;
    if (this.keyByColon && this.frame.key !== "") this.keyByColon = false;
    else if (this.word !== "") this.frame.key = this.word;
  }

  private colon(): void {
    if (this.ternaries > 0) {
      this.ternaries -= 1;
      return;
    }
    if (this.frame.opener === "[" || this.word === "") return;
    this.frame.key = this.word;
    this.keyByColon = true;
  }
}
