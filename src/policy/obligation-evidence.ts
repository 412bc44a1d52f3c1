import { leafNames } from "../licenses/expression.ts";
import type { LicenseFile, Location, Stated, Term } from "../model.ts";
import { fileName } from "../paths.ts";
import type { ObligationFacts } from "./obligations.ts";

/** Where an obligation is seen to be met; no location where it is not, and then why not. */
export interface Evidence {
  readonly locations: readonly Location[];
  readonly reason: string;
}

/** Looks in the repository for what an obligation asks. */
export function evidenceFor(term: Term, facts: ObligationFacts): Evidence {
  switch (term.term) {
    case "provide-copy-of-license":
      return licenseText(term, facts);
    case "attribution-notice":
      return notice(term, facts);
    case "display-text":
      return displayed(term, facts);
    case "name-prefix":
      return named(term, facts, (name, text) => name.startsWith(text), "begins with");
    case "name-must-include":
      return named(term, facts, (name, text) => name.includes(text), "contains");
    case "pass-through-restrictions":
    case "share-alike":
      return sameLicense(term, facts);
    case "source-disclosure":
      return { locations: placesOf(facts).slice(0, 1), reason: "its files lie in this repository" };
    case "disclosure-of-changes":
      return changesStated(facts);
    default:
      return { locations: [], reason: "no file can show it: a person must attest it" };
  }
}

function licenseText({ license }: Term, { item, readText }: ObligationFacts): Evidence {
  const files = [...item.licenseFiles, ...item.enclosingFiles].filter((file) =>
    readText(file).groups.some(({ licenses }) => licenses.includes(license)),
  );
  if (files.length === 0) return { locations: [], reason: `no file beside the model or above it holds the text of ${license}` };
  return {
    locations: files.slice(0, 1).map(({ path, startLine }) => ({ path, line: startLine, column: 1 })),
    reason: "the text of the license lies with the model",
  };
}

/** A notice in given words must stand in a notice file or a card; without given words the license text with its copyright line serves. */
function notice(term: Term, facts: ObligationFacts): Evidence {
  const wanted = wantedTexts(term);
  const noticeFiles = [...facts.item.licenseFiles, ...facts.item.enclosingFiles].filter(({ type }) => type === "notice");
  if (wanted.length === 0) {
    const text = licenseText(term, facts);
    if (text.locations.length > 0) return { ...text, reason: "the license text with its notices lies with the model" };
    if (noticeFiles[0] !== undefined)
      return { locations: [{ path: noticeFiles[0].path, line: 1, column: 1 }], reason: "a notice file lies with the model" };
    return { locations: [], reason: "no notice file and no license text lies with the model" };
  }
  for (const file of noticeFiles) {
    const line = remembered(noticeLines, file, wanted, () => noticeLine(file, wanted));
    if (line !== null) return { locations: [{ path: file.path, line, column: 1 }], reason: "the notice stands there" };
  }
  return credited(wanted, facts.credits, "no notice file holds it");
}

/** The line in which one of the texts stands; 1 where it stands in several lines together; null where none does. */
function noticeLine({ text }: LicenseFile, wanted: readonly string[]): number | null {
  const texts = wanted.map(plain);
  const holds = (one: string) => texts.some((notice) => plain(one).includes(notice));
  const at = text.split("\n").findIndex(holds);
  if (at !== -1) return at + 1;
  return holds(text) ? 1 : null;
}

function displayed(term: Term, facts: ObligationFacts): Evidence {
  const wanted = wantedTexts(term);
  if (wanted.length === 0) return { locations: [], reason: "the words are not given: a person must attest it" };
  return credited(wanted, facts.credits, "no README, card or notice of this repository displays it");
}

function credited(wanted: readonly string[], credits: readonly Stated[], missing: string): Evidence {
  const found = remembered(creditLines, credits, wanted, () => {
    const texts = wanted.map(plain);
    return credits.find(({ value }) => texts.some((text) => plain(value).includes(text)));
  });
  return found === undefined ? { locations: [], reason: missing } : { locations: [found.location], reason: "the words stand there" };
}

function named(term: Term, facts: ObligationFacts, fits: (name: string, text: string) => boolean, how: string): Evidence {
  const name = fileName(facts.item.name);
  const wanted = wantedTexts(term);
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (wanted.some((text) => fits(letters(name), letters(text))))
    return { locations: placesOf(facts).slice(0, 1), reason: `the name ${name} ${how} ${wanted.join(" or ")}` };
  return { locations: [], reason: `the name ${name} should be one that ${how} ${wanted.join(" or ")}` };
}

/** Passing a model on under the same license binds recipients to the same terms. */
function sameLicense({ license }: Term, { conclusion, item }: ObligationFacts): Evidence {
  const own = conclusion.expression === null ? [] : leafNames(conclusion.expression);
  const covered =
    own.includes(license) || conclusion.candidates.includes(license) || conclusion.steps.some((step) => step.includes(license));
  if (covered)
    return {
      locations: [conclusion.location ?? item.declarations[0]?.location].filter((location) => location !== undefined),
      reason: "it is passed on under the same license",
    };
  return { locations: [], reason: `it is not stated to be under ${license}` };
}

/** A card that names the base model says that this is another. */
function changesStated({ item }: ObligationFacts): Evidence {
  const base = item.declarations.flatMap(({ bases }) => bases ?? []).find(({ inferred }) => !inferred);
  return base === undefined
    ? { locations: [], reason: "nothing says that and how it was changed" }
    : { locations: [base.location], reason: "the base model and the change are stated" };
}

function placesOf({ item }: ObligationFacts): readonly Location[] {
  return item.declarations.map(({ location }) => location);
}

function wantedTexts(term: Term): readonly string[] {
  const text = term.value?.["text"];
  if (text === undefined) return [];
  return Array.isArray(text) ? text.map(String) : [String(text)];
}

const noticeLines = new WeakMap<LicenseFile, Map<string, number | null>>();
const creditLines = new WeakMap<readonly Stated[], Map<string, Stated | undefined>>();

/** The same words are looked for in the same place for every component under a license: once is enough. */
function remembered<Place extends object, Found>(
  known: WeakMap<Place, Map<string, Found>>,
  place: Place,
  wanted: readonly string[],
  look: () => Found,
): Found {
  const ofPlace = known.get(place) ?? new Map<string, Found>();
  known.set(place, ofPlace);
  const key = wanted.join("\n");
  if (!ofPlace.has(key)) ofPlace.set(key, look());
  return ofPlace.get(key) as Found;
}

/** Letters and digits only, so that line ends, quotes and markup make no difference. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
