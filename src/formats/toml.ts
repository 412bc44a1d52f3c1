import { limits } from "../limits.ts";
import type { Location, Problem } from "../model.ts";
import { Lines } from "./lines.ts";
import type { ListNode, MapEntry, MapNode, ScalarNode, ValueNode } from "./node.ts";

/** A table while it is built: what stands under a key is looked up for each head. */
class Table implements MapNode {
  readonly type = "map";
  readonly entries: MapEntry[] = [];
  private readonly byKey = new Map<string, ValueNode>();

  constructor(readonly location: Location) {}

  add(key: Stated, value: ValueNode): void {
    this.entries.push({ key: key.value, keyLocation: key.location, value });
    this.byKey.set(key.value, value);
  }

  valueOf(key: string): ValueNode | undefined {
    return this.byKey.get(key);
  }
}

/** What `[[…]]` makes. */
class Tables implements ListNode {
  readonly type = "list";
  readonly items: Table[] = [];

  constructor(readonly location: Location) {}
}

const SPACE = /[ \t]*/y;
const GAP = /(?:[ \t\r\n]|#[^\n]*)*/y;
const KEY = /[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const TEXT = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const BARE = /[^\s,#\]}]+/y;

/** TOML with places. Where a line is not understood, reading goes on with the next one, and the first such line is a problem. Never throws. */
export function parseToml(source: string, path: string): { readonly value: MapNode; readonly problems: readonly Problem[] } {
  return new Toml(source, path).read();
}

class Toml {
  private at = 0;
  private readonly lines: Lines;
  private readonly root: Table;

  constructor(
    private readonly source: string,
    path: string,
  ) {
    this.lines = new Lines(source, path);
    this.root = new Table(this.here());
  }

  read(): { value: MapNode; problems: Problem[] } {
    let table = this.root;
    const problems: Problem[] = [];
    for (this.take(GAP); this.at < this.source.length; this.take(GAP)) {
      const start = this.here();
      const read = this.source[this.at] === "[" ? this.header() : this.pair(table, 0) ? table : null;
      table = read ?? table;
      const rest = this.take(SPACE) + (this.source[this.at] ?? "\n");
      if ((read === null || !/[\r\n#]$/.test(rest)) && problems.length === 0)
        problems.push({ message: "TOML: not a key with its value, nor the head of a table", location: start });
      if (read === null || !/[\r\n#]$/.test(rest)) this.at = this.lineEnd();
    }
    return { value: this.root, problems };
  }

  /** `[table]` or `[[list.of.tables]]`: the table that what follows belongs to. */
  private header(): Table | null {
    const location = this.here();
    const isList = this.source.startsWith("[[", this.at);
    this.at += isList ? 2 : 1;
    const keys = this.keys();
    if (keys === null || !this.skip(isList ? "]]" : "]")) return null;
    const last = keys.pop() as Stated;
    const parent = this.inside(this.root, keys);
    if (parent === null || !isList) return parent === null ? null : this.inside(parent, [last]);
    const known = parent.valueOf(last.value);
    if (known !== undefined && !(known instanceof Tables)) return null;
    const list = known ?? new Tables(location);
    if (known === undefined) parent.add(last, list);
    const table = new Table(location);
    list.items.push(table);
    return table;
  }

  private pair(table: Table, depth: number): boolean {
    const keys = this.keys();
    if (keys === null || !this.skip("=")) return false;
    this.take(SPACE);
    const value = this.value(depth);
    const last = keys.pop() as Stated;
    const parent = value === null ? null : this.inside(table, keys);
    if (value === null || parent === null) return false;
    parent.add(last, value);
    return true;
  }

  private keys(): Stated[] | null {
    const keys: Stated[] = [];
    do {
      this.take(SPACE);
      const location = this.here();
      const key = this.take(KEY);
      if (key === "" || keys.length === limits.depth) return null;
      keys.push({ value: unquoted(key), location });
      this.take(SPACE);
    } while (this.skip("."));
    return keys;
  }

  /** The table below others, the last one of a list of tables; made where it is missing, null where something else stands there. */
  private inside(table: Table, keys: readonly Stated[]): Table | null {
    let current = table;
    for (const key of keys) {
      const known = current.valueOf(key.value);
      const next = known instanceof Tables ? known.items.at(-1) : (known ?? new Table(key.location));
      if (!(next instanceof Table)) return null;
      if (known === undefined) current.add(key, next);
      current = next;
    }
    return current;
  }

  private value(depth: number): ValueNode | null {
    const location = this.here();
    const quoted = this.take(TEXT);
    if (quoted !== "") return { type: "scalar", text: unquoted(quoted), kind: "text", location };
    if (depth > limits.depth) return null;
    if (this.skip("[")) return this.list(location, depth);
    if (this.skip("{")) return this.map(location, depth);
    const bare = this.take(BARE);
    const kind: ScalarNode["kind"] = /^(?:true|false)$/.test(bare) ? "boolean" : "number";
    return bare === "" ? null : { type: "scalar", text: bare, kind, location };
  }

  private list(location: Location, depth: number): ListNode | null {
    const items: ValueNode[] = [];
    for (this.take(GAP); !this.skip("]"); this.take(GAP)) {
      const item = this.value(depth + 1);
      if (item === null) return null;
      items.push(item);
      this.take(GAP);
      this.skip(",");
    }
    return { type: "list", items, location };
  }

  private map(location: Location, depth: number): MapNode | null {
    const map = new Table(location);
    for (this.take(GAP); !this.skip("}"); this.take(GAP)) {
      if (!this.pair(map, depth + 1)) return null;
      this.take(GAP);
      this.skip(",");
    }
    return map;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private skip(text: string): boolean {
    const is = this.source.startsWith(text, this.at);
    if (is) this.at += text.length;
    return is;
  }

  private lineEnd(): number {
    const end = this.source.indexOf("\n", this.at);
    return end === -1 ? this.source.length : end;
  }

  private here(): Location {
    return this.lines.at(this.at);
  }
}

interface Stated {
  readonly value: string;
  readonly location: Location;
}

/** A text without its quotation marks; escapes of JSON's kind are read, others stay as they are written. */
function unquoted(written: string): string {
  const marks = /^(?:"""|''')/.exec(written)?.[0] ?? /^["']/.exec(written)?.[0] ?? "";
  const inner = written.slice(marks.length, written.length - marks.length).replace(marks.length === 3 ? /^\r?\n/ : /^(?!)/, "");
  if (!marks.startsWith('"') || !inner.includes("\\")) return inner;
  return inner.replace(/\\(?:u([\da-f]{4})|(["\\nt]))/gi, (_all, code?: string, plain?: string) =>
    code === undefined ? ({ n: "\n", t: "\t" }[plain ?? ""] ?? plain ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
