import type { Knowledge, LicenseEntry } from "../licenses/knowledge.ts";
import { expandClauses, type PlacedClause } from "../licenses/terms.ts";
import type { Clause, Effect, ParameterValue } from "../model.ts";
import { grouped } from "../numbers.ts";
import type { Block, Entry, Explanation } from "./explain.ts";

const HEADINGS: readonly (readonly [Effect, string])[] = [
  ["grant", "You may"],
  ["restriction", "You may not"],
  ["condition", "Conditions and limits"],
  ["obligation", "You must"],
  ["information", "Good to know"],
];

/** A license: who made it, what it allows, forbids and asks, each with its section, and what differs from the version before it and from its siblings. */
export function explainLicense(entry: LicenseEntry, knowledge: Knowledge): Explanation {
  const clauses = expandClauses(entry.expression, knowledge);
  const blocks: Block[] = [
    { block: "title", text: `${entry.name} (${entry.expression})` },
    {
      block: "text",
      text: [
        publisherText(entry.publisher),
        entry.version === null ? "" : `Version ${entry.version}.`,
        `It is ${entry.classes.join(" and ")}.`,
      ]
        .filter((part) => part !== "")
        .join(" "),
    },
  ];
  for (const [effect, heading] of HEADINGS) {
    const items = clauses
      .filter(({ clause }) => knowledge.terms.get(clause.term)?.effect === effect)
      .map((placed) => entryOf(placed, entry, knowledge));
    if (items.length > 0) blocks.push({ block: "list", heading, items });
  }
  if (entry.incorporates.length > 0)
    blocks.push({
      block: "text",
      text: `It makes binding: ${entry.incorporates.map((id) => knowledge.names.catalog.get(id) ?? id).join(", ")}.`,
    });
  const previous = entry.previous === null ? undefined : knowledge.licenses.get(knowledge.names.catalog.get(entry.previous) ?? "");
  if (previous !== undefined)
    blocks.push(differences(`What differs from the version before it, ${previous.expression}`, entry, previous, knowledge));
  blocks.push(...siblings(entry, knowledge));
  if (entry.links.length > 0)
    blocks.push({ block: "list", heading: "Where the text stands", items: entry.links.map((link) => ({ text: link, source: "" })) });
  blocks.push({ block: "text", text: "Read from the text by its sections; not legal advice." });
  return blocks;
}

/** The catalog's word for a text that no organization stands behind. */
const COMMUNITY = "(community)";

function publisherText(publisher: string | null): string {
  if (publisher === null) return "";
  return publisher === COMMUNITY ? "By a community rather than an organization." : `By ${publisher}.`;
}

function entryOf({ clause, license }: PlacedClause, entry: LicenseEntry, knowledge: Knowledge): Entry {
  const details = parameterText(clause.parameters);
  const section = clause.section === null || clause.section === "" ? "" : `section ${clause.section}`;
  const where = license === entry.expression ? section : [license, section].filter((part) => part !== "").join(", ");
  const words = clause.locator === null ? "" : ` “${clause.locator}”`;
  return {
    text: `${knowledge.terms.get(clause.term)?.plain ?? ""} [${clause.term}]${details === "" ? "" : ` ${details}`}`,
    source: `${where}${words}`,
  };
}

function parameterText(parameters: Clause["parameters"]): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join("; ");
}

function valueText(value: ParameterValue): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "number" ? grouped(value) : String(value);
}

/** Which terms one license has and the other has not, and which have other parameters. */
function differences(heading: string, entry: LicenseEntry, other: LicenseEntry, knowledge: Knowledge): Block {
  const own = byTerm(entry, knowledge);
  const theirs = byTerm(other, knowledge);
  const items: Entry[] = [];
  for (const [term, text] of own) {
    const before = theirs.get(term);
    if (before === undefined) items.push({ text: `new: ${term}${text === "" ? "" : ` (${text})`}`, source: "" });
    else if (before !== text)
      items.push({ text: `changed: ${term}: ${before || "no parameters"} → ${text || "no parameters"}`, source: "" });
  }
  for (const [term, text] of theirs)
    if (!own.has(term)) items.push({ text: `gone: ${term}${text === "" ? "" : ` (${text})`}`, source: "" });
  return { block: "list", heading, items: items.length > 0 ? items : [{ text: "no term that is cataloged", source: "" }] };
}

function byTerm(entry: LicenseEntry, knowledge: Knowledge): ReadonlyMap<string, string> {
  const terms = new Map<string, string>();
  for (const { clause } of expandClauses(entry.expression, knowledge)) {
    const text = parameterText(clause.parameters);
    const known = terms.get(clause.term);
    terms.set(clause.term, known === undefined || known === text ? text : [known, text].filter((part) => part !== "").join(" | "));
  }
  return terms;
}

function siblings(entry: LicenseEntry, knowledge: Knowledge): Block[] {
  if (entry.family === null) return [];
  const others = knowledge.licenses.keys().flatMap((license) => {
    const other = knowledge.licenses.get(license);
    return other === undefined || other.family !== entry.family || other.expression === entry.expression || other.kind !== entry.kind
      ? []
      : [other];
  });
  if (others.length === 0) return [];
  const items = others.map((other) => {
    const block = differences("", entry, other, knowledge);
    const count = block.block === "list" ? block.items.filter(({ text }) => !text.startsWith("no term")).length : 0;
    return {
      text: `${other.expression}: ${other.name}`,
      source: count === 0 ? "no term differs" : `${count} ${count === 1 ? "term differs" : "terms differ"}`,
    };
  });
  return [{ block: "list", heading: `Its siblings (${entry.family})`, items }];
}
