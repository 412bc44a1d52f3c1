import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { placeIn } from "./loads.ts";
import type { NameIn } from "./names.ts";
import type { Pending } from "./undecided.ts";

/** Texts of one kind: all of a list, or what stands at the same place in each of its tuples. */
export interface Row {
  readonly list: Frame;
  /** The place in a tuple; -1 where the list itself holds the texts. */
  readonly place: number;
}

/** What a text is given to that stands in a tuple of a table or a list, at its place in it: `TABLE[0]` of `TABLE = {"small": ("owner/name", "main")}`; empty elsewhere. */
export function placeOf({ frame, key, index }: Literal): string {
  const table = frame.parent;
  if (key !== "" || !isBare(frame) || table === null || table.callee !== "" || (table.opener !== "{" && !isList(table) && !isBare(table)))
    return "";
  return placeIn(table.outerKey, index);
}

/** The row that a text stands in: `["owner/one", "owner/two"]`, `[("owner/one", "main"), ("owner/two", "v2")]`; null for all else. */
export function rowOf({ frame, key, index }: Literal): Row | null {
  if (key !== "") return null;
  if (isBare(frame) && frame.parent !== null && (isList(frame.parent) || isBare(frame.parent))) return { list: frame.parent, place: index };
  return isList(frame) ? { list: frame, place: -1 } : null;
}

function isList({ opener, callee }: Frame): boolean {
  return opener === "[" && callee === "";
}

/** Brackets that nothing is called with. */
function isBare({ opener, callee, isDefinition }: Frame): boolean {
  return (opener === "(" || opener === "[") && callee === "" && !isDefinition;
}

/** The rows in which a model is named that tells by itself that it is one. */
export class Rows {
  private readonly telling = new Map<Frame, Set<number>>();

  constructor(pending: readonly Pending[]) {
    for (const { name, among, isCertain } of pending) {
      if (!isCertain || among === undefined || among === null || !isOwned(name)) continue;
      const places = this.telling.get(among.list);
      if (places === undefined) this.telling.set(among.list, new Set([among.place]));
      else places.add(among.place);
    }
  }

  /** Whether a name stands among such models. */
  holds(name: NameIn, row: Row | null | undefined): boolean {
    return row !== null && row !== undefined && isOwned(name) && this.telling.get(row.list)?.has(row.place) === true;
  }
}

function isOwned({ name, kind }: NameIn): boolean {
  return kind === "model" && name.includes("/");
}
