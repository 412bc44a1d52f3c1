import type { Frame } from "../../formats/code-syntax.ts";
import type { Kind } from "../../model.ts";
import type { Meaning } from "./contexts.ts";
import type { NameIn } from "./names.ts";
import { remembering } from "./remembering.ts";

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
