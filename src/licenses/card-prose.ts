import type { Item, LicenseClass, Stated, Term } from "../model.ts";
import { classesOf, classesOfCandidates } from "./classes.ts";
import type { Knowledge } from "./knowledge.ts";
import { understandLicenseName } from "./names.ts";
import type { TextReader } from "./read-text.ts";

/** What the text of a card lays down beyond the license that was concluded. */
export interface CardProse {
  /** Terms of classes that the license does not belong to. */
  readonly terms: readonly Term[];
  /** Licenses of such classes that the text says the thing is under, as it writes them. */
  readonly named: readonly Stated[];
}

const limiting: readonly LicenseClass[] = ["commercial-restricted", "responsible-use", "copyleft"];
/** Made when it is first asked for: V8 reads classes of Unicode for up to a millisecond. */
const statement = () =>
  /\b(?:licen[sc]ed|released|distributed|available|published|provided|governed|falls?) under (?:the |an? |terms of |\[|\*){0,4}([\p{L}\p{N}][\p{L}\p{N}.+ -]{1,60}?)(?:[\]*),;(]|\.(?:\s|$)|\s(?:licen[sc]e|agreement|terms|and|for|which|by|with|as|in|see)\b|$)/giu;
/** What is in every statement, looked for first: most lines hold none. */
const stating = / under /i;

/**
 * Reads what cards say of their terms. A limit that the concluded license does not hold is told; what it holds too is no news, nor is that
 * laws must be kept: prohibited uses count where they can be named.
 */
export function proseOf(item: Item, concluded: readonly LicenseClass[], readText: TextReader, knowledge: Knowledge): CardProse {
  const cards = item.licenseFiles.filter(({ type }) => type === "card");
  if (cards.length === 0 || concluded.includes("unknown")) return { terms: [], named: [] };
  const news = (classes: readonly LicenseClass[]): boolean => classes.some((one) => limiting.includes(one) && !concluded.includes(one));
  const terms = cards
    .flatMap((card) => readText(card).terms)
    .filter(({ term, value }) => {
      const { class: cause, parameters } = knowledge.terms.get(term) ?? {};
      return cause !== undefined && news([cause]) && (value !== null || parameters?.includes("list") !== true);
    });
  const named = cards.flatMap(({ path, text, startLine }) =>
    text.split("\n").flatMap((line, at) =>
      [...(stating.test(line) ? line.matchAll(statement()) : [])].flatMap(({ 1: name = "" }) => {
        const value = name.trim();
        return news(classesNamed(value, knowledge)) ? [{ value, location: { path, line: startLine + at, column: 1 } }] : [];
      }),
    ),
  );
  return { terms, named };
}

function classesNamed(name: string, knowledge: Knowledge): readonly LicenseClass[] {
  const meaning = understandLicenseName(name, knowledge.names);
  if (meaning.means === "license") return classesOf(meaning.expression, knowledge);
  if (meaning.means === "family") return classesOfCandidates(meaning.candidates, knowledge);
  return [];
}
