import type { Frame, Literal } from "../../formats/code-syntax.ts";
import type { Kind } from "../../model.ts";
import { enumOf } from "./classes.ts";
import { isOtherCall, isOtherKey } from "./contexts.ts";
import { placeIn } from "./loads.ts";
import type { NameIn } from "./names.ts";
import { isBesideData } from "./of-data.ts";
import { isShown } from "./shown.ts";
import type { Pending } from "./undecided.ts";
import { lastPart } from "./ways.ts";

/** Texts of one kind: all of a list, what stands at the same place in each of its tuples and records, or the members of an enumeration. */
export interface Row {
  /** The list or table, or the name of an enumeration. */
  readonly list: Frame | string;
  /** What is called and the place or the key in a tuple or a record; empty where the list itself holds the texts. */
  readonly place: string;
  /** Names that are surely models tell of the others only if there are as many. */
  readonly needs?: number;
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
 * `{ one: { repo: "owner/one" }, two: { … } }`, `enum Repo: String { case one = "owner/one" }`; null for all else.
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
  if (list !== null && isEntry(frame) && (isList(list) || isBare(list) || isMapping(list)))
    return { list, place: `${frame.callee} ${key || index}`, needs: isMapping(list) ? 2 : 1 };
  const name = frame.opener === "" || list?.opener === "" ? enumOf(source, literal) : "";
  if (name !== "") return { list: name, place: `${frame.opener} ${key === "" ? index : ""}`, needs: 2 };
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

function isMapping({ opener, isDefinition }: Frame): boolean {
  return opener === "{" && !isDefinition;
}

/** A mapping, or what is made of a class. */
function isEntry(frame: Frame): boolean {
  return isMapping(frame) || (frame.opener === "(" && !frame.isDefinition && /(?:^|[.:])(?:[A-Z]\w*|dict)$/.test(frame.callee));
}

function isList({ opener, callee }: Frame): boolean {
  return opener === "[" && callee === "";
}

/** Brackets that nothing is called with. */
function isBare({ opener, callee, isDefinition }: Frame): boolean {
  return (opener === "(" || opener === "[") && callee === "" && !isDefinition;
}

/** How many names of a row are surely models, and how many data sets. */
interface Told {
  models: number;
  data: number;
  all: number;
}

/** The rows in which a model is named that tells by itself that it is one, or a data set that its split tells. */
export class Rows {
  private readonly rows = new Map<Frame | string, Map<string, Told>>();

  constructor(pending: readonly Pending[]) {
    for (const one of pending) {
      const { name, among, isCertain } = one;
      if (among === undefined || among === null || !name.name.includes("/")) continue;
      const told = this.toldIn(among);
      told.all += 1;
      if (isCertain && name.kind === "model") told.models += 1;
      else if (isCertain ? name.kind === "dataset" : hasSplit(one)) told.data += 1;
    }
  }

  private toldIn({ list, place }: Row): Told {
    const places = this.rows.get(list) ?? new Map<string, Told>();
    this.rows.set(list, places);
    const told = places.get(place) ?? { models: 0, data: 0, all: 0 };
    places.set(place, told);
    return told;
  }

  /** What stands in a row with a name that does not tell its kind: of a list one that does is enough, of records and members it takes a third, of calls two and half of them; null where nothing there tells it. */
  kindOf({ name, kind }: NameIn, row: Row | null | undefined): Kind | null {
    if (row === null || row === undefined || kind !== "model" || !name.includes("/")) return null;
    const told = this.rows.get(row.list)?.get(row.place);
    if (told === undefined) return null;
    const { models, data, all } = told;
    if (row.isOfCalls === true) return models > 1 && models * 2 >= all ? "model" : null;
    if (data > 0) return "dataset";
    return models >= (row.needs ?? 1) && (/^\d*$/.test(row.place) || models * 3 >= all) ? "model" : null;
  }
}

/** `{ path: "owner/name", split: "train" }` */
export function hasSplit({ isAnything, frame }: Pending): boolean {
  return isAnything === true && [...(frame?.named?.keys() ?? [])].some(isBesideData);
}
