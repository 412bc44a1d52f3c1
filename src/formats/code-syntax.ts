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
  /** It holds parameters, or is the body of a class or of a function without a name. */
  readonly isDefinition: boolean;
  readonly parent: Frame | null;
  /** The name that what comes next is given to: a variable, a keyword argument, a key of a mapping. */
  key: string;
  /** How many commas came before. */
  index: number;
  /** The first and the latest text directly inside. */
  first: string;
  last: string;
  /** Texts given by name to a call or in a mapping: `repo_type="dataset"`, `revision="…"`. */
  named: Map<string, string> | null;
  /** What a visitor remembers of it; undefined at first. */
  note: unknown;
}

/** A bracket that opens. */
export function open(opener: Frame["opener"], callee: string, outerKey: string, parent: Frame | null, isDefinition: boolean): Frame {
  return { opener, callee, outerKey, isDefinition, parent, key: "", index: 0, first: "", last: "", named: null, note: undefined };
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
  /** A statement that is only a text: Python's docstrings, and what Elixir's `@doc` says. */
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
