import type { Knowledge } from "../licenses/knowledge.ts";
import { understandLicenseName, understandName } from "../licenses/names.ts";
import type { Check } from "../model.ts";
import { explainCheck } from "./check.ts";
import { explainLicense } from "./license.ts";
import { explainTerm } from "./term.ts";

/** A paragraph, or a list under a heading; the command line lays them out. */
export type Explanation = readonly Block[];
export type Block =
  | { readonly block: "title"; readonly text: string }
  | { readonly block: "text"; readonly text: string }
  | { readonly block: "list"; readonly heading: string; readonly items: readonly Entry[] };
export interface Entry {
  readonly text: string;
  /** Where it stands: license and section, or a link. */
  readonly source: string;
}

/** Explains a license, a term or a check by its name, in plain words; null where the name is none of them. */
export function explain(name: string, knowledge: Knowledge, checks: readonly Check[]): Explanation | null {
  const check = checks.find(({ id }) => id === name.replace(/^modelterms\//, ""));
  if (check !== undefined) return explainCheck(check);
  if (knowledge.terms.has(name)) return explainTerm(name, knowledge);
  const direct = knowledge.licenses.get(name);
  if (direct !== undefined) return explainLicense(direct, knowledge);
  const understood = understandName(name, knowledge.names);
  const meaning =
    understood.means === "license" || understood.means === "family" ? understood : understandLicenseName(name, knowledge.names);
  if (meaning.means === "family") return explainFamily(name, meaning.family, knowledge);
  if (meaning.means !== "license") return null;
  if ("operator" in meaning.expression) return null;
  const entry = knowledge.licenses.get(meaning.expression.license);
  return entry === undefined ? null : explainLicense(entry, knowledge);
}

function explainFamily(name: string, family: string, knowledge: Knowledge): Explanation {
  const known = knowledge.names.families.get(family);
  const items = (known?.candidates ?? []).map((candidate) => {
    const entry = knowledge.licenses.get(candidate);
    return { text: `${candidate}: ${entry?.name ?? "a text that is not in the catalog"}`, source: entry?.classes.join(", ") ?? "unknown" };
  });
  return [
    { block: "title", text: `${name}: ${known?.plain ?? "a family of licenses"}` },
    {
      block: "text",
      text: "The name fits several texts. It is never taken for one of them; a component that states it is judged as the strictest.",
    },
    { block: "list", heading: "It may mean", items },
  ];
}
