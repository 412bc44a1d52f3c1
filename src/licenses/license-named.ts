import type { LicenseClass, LicenseFile, Term } from "../model.ts";
import { fileName } from "../paths.ts";
import { type LicenseSaid, licensesSaid } from "./card-licenses.ts";
import { classesNamed } from "./classes.ts";
import type { Knowledge } from "./knowledge.ts";
import { licenseNamed, type NameMeaning, understandLink } from "./names.ts";

type Named = Extract<NameMeaning, { means: "license" | "family" }>;

/** Speaks of what others wrote. */
const OF_OTHERS = /third[-_ ]?party|notices?\b/i;
/** Longer files are licenses of their own, whatever others they name. */
const LONGEST_NOTE = 4000;
const IDENTIFIER = /SPDX-License-Identifier:[ \t]{0,9}([^\r\n]{1,200})/;

/**
 * The license that a license file names without holding its text: “The weights are released under CC BY-NC 4.0”, an SPDX identifier, a bare name or address. What is
 * said of weights or a model goes before what is said of the rest. Null where it names none or several, or lays down limits on commerce that the named
 * license does not hold: then it is a license of its own.
 */
export function licenseNamedIn(file: LicenseFile, terms: readonly Term[], knowledge: Knowledge): Named | null {
  if (file.type !== "license" || file.text.length > LONGEST_NOTE || OF_OTHERS.test(fileName(file.path))) return null;
  const said = licensesSaid(file, knowledge.names);
  const ofWeights = said.filter(({ isOfWeights }) => isOfWeights);
  const alone = aloneIn(file.text, knowledge);
  const meanings = alone === null ? (ofWeights.length > 0 ? ofWeights : said).map(({ meaning }: LicenseSaid) => meaning) : [alone];
  const [first] = meanings;
  if (first === undefined || first === null || meanings.some((one) => one === null || keyOf(one) !== keyOf(first))) return null;
  const limits = (classes: readonly LicenseClass[]) => classes.includes("commercial-restricted");
  const own = terms.flatMap(({ term }) => knowledge.terms.get(term)?.class ?? []);
  return limits(own) && !limits(classesNamed(first, knowledge)) ? null : first;
}

/** What a file says that holds nothing else than a name or an address, or that is marked with an identifier. */
function aloneIn(text: string, { names }: Knowledge): Named | null {
  const marked = IDENTIFIER.exec(text)?.[1]?.trim() ?? text.trim();
  return marked.length > 200 || marked.includes("\n") ? null : (licenseNamed(marked, names) ?? understandLink(marked, names));
}

function keyOf(meaning: Named): string {
  return JSON.stringify(meaning.means === "license" ? meaning.expression : meaning.candidates);
}
