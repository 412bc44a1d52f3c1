import type { Frame, Literal } from "../../formats/code-syntax.ts";
import { isOtherCall, isOtherKey } from "./contexts.ts";
import { enumOf } from "./enums.ts";
import { placeIn } from "./loads.ts";
import type { NameIn } from "./names.ts";
import { isShown } from "./shown.ts";
import type { Pending } from "./undecided.ts";
import { lastPart } from "./ways.ts";

/** Texts of one kind: all of a list, what stands at the same place in each of its tuples and records, or the members of an enumeration. */
export interface Row {
  readonly list: Frame;
  /** What is called and the place or the key in a tuple or a record; empty where the list itself holds the texts. */
  readonly place: string;
  /** It stands in calls all over the program. */
  readonly isOfCalls?: boolean;
}

/** What a text is given to that stands in a tuple of a table or a list, at its place in it: `TABLE[0]` of `TABLE = {"small": ("owner/name", "main")}`; empty elsewhere. */
export function placeOf({ frame, key, index }: Literal): string {
  const table = frame.parent;
  if (key !== "" || !isBare(frame) || table === null || table.callee !== "" || (table.opener !== "{" && !isList(table) && !isBare(table)))
    return "";
  return placeIn(table.outerKey, index);
}

/**
 * The row that a text stands in: `["owner/one", "owner/two"]`, `[("owner/one", "main"), ("owner/two", "v2")]`, `[{ id: "owner/one" }, { id: "owner/two" }]`,
 * `enum Repo: String { case one = "owner/one" }`; null for all else.
 */
export function rowOf(source: string, literal: Literal): Row | null {
  const { frame, key, index } = literal;
  const list = frame.parent;
  if (key === "") {
    if (isBare(frame) && list !== null && (isList(list) || isBare(list))) return { list, place: `${index}` };
    if (isList(frame)) return { list: frame, place: "" };
  }
  if (isOtherKey(lastPart(key))) return null;
  if (list !== null && isRecord(frame) && isTable(list, frame)) return { list, place: `${frame.callee} ${key || index}` };
  const members = frame.opener === "(" ? list : frame;
  if (members?.opener === "{" && enumOf(source, literal) !== "") return { list: members, place: `case ${members === frame ? "" : index}` };
  return isShown(literal) ? null : callRow(literal);
}

/** The same place of a call that a program makes several times: `add({ url: "owner/one" })`, `fetch_parts("owner/two", "v1")`. */
function callRow({ frame, key, index }: Literal): Row | null {
  const call = frame.opener === "{" ? frame.parent : frame;
  if (call?.opener !== "(" || call.callee === "" || call.isDefinition || frame.isDefinition || isOtherCall(call.callee)) return null;
  let list = call;
  while (list.parent !== null) list = list.parent;
  return { list, place: `${call.callee}(${call === frame ? "" : `${call.index}{`}${key || index}`, isOfCalls: true };
}

/** `{ id: "owner/name" }`, `Entry(id: "owner/name")`, C#'s `new("owner/name")`. */
function isRecord({ opener, callee, isDefinition }: Frame): boolean {
  return !isDefinition && (opener === "{" || (opener === "(" && /(?:^|\.)(?:[A-Z]\w*|new|init)$/.test(callee)));
}

/** Whether a bracket holds records as a list does: in `[`, in `listOf(`, or, in languages that write lists so, in `{`. */
function isTable({ opener, callee }: Frame, record: Frame): boolean {
  if (opener === "[") return callee === "" || callee === "vec";
  if (opener === "(") return /(?:^|\.)(?:list|array|set|mutableList|arrayList)?Of$|(?:^|\.)(?:of|asList)$/.test(callee);
  return opener === "{" && (record.opener === "{" ? record.outerKey === "" : record.callee === "new");
}

function isList({ opener, callee }: Frame): boolean {
  return opener === "[" && callee === "";
}

/** Brackets that nothing is called with. */
function isBare({ opener, callee, isDefinition }: Frame): boolean {
  return (opener === "(" || opener === "[") && callee === "" && !isDefinition;
}

/** The rows in which models are named that tell by themselves that they are some. */
export class Rows {
  private readonly rows = new Map<Frame, Map<string, { telling: number; all: number }>>();

  constructor(pending: readonly Pending[]) {
    for (const { name, among, isCertain } of pending) {
      if (among === undefined || among === null || !isOwned(name)) continue;
      const places = this.rows.get(among.list) ?? new Map<string, { telling: number; all: number }>();
      this.rows.set(among.list, places);
      const row = places.get(among.place) ?? { telling: 0, all: 0 };
      places.set(among.place, row);
      row.all += 1;
      if (isCertain) row.telling += 1;
    }
  }

  /** Whether a name stands among such models: one of a list is enough, of records and members it takes a third, of calls two and half of them. */
  holds(name: NameIn, row: Row | null | undefined): boolean {
    if (row === null || row === undefined || !isOwned(name)) return false;
    const { telling, all } = this.rows.get(row.list)?.get(row.place) ?? { telling: 0, all: 0 };
    if (row.isOfCalls === true) return telling > 1 && telling * 2 >= all;
    return telling > 0 && (/^\d*$/.test(row.place) || telling * 3 >= all);
  }
}

function isOwned({ name, kind }: NameIn): boolean {
  return kind === "model" && name.includes("/");
}
