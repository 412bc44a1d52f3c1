import type { Frame } from "../../formats/code-syntax.ts";
import type { Kind } from "../../model.ts";
import { repoKind } from "./contexts.ts";
import type { Library } from "./library-names.ts";
import type { Parameters } from "./parameters.ts";
import { lastPart } from "./ways.ts";

/** What a call loads. */
export interface Load {
  readonly kind: Kind;
  /** A name without an owner counts. */
  readonly takesShort: boolean;
  /** It is only put there, and nothing is taken from it. */
  readonly isOutput?: boolean;
  /** Ollama runs it, whose names are words. */
  readonly isOllamas?: boolean;
}

/** What runs a Space. */
export const SPACE: Load = { kind: "application", takesShort: false };

/** What Ollama runs. */
export const OLLAMA: Load = { kind: "model", takesShort: true, isOllamas: true };

/** What the variables of a program are handed to: calls that load models, data sets or Spaces. */
export class Loads {
  /** The kind that a call loads, with its bracket, in which `repo_type="dataset"` may still follow. */
  private readonly loaded = new Map<string, (Load & { readonly frame: Frame })[]>();

  /** The library that a variable is handed to, where that has names of its own. */
  private readonly libraries = new Map<string, { readonly library: Library; readonly frame: Frame }[]>();
  /** Whether what those take their values from is among them. */
  private isFollowed = false;

  private readonly passed: Taken[] = [];
  private minified: boolean | null = null;

  /** Variables that are handed to calls, of which some are the program's own functions. */
  private readonly arguments: { readonly callee: string; readonly key: string; readonly index: number; readonly variable: string }[] = [];

  constructor(
    private readonly source: string,
    private readonly parameters: Parameters,
  ) {}

  /** Keeps that a variable is handed to a call as it is: `fetch(NAME)`. */
  call(callee: string, key: string, index: number, variable: string): void {
    if (this.arguments.length < MOST_ARGUMENTS) this.arguments.push({ callee, key, index, variable });
  }

  hand(variable: string, load: Load, frame: Frame): void {
    if (NO_VARIABLE.test(variable) || (variable.length <= 2 && this.isMinified())) return;
    const uses = this.loaded.get(variable);
    if (uses === undefined) this.loaded.set(variable, [{ ...load, frame }]);
    else if (uses.length < MOST_USES) uses.push({ ...load, frame });
  }

  /** Keeps that a variable is given to a key: `dict(hf_repo=NAME)`. */
  pass(variable: string, key: string): void {
    if (this.passed.length < MOST_PASSED) this.passed.push({ variables: [key], values: [variable] });
  }

  handTo(library: Library, variable: string, frame: Frame): void {
    const uses = this.libraries.get(variable);
    if (uses === undefined) this.libraries.set(variable, [{ library, frame }]);
    else if (uses.length < MOST_USES) uses.push({ library, frame });
  }

  /** Whether any of these variables is handed to a library that loads weights by it. */
  haveGone(library: Library, variables: readonly string[]): boolean {
    if (!this.isFollowed) this.followAll(this.libraries);
    this.isFollowed = true;
    return variables.some((variable) =>
      this.libraries.get(variable)?.some((use) => use.library === library && (library.loads?.(use.frame) ?? true)),
    );
  }

  /** What each variable holds, once the program has been read: a model where it is loaded as one anywhere. */
  kinds(): ReadonlyMap<string, Load> {
    const kinds = new Map<string, Load>();
    for (const [variable, uses] of this.loaded) {
      const all = uses.map(({ kind, frame }) => repoKind(frame) ?? kind);
      kinds.set(variable, {
        kind: all.includes("model") ? "model" : (all[0] ?? "model"),
        takesShort: uses.some(({ takesShort }) => takesShort),
        isOllamas: uses.some(({ isOllamas }) => isOllamas === true),
        isOutput: uses.every(({ isOutput }) => isOutput === true),
      });
    }
    for (const [, variable = ""] of this.source.includes("{:hf,") ? this.source.matchAll(HUB_TUPLE) : [])
      if (!kinds.has(variable)) kinds.set(variable, { kind: "model", takesShort: true });
    this.followAll(kinds);
    return kinds;
  }

  /** Where a program was made short by another, a letter is one variable here and another there: it tells nothing. */
  private isMinified(): boolean {
    this.minified ??= averageLine(this.source) > LONG_LINES;
    return this.minified;
  }

  private followAll<Use>(known: Map<string, Use>): void {
    if (known.size > 0 && !this.isMinified()) for (let round = 0; round < 3; round += 1) if (!this.follow(known)) break;
  }

  /** One variable may take its value from another: `for name in NAMES`, `name = NAMES[size]`, `name = given or DEFAULT`, or the default of an option. */
  private follow<Use>(kinds: Map<string, Use>): boolean {
    const before = kinds.size;
    for (const { variables, values } of this.taken()) {
      const load = variables.map((variable) => kinds.get(lastPart(variable))).find((known) => known !== undefined);
      if (load === undefined) continue;
      for (const value of values) {
        const name = lastPart(value.replace(TAKING, ""));
        if (name !== "" && !kinds.has(name)) kinds.set(name, load);
      }
    }
    return kinds.size > before;
  }

  private passing: readonly Taken[] | null = null;

  private taken() {
    this.passing ??= [
      ...this.passed,
      ...this.arguments.flatMap(({ callee, key, index, variable }) => {
        const parameter = this.parameters.soleNameOf(callee, key, index);
        return parameter === "" || parameter === variable ? [] : [{ variables: [parameter], values: [variable] }];
      }),
      ...[LOOP, ASSIGNMENT, OPTION, MEMBERSHIP].flatMap((pattern) =>
        [...this.source.matchAll(pattern)].map(([, first = "", second = "", value = "", other = ""]) => ({
          variables: [first.replaceAll("-", "_"), second],
          values: [value, other],
        })),
      ),
      ...[...this.source.matchAll(ENUMERATION)].flatMap(([, names = "", texts = ""]) => enumerated(names, texts)),
      ...[...this.source.matchAll(UNPACKING)].flatMap(([, names = "", table = ""]) =>
        names.split(",").map((name, place) => ({ variables: [name.trim()], values: [placeIn(table, place)] })),
      ),
    ];
    return this.passing;
  }
}

/** Elixir's `{:hf, name}` and `{:hf, @name}`. */
const HUB_TUPLE = /\{:hf,[ \t]{1,9}@?([a-z_]\w{0,60})\s{0,9}[,}]/g;

/** Variables, and those that they take their values from. */
interface Taken {
  readonly variables: readonly string[];
  readonly values: readonly string[];
}

/** Variables given to keys that are remembered. */
const MOST_PASSED = 500;
/** Variables handed to calls that are remembered. */
const MOST_ARGUMENTS = 5_000;
/** Calls that one variable is remembered to be handed to. */
const MOST_USES = 20;
const NO_VARIABLE = /^(?:\d|(?:this|self|cls|function|return|null|undefined|true|false|none|exports|new|await|super|arguments)$)/i;
/** What takes the values of a table or the text of a name. */
const TAKING = /\.(?:items|values|keys|entries|get|iter|value|to_string|clone)$/;
const LOOP =
  /\bfor\s+\(?(?:(?:const|let|var)\s+)?[([]?([\w.]+)(?:\s*,\s*([\w.]+))?(?:, ?\w+){0,4}[)\]]?\s+(?:in|of)\s+(?:(?:enumerate|tqdm|list|sorted|Object\.\w+)\()?([\w.]+)/g;
/** `for name in (FIRST, SECOND):`, `for name, folder in [(FIRST, "one"), ("owner/name", "two")]:` */
const ENUMERATION = /\bfor \(?(\w{1,60}(?:, ?\w{1,60}){0,5})\)? in [([]([^:]{1,2000})[)\]]:/g;
const ASSIGNMENT =
  /(?:^|[\n;{])[ \t]*(?:(?:export|const|let|var|final|static|String|self|this)[ .]){0,3}(\w+)()(?:: ?[\w[\], |]{1,40}?)? ?= ?(?:([\w.]+) (?:or|\?\?|\|\|) )?([\w.]+)(?=[ \t\r]*(?:[\n;[]|$)|\()/g;
/** `if name not in NAMES: raise …`: a name is one of these. */
const MEMBERSHIP = /\bif (?:not )?(?:self\.)?([A-Za-z_]\w{0,60})() (?:not )?in ([A-Za-z_][\w.]{1,80})(?=[ \t]*:)/g;
/** `name, revision = TABLE[size]` */
const UNPACKING = /(?:^|\n)[ \t]*(\w{1,60}(?:, ?\w{1,60}){1,5}) = (?:self\.)?([A-Za-z_]\w{0,80})\[/g;
/** `add_argument("--repo-id", default=DEFAULT_REPO)`: the program knows the option by its name. */
const OPTION = /["']--([a-z][\w-]{1,60})["'],()[^()]{0,300}?\bdefault ?= ?([A-Za-z_][\w.]{1,80})/g;

/** What the texts are given to that stand at a place in each tuple of a list. */
export function placeIn(list: string, place: number): string {
  return `${list}[${place}]`;
}

/** Which variable of such a loop takes what; texts in it stand under the last of them, in tuples each at its place. */
function enumerated(names: string, texts: string): Taken[] {
  const variables = names.split(",").map((name) => name.trim());
  const rows = [...texts.matchAll(/[([]([^()[\]]{1,400})[)\]]/g)].map(([, row = ""]) => row.split(","));
  const last = variables.at(-1) ?? "";
  return variables.map((variable, place) => ({
    variables: [variable],
    values: (rows.length > 0 ? [placeIn(last, place), ...rows.map((row) => row[place] ?? "")] : texts.split(",")).map((value) =>
      value.trim(),
    ),
  }));
}

/** Characters of a line on average from which on nobody has written it. */
const LONG_LINES = 300;
const SAMPLE = 100_000;

/** Of the beginning of a program. */
function averageLine(source: string): number {
  let lines = 1;
  for (let end = source.indexOf("\n"); end !== -1 && end < SAMPLE; end = source.indexOf("\n", end + 1)) lines += 1;
  return Math.min(source.length, SAMPLE) / lines;
}
