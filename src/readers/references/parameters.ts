const DEFINITION =
  /(?:^|\n)[ \t]*(?:(?:export|default|public|private|protected|static|final|pub|async)[ \t]+)*(?:class[ \t]+(\w+)|(?:def|function|fn|func|fun|sub)[ \t]+(?:\(\w+ [*\w]+\)[ \t]*)?(\w+)(?:<[^<>()]{0,80}>)?\(([^()]{0,1000}(?:\([^()]{0,200}\)[^()]{0,600}){0,10})\)|(?:const|let|var)[ \t]+(\w+)[ \t]*=[ \t]*(?:async[ \t]*)?\(([^()]{0,600})\)[^\n=]{0,80}=>|(constructor)\(([^()]{0,600})\))/g;

/** Python's classes that are called with their fields in order: `@dataclass class Entry:`, `class Entry(NamedTuple):`. */
const RECORD =
  /(?:@(?:dataclasses\.)?dataclass(?:\([^()\n]{0,100}\))?\nclass (?=\w+[(:])|(?<=\n)class (?=\w+\((?:typing\.)?NamedTuple\)))(\w+)[^\n]{0,100}:\n((?:[ \t]+[^\n]{0,300}\n|\n){1,60})/g;
const FIELD = /^[ \t]{1,8}(\w+)[ \t]*:[ \t]*\S/gm;

/** The parameters of a program's own functions, so that what one is called with is known by what the function does with it. */
export class Parameters {
  private functions: Map<string, readonly string[]> | null = null;
  private counts: ReadonlyMap<string, number> | null = null;

  constructor(private readonly source: string) {}

  /** What the function calls its argument at a place, counted from 0; empty where the program defines no such function. A class is called as its constructor is. */
  nameOf(callee: string, index: number): string {
    this.functions ??= definitions(this.source);
    return this.functions.get(callee)?.[index] ?? "";
  }

  /** As above of an argument that may be given by its name; empty also where several functions have a parameter of that name. */
  soleNameOf(callee: string, key: string, index: number): string {
    const name = key === "" ? this.nameOf(callee, index) : key;
    this.functions ??= definitions(this.source);
    this.counts ??= counted(this.functions);
    return this.functions.get(callee)?.includes(name) === true && this.counts.get(name) === 1 ? name : "";
  }
}

/** How many functions have a parameter of each name. */
function counted(functions: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const names of functions.values()) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function definitions(source: string): Map<string, readonly string[]> {
  const functions = new Map<string, readonly string[]>();
  let surrounding = "";
  for (const [, type, named, parameters, arrow, ofArrow, isConstructor, ofConstructor] of source.matchAll(DEFINITION)) {
    if (type !== undefined) surrounding = type;
    const own = isConstructor !== undefined || named === "__init__" ? surrounding : (named ?? arrow ?? "");
    const texts = parameters ?? ofArrow ?? ofConstructor;
    if (own !== "" && texts !== undefined && !functions.has(own)) functions.set(own, namesOf(texts));
  }
  for (const [, own = "", fields = ""] of source.matchAll(RECORD))
    if (!functions.has(own))
      functions.set(
        own,
        [...fields.matchAll(FIELD)].map(([, name = ""]) => name),
      );
  return functions;
}

/** `self, name: str = "…", device="cpu"`, `name: &str`, `String name` (Go writes the type behind). */
function namesOf(parameters: string): readonly string[] {
  return parameters
    .split(",")
    .map((text) => /^\s*(?:mut |readonly |private |public |\*{1,2})*(\w+)/.exec(text)?.[1] ?? "")
    .filter((name, index) => !(index === 0 && /^(?:self|cls)$/.test(name)));
}
