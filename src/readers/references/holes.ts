import type { Literal } from "../../formats/code-syntax.ts";
import type { Meaning } from "./contexts.ts";
import { HOLE, isShortModel, isStrong, type NameIn, ownedName } from "./names.ts";
import { lastPart } from "./ways.ts";

const VARIABLE = /\$\{\w{1,40}\}|\$\w{1,40}\b/g;
/** `SIZE=7B`, `SIZE="${1:-7B}"` */
const ASSIGNED = /(?:^|[\s;])([A-Za-z_]\w{0,40})=["']?(?:\$\{\w{1,40}:?-)?([\w.-]{1,40})\}?["']?(?=[\s;]|$)/g;

let latest: { readonly script: string; readonly known: ReadonlyMap<string, string | null> } | null = null;

/** What a script gives its variables; null for those that get more than one thing. Remembered for the latest script, of which many values are asked. */
function variablesOf(script: string): ReadonlyMap<string, string | null> {
  if (latest?.script === script) return latest.known;
  const known = new Map<string, string | null>();
  for (const [, name = "", text = ""] of script.matchAll(ASSIGNED))
    known.set(name, known.has(name) && known.get(name) !== text ? null : text);
  latest = { script, known };
  return known;
}

/** `SIZE: 7B` in a configuration, whatever its depth. */
const KEYED = /^[ \t-]{0,40}([A-Za-z_]\w{0,40}): {1,9}["']?([\w.-]{1,40})["']?(?=[ \t\r]*(?:#|$))/gm;

/** A name whose variables the keys of a configuration give, each one thing: `owner/name-${SIZE}` beside `SIZE: 7B`. */
export function filledByKeys(name: string, source: string): string {
  if (!name.includes("${")) return name;
  const known = new Map<string, Set<string>>();
  for (const [, key = "", value = ""] of source.matchAll(KEYED)) known.set(key, (known.get(key) ?? new Set()).add(value));
  return name.replace(VARIABLE, (variable) => {
    const values = [...(known.get(variable.replace(/\W/g, "")) ?? [])];
    return values.length === 1 ? (values[0] ?? variable) : variable;
  });
}

/** What a value says once its variables have what the script gives them: each as it is written where that is nothing, or not one thing. */
export function filledIn(value: string, script: string): string {
  if (!value.includes("$")) return value;
  const known = variablesOf(script);
  return value.replace(VARIABLE, (variable) => {
    const name = variable.replace(/\W/g, "");
    return known.get(name) ?? `\${${name}}`;
  });
}

/** `owner/name-${SIZE}`, where the owner and what is known of the name tell that it is a model's. */
export function nameWithVariables(value: string): NameIn | null {
  if (!value.includes("${")) return null;
  const owned = ownedName(value.replace(HOLE, "0"));
  return owned === null || /^[^/]*\$/.test(value) || !isStrong(owned.name) ? null : { name: value, kind: "model", from: 0 };
}

/** The constants of a program, which are put into its texts. */
export class Constants {
  private readonly texts = new Map<string, string>();

  /** What is given more than one text is no constant, nor what the program puts together. */
  keep({ key, text, hasHoles }: Literal): void {
    const variable = lastPart(key);
    const known = this.texts.get(variable);
    if (variable !== "" && known !== text && !hasHoles) this.texts.set(variable, known === undefined ? text : "");
  }

  /** A text with the constants in the places of their names: `owner/name-{SIZE}`. */
  filled(text: string): string {
    return text.replace(/\$?\{([\w.]+)\}/g, (hole, variable: string) => this.texts.get(constantIn(variable)) || hole);
  }
}

/** The constant that a hole names; empty for a part of something else: `entry.id`. */
function constantIn(variable: string): string {
  return /^(?:(?:this|self|[A-Z]\w*)\.)?\w+$/.test(variable) ? variable.slice(variable.indexOf(".") + 1) : "";
}

/** Whether a name without an owner, of which a part is put in, stands where a model is loaded: `bert-{size}-cased`. */
export function isShortWithHoles(filled: string, meaning: Meaning | null): boolean {
  if (filled.includes("/") || meaning?.takesShort !== true || meaning.kind !== "model") return false;
  return /^[a-z][\w.]+-/i.test(filled) && isShortModel(filled.replace(HOLE, "0"));
}
