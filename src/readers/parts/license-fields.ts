import type { ScalarNode, ValueNode } from "../../formats/node.ts";
import { limits } from "../../limits.ts";
import type { Problem, Stated } from "../../model.ts";
import { isPlaceholder } from "./card-fields.ts";

/** Whether a value is a hole that nobody filled in, or a note to do so. */
export function isHole(value: string): boolean {
  return (
    isPlaceholder(value) ||
    /^(?:(?:todo|tbd|tba|fixme|placeholder)(?:\b|_)|(?:fill[- _]?me[- _]?in|your[- _].*license.*|insert[-_].*[-_]here|replace[-_](?:me|with[-_].*)|(?:to_)?verify(?:_\w*)?|to[ _]be[ _](?:verified|confirmed|determined|decided|announced)\b.*)$)/i.test(
      value.trim(),
    )
  );
}

/** What a license field of any shape states. */
export interface LicenseFields {
  readonly licenses: readonly Stated[];
  readonly licenseLink?: Stated;
}

const NAME_KEYS = ["id", "name", "identifier", "spdx", "spdx_id", "spdxId", "expression", "type", "title"];
/**
 * What holds the license of a mapping that names none itself: `{ license: { id } }`, `{ "@value" }`, `{ code, weights }`, `{ model_card, code_repository }`; the
 * code's where it is the only one.
 */
const INNER_KEYS = [
  /^(?:licen[cs]es?|licenseId|license_(?:id|name)|@?value)$|(?:^|_)(?:models?|weights?|checkpoints?)(?:$|_(?!code|license))/,
  /^(?:code|short_name|shortName)$/,
];
/** What names the file that holds the text, where nothing says which license it is. */
const FILE_KEYS = ["file", "source"];
const LINK_KEYS = ["url", "link", "uri", "href", "path", "@id", "license_link", "licenseUrl"];

/**
 * Reads a license field: a text, a list, or a mapping with a name and a link. Nothing is taken from null and empty values; a placeholder is a problem.
 * A text that is a web address and stands alone is the link.
 */
export function licenseFields(node: ValueNode | undefined, problems: Problem[]): LicenseFields {
  const licenses: Stated[] = [];
  const links: Stated[] = [];
  collect(node, problems, licenses, links);
  const only = licenses.length === 1 ? licenses[0] : undefined;
  if (only !== undefined && links.length === 0 && isLink(only.value)) return { licenses: [], licenseLink: only };
  const [link, ...more] = links;
  return { licenses: [...licenses, ...more], ...(link === undefined ? {} : { licenseLink: link }) };
}

/** The key of a license, however it is spelled and capitalized (`License`, `licence`, `model_license`), of its address beside it, and of its name where nothing else says it. */
const OWN_KEY = /^(?:(?:model|weights?)[-_ ]?)?li[cs]{1,2}en[cs]{1,2}es?$/i;
const OWN_LINK_KEY = /^licen[cs]e[-_ ]?(?:url|link)$/i;
const OWN_NAME_KEY = /^licen[cs]e[-_ ]?(?:name|id|type|identifier|spdx(?:[-_ ]?id)?|expression|info(?:rmation)?)$/i;

/** What the first of these mappings that states a license says of it; of a key that stands twice the last one counts. */
export function licenseIn(problems: Problem[], ...nodes: readonly (ValueNode | null | undefined)[]): LicenseFields {
  for (const node of nodes) {
    if (node?.type !== "map") continue;
    const last = node.entries.filter(({ key }, index) => !node.entries.slice(index + 1).some((later) => later.key === key));
    const under = (keys: RegExp) => last.flatMap(({ key, value }) => (keys.test(key) ? [licenseFields(value, problems)] : []));
    const own = joinLicenses(...under(OWN_KEY), ...under(OWN_LINK_KEY));
    const found = own.licenses.length > 0 ? own : joinLicenses(...under(OWN_NAME_KEY), own);
    if (found.licenses.length > 0 || found.licenseLink !== undefined) return found;
  }
  return { licenses: [] };
}

function collect(node: ValueNode | undefined, problems: Problem[], licenses: Stated[], links: Stated[]): void {
  if (node === undefined) return;
  if (node.type === "list") for (const item of node.items) collect(item, problems, licenses, links);
  if (node.type === "scalar") licenses.push(...filled(node, problems));
  if (node.type !== "map") return;
  const values = (keys: readonly string[]) =>
    node.entries.flatMap(({ key, value }) => (keys.includes(key) && value.type === "scalar" ? filled(value, problems) : []));
  const before = licenses.length + links.length + problems.length;
  licenses.push(...values(NAME_KEYS));
  links.push(...values(LINK_KEYS));
  for (const keys of INNER_KEYS) {
    if (licenses.length + links.length + problems.length > before) return;
    for (const { key, value } of node.entries) if (keys.test(key)) collect(value, problems, licenses, links);
  }
  if (licenses.length + links.length + problems.length === before) links.push(...values(FILE_KEYS));
}

/** A scalar that says something and is no placeholder. */
export function filled(node: ValueNode | undefined, problems: Problem[]): readonly Stated[] {
  if (node?.type !== "scalar" || !says(node)) return [];
  const stated: Stated = { value: node.text.trimEnd().slice(0, limits.valueCharacters + 1), location: node.location };
  if (!isHole(stated.value)) return [stated];
  problems.push(placeholder(stated));
  return [];
}

function says(node: ScalarNode): boolean {
  return node.kind !== "null" && node.text.trim() !== "";
}

export function placeholder({ value, location }: Stated): Problem {
  return { message: `a placeholder stands where a value belongs: ${value}; fill it in`, location };
}

export function isLink(value: string): boolean {
  return /^(?:https?:)?\/\/\S+$/i.test(value.trim());
}

/** Joins what two license fields state. */
export function joinLicenses(...fields: readonly LicenseFields[]): LicenseFields {
  const [link, ...more] = fields.flatMap(({ licenseLink }) => licenseLink ?? []);
  const all = [...fields.flatMap(({ licenses }) => licenses), ...more];
  const isSame = (one: Stated, other: Stated) => one.value === other.value && one.location === other.location;
  const licenses = all.filter((one, index) => !all.slice(0, index).some((before) => isSame(one, before)));
  return { licenses, ...(link === undefined ? {} : { licenseLink: link }) };
}
