import { type Expression, leaf, parseExpression } from "./expression.ts";
import type { Meaning, NameIndex } from "./knowledge.ts";
import { linkKey, nameKey } from "./normalize.ts";

/** What a written license value means. */
export type NameMeaning =
  | {
      readonly means: "license";
      readonly expression: Expression;
      readonly basis: "identifier" | "alias" | "link";
      readonly confidence: number;
      readonly step: string;
    }
  | {
      readonly means: "family";
      readonly family: string;
      readonly candidates: readonly string[];
      readonly basis: "identifier" | "alias";
      readonly step: string;
    }
  | { readonly means: "special"; readonly special: "none" | "noassertion" | "unknown" | "unlicensed" | "other"; readonly step: string }
  | { readonly means: "placeholder"; readonly step: string }
  | { readonly means: "nothing"; readonly suggestion: string | null; readonly step: string };

const SPECIAL_STEPS = {
  none: "* says that there is no license: all rights are reserved",
  noassertion: "* asserts nothing about the license",
  unknown: "* says that the license is not known",
  unlicensed: "* reserves all rights: nothing is licensed",
  other: "* refers to license_name and license_link",
} as const;

/** Takes a value as it is written in a license field: Hub identifier, SPDX identifier or expression, catalog id, known spelling, or link. */
export function understandName(value: string, names: NameIndex): NameMeaning {
  const { trimmed, meaning } = recognize(value, names);
  return (
    meaning ?? {
      means: "nothing",
      suggestion: nearest(trimmed.toLowerCase(), names),
      step: `“${value}” is no license identifier that is known`,
    }
  );
}

function recognize(value: string, names: NameIndex): { readonly trimmed: string; readonly meaning: NameMeaning | null } {
  const trimmed = value
    .trim()
    .replace(/^["'`]+|(?<!["'`])["'`]+$/g, "")
    .trim();
  const lower = trimmed.toLowerCase();
  return { trimmed, meaning: meaningOf(value, trimmed, lower, names) };
}

function meaningOf(value: string, trimmed: string, lower: string, names: NameIndex): NameMeaning | null {
  if (isPlaceholder(lower, names)) return { means: "placeholder", step: `“${value}” is a placeholder` };
  const special = names.special.get(trimmed) ?? names.special.get(lower);
  if (special !== undefined) return { means: "special", special, step: SPECIAL_STEPS[special].replace("*", `“${value}”`) };
  const hub = names.hub.get(lower);
  if (hub !== undefined) return named(hub, names, "identifier", 1, `“${value}” is the Hub's identifier`);
  const expression = parseExpression(trimmed, names);
  if (expression !== null) {
    return {
      means: "license",
      expression,
      basis: "identifier",
      confidence: 1,
      step: `“${value}” is an SPDX ${"license" in expression ? "identifier" : "expression"}`,
    };
  }
  const other = /^other(?:-|\s?\()([^()]+)\)?$/i.exec(trimmed);
  const alias = names.aliases.get(nameKey(trimmed)) ?? (other === null ? undefined : names.aliases.get(nameKey(other[1] ?? "")));
  if (alias !== undefined) return named(alias, names, "alias", 0.9, `“${value}” is a known spelling`);
  const link = understandLink(trimmed, names);
  if (link !== null) return link;
  return (
    understandLinkedName(trimmed, value, names) ?? understandShortName(trimmed, value, names) ?? understandRemarked(trimmed, value, names)
  );
}

/** Takes a value of `license_name`: the publisher's own spelling. Names that fit several texts leave the choice open. */
export function understandLicenseName(value: string, names: NameIndex): NameMeaning {
  const known = names.licenseNames.get(nameKey(value));
  if (known !== undefined) return named(known, names, "alias", 0.8, `license_name “${value}” is a known spelling`);
  return understandName(value, names);
}

/** The license or family that some words of a text name, in whatever spelling; null where they name none. */
export function licenseNamed(words: string, names: NameIndex): Extract<NameMeaning, { means: "license" | "family" }> | null {
  const known = names.licenseNames.get(nameKey(words));
  const meaning =
    known === undefined ? recognize(words, names).meaning : named(known, names, "alias", 0.8, `“${words}” is a known spelling`);
  return meaning?.means === "license" || meaning?.means === "family" ? meaning : null;
}

/** Takes a link to a license; null where it is no link, or nobody knows what stands there. */
export function understandLink(link: string, names: NameIndex): Extract<NameMeaning, { means: "license" }> | null {
  const key = linkKey(link);
  const license = key === null ? undefined : names.links.get(key);
  if (license === undefined) return null;
  return { means: "license", expression: leaf(license), basis: "link", confidence: 0.9, step: `the link ${link} leads to ${license}` };
}

const LINKED_NAME = /^([^\s;,:(<[][^;:<>()[\]]{0,60}?)(?:[;,:]?\s{1,9}|\s{0,9}[(<[])(https?:\/\/[^\s()<>[\]]{1,300})[)>\]]?$/i;

/** A name and the address of the text after it, `MIT (https://…)`; null where either says something else than the other. */
function understandLinkedName(trimmed: string, value: string, names: NameIndex): NameMeaning | null {
  const [, name = "", address = ""] = LINKED_NAME.exec(trimmed) ?? [];
  const meant = name === "" ? null : understandName(name, names);
  if (meant === null || (meant.means !== "license" && meant.means !== "family")) return null;
  const link = understandLink(address, names);
  const step = `“${value}” names a license and where it stands: ${meant.step}`;
  if (meant.means === "family") return link === null ? { ...meant, basis: "alias", step } : null;
  const agrees = link === null || JSON.stringify(link.expression) === JSON.stringify(meant.expression);
  return agrees ? { ...meant, basis: "alias", confidence: 0.9, step } : null;
}

const SHORT_NAME = /^([^\s()][^()]{0,120}?)\s{1,9}\(([^()]{2,40})\)$/;

/** A name and its short form, `Attribution 4.0 International (CC BY 4.0)`; null where either says something else than the other. */
function understandShortName(trimmed: string, value: string, names: NameIndex): NameMeaning | null {
  const [, long = "", short = ""] = SHORT_NAME.exec(trimmed) ?? [];
  const meant = long === "" ? null : recognize(long, names).meaning;
  const same = meant === null ? null : recognize(short, names).meaning;
  if (meant?.means !== "license" || same?.means !== "license") return null;
  if (JSON.stringify(meant.expression) !== JSON.stringify(same.expression)) return null;
  return { ...meant, basis: "alias", confidence: 0.9, step: `“${value}” names a license and its short form: ${meant.step}` };
}

const REMARKED =
  /^([^()]{2,80}?)\s{1,9}(?:\(([^()\s][^()]{1,200})\)|(?=(?:per|according to|as (?:stated|given|declared)|see|via)\s)([^()]{3,200}))$/i;
const REPOSITORY = /^[\w.-]{1,96}\/[\w.-]{1,96}$/;
/** Where the license was read. */
const WHERE = /^(?:as )?(?:per|according to|stated|given|declared|see|via|from|source:)\s/i;
/** Words of a remark that say more than where: parts, limits, other licenses. */
const SAYS_MORE =
  /\b(?:only|non|not?|but|except|unless|code|weights?|data(?:sets?)?|research|academic|commercial\w*|restrict\w*|terms|use|with|and|plus|or|cc|[al]?gpl\w*|apache|mit|bsd|llama|gemma|rail\w*|openrail\w*)\b/i;

/** A name and where it was read, `MIT (per the model card)`, `MIT (owner/name)`; null where the remark says more than that. */
function understandRemarked(trimmed: string, value: string, names: NameIndex): NameMeaning | null {
  const [, name = "", inside, behind] = REMARKED.exec(trimmed) ?? [];
  const remark = inside ?? behind ?? "";
  if (!REPOSITORY.test(remark) && (!WHERE.test(remark) || SAYS_MORE.test(remark))) return null;
  const meant = recognize(name, names).meaning;
  if (meant?.means !== "license" && meant?.means !== "family") return null;
  const step = `“${value}” names a license and where it was read: ${meant.step}`;
  return meant.means === "family" ? { ...meant, basis: "alias", step } : { ...meant, basis: "alias", confidence: 0.8, step };
}

function named(meaning: Meaning, names: NameIndex, basis: "identifier" | "alias", confidence: number, step: string): NameMeaning {
  if ("license" in meaning)
    return { means: "license", expression: leaf(meaning.license), basis, confidence, step: `${step} of ${meaning.license}` };
  const family = names.families.get(meaning.family);
  const candidates = family?.candidates ?? [];
  return {
    means: "family",
    family: meaning.family,
    candidates,
    basis,
    step: `${step} of a family: ${family?.plain ?? meaning.family} (${candidates.join(", ")})`,
  };
}

function isPlaceholder(lower: string, names: NameIndex): boolean {
  return names.placeholders.includes(lower) || /\{\{.{0,200}\}\}|^\{[^}]*\}$|^<[^>]*>$|^\$\{?\w+\}?$|more information needed/.test(lower);
}

/** The identifier with the fewest edits, where that is few enough to be a slip of the pen. */
function nearest(lower: string, names: NameIndex): string | null {
  if (lower.length < 3 || lower.length > 60) return null;
  const allowed = lower.length < 6 ? 1 : 2;
  let best: string | null = null;
  let fewest = allowed + 1;
  for (const id of [...names.hub.keys(), ...names.spdx.keys()]) {
    if (Math.abs(id.length - lower.length) >= fewest) continue;
    const edits = editDistance(lower, id, fewest);
    if (edits < fewest) {
      fewest = edits;
      best = names.spdx.get(id) ?? id;
    }
  }
  return best;
}

/** Levenshtein distance; `limit` where it is that or more. */
export function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest >= limit) return limit;
    row = next;
  }
  return row[b.length] ?? limit;
}

/** The names with the fewest edits, at most three; those that contain the name count as near. */
export function nearestNames(written: string, names: readonly string[]): readonly string[] {
  const lower = written.toLowerCase();
  return names
    .map((name) => ({ name, edits: name.toLowerCase().includes(lower) ? 1 : editDistance(lower, name.toLowerCase(), 5) }))
    .filter(({ edits }) => edits < Math.min(4, Math.max(2, written.length / 2)))
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}
