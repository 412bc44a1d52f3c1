import type { Frame, Literal } from "../../formats/code-syntax.ts";
import type { Kind } from "../../model.ts";
import { isDatasetKey, type Meaning } from "./contexts.ts";
import { givenKind } from "./given-back.ts";
import type { NameIn } from "./names.ts";
import { remembering } from "./remembering.ts";
import { lastPart } from "./ways.ts";

// What tells that a name is of data, where its place says no more than that it lies on the Hub.

/** The kind of a name in a place that says what is meant; where that is only a repository of the Hub, one with `dataset` in its name is one, and what a call is given that loads data. */
export function kindMeant({ name, kind }: NameIn, meaning: Meaning, { callee }: Frame): Kind {
  if (kind !== "model") return kind;
  return meaning.because === "hub" && (isCalledData(name) || isDataCall(callee)) ? "dataset" : meaning.kind;
}

/** Whether a key stands beside the name of a data set. */
export function isBesideData(key: string): boolean {
  return /^(?:(?:train|val|valid|validation|eval|test|hf|dataset)_?)?splits?$|_columns?$|^column_mapping$|^subset$|^data_files$/i.test(key);
}

/** Whether a name itself says that it is of data: `owner/notes-dataset`, `owner/data`. */
export function isCalledData(name: string): boolean {
  return /(?:^|[-_/])data(?:sets?(?:$|[-_])|$)/i.test(name);
}

/** What describes data, or a task that is done on some: `DatasetConfig(hf_repo="owner/name")`. */
const isDataCall = remembering((callee) => /Data_?[sS]et|Corpus|Task(?:Config)?$/.test(callee));

/** Whether a text is the key of a table out of which a data set's name takes something: `PREPARE = { "owner/name": prepare_notes }` with `PREPARE[dataset_name]`. */
export function isChosenAsData(source: string, { isKey, frame }: Literal): boolean {
  if (!isKey || frame.opener !== "{") return false;
  const table = lastPart(frame.outerKey);
  return table !== "" && tablesOf(source).has(table);
}

/** Whether a text is what a function of the program's own gives back, or takes, that has data in its name. */
export function isGivenAsData(source: string, literal: Literal): boolean {
  return isLoadedAsData(source, literal) || givenKind(source, literal) === "dataset";
}

/** `load_notes_dataset("owner/name")`, in a program that works with the Hub's data sets. */
function isLoadedAsData(source: string, { frame, key, index }: Literal): boolean {
  return index === 0 && /^(?:path|name|repo_id)?$/.test(key) && frame.opener === "(" && isDataLoader(frame.callee) && OF_HUB.test(source);
}

const isDataLoader = remembering((callee) =>
  /(?:^|[._])(?:load|get|build|prepare|fetch|download)_?(?:\w{1,30}_)?data_?sets?$/i.test(callee),
);
const OF_HUB = /hugging_?face|\b(?:from|import) datasets\b|\bload_dataset\b/i;

let latest: { readonly source: string; readonly tables: ReadonlySet<string> } | null = null;

/** The tables of a program that are asked with a data set's name. Remembered for the latest program, of which many texts are asked. */
function tablesOf(source: string): ReadonlySet<string> {
  if (latest?.source === source) return latest.tables;
  const asked = [...source.matchAll(ASKED)].filter(([, , name = ""]) => isDatasetKey(lastPart(name)));
  latest = { source, tables: new Set(asked.map(([, table = ""]) => table)) };
  return latest.tables;
}

const ASKED = /\b([A-Za-z_]\w{0,60})(?:\[|\.get\()([A-Za-z_][\w.]{1,60})(?=[\]),])/g;
