import type { LicenseFile, Stated } from "../model.ts";
import { newNameAhead, newNamesAlone, newNamesElsewhere, subjectOf } from "./card-new-names.ts";
import { type Passage, passagesOf } from "./card-passages.ts";
import {
  beginning,
  compared,
  goesOn,
  leftOut,
  legal,
  licenseHeading,
  ofGathering,
  ofMarks,
  ofNoName,
  ofOthers,
  ofWeights,
  otherHeading,
  sayings,
  telling,
  unheardOf,
} from "./card-sayings.ts";
import type { NameIndex } from "./knowledge.ts";
import { licenseNamed, type NameMeaning, understandLink } from "./names.ts";

/** A license that the text of a card or a notice says something is under: what it means; null where nobody knows that name. */
export interface LicenseSaid {
  readonly stated: Stated;
  /** Whether the sentence says so of weights, or of a model. */
  readonly isOfWeights: boolean;
  /** Whether it says so of data. */
  readonly isOfData: boolean;
  readonly meaning: Extract<NameMeaning, { means: "license" | "family" }> | null;
}

/** Whoever takes the model agrees to it. */
const agreed = /^(?:agree|accept)/i;
const longestName = 10;
const mostWords = 16;

/** The licenses that a card's text says it, or a part of it, is under; each with its line. */
export function licensesSaid(card: LicenseFile, names: NameIndex): readonly LicenseSaid[] {
  const title = /^#\s+(\S.*)$/m.exec(card.text)?.[1] ?? "";
  return passagesOf(card.text).flatMap((passage) => {
    if (!telling.test(passage.text)) return [];
    const { under, subject: named, foreign, ahead, built, weights, bracketed, license } = sayings();
    const from = (pattern: RegExp) => [...passage.text.matchAll(pattern)];
    /** The names behind a match, unless its sentence compares with something else or speaks of code alone. */
    const said = (match: RegExpExecArray, where: Where) => {
      const subject = sentenceBefore(match.index, passage.text).replace(leftOut, "");
      const isOfWeights = where.isOfWeights === true || ofWeights.test(subject);
      if (compared.test(subject) || (ofOthers.test(subject) && !isOfWeights)) return [];
      const of = subjectOf(subject, title);
      return namesAt(match.index + match[0].length, passage, card, names, {
        ...where,
        isOfWeights: isOfWeights || agreed.test(match[0]),
        isOfData: of === "data",
        mayBeNew: of !== null,
      });
    };
    const isKnown = (name: string) => licenseNamed(name, names) !== null;
    return [
      ...(otherHeading.test(passage.heading) ? [] : newNamesAlone(passage.text))
        .map(({ at, name }) => unknown(name, at, passage, card))
        .filter(({ stated }) => !isKnown(stated.value)),
      ...newNamesElsewhere(passage.text, isKnown).map(({ at, name }) => unknown(name, at, passage, card)),
      ...from(under).flatMap((match) =>
        said(match, { needsLegal: match.groups?.["weak"] !== undefined || match.groups?.["strong"] !== undefined }),
      ),
      ...[...from(weights), ...from(bracketed), ...from(named)].flatMap((match) =>
        said(match, { needsLegal: true, atOnce: true, isOfWeights: true }),
      ),
      ...[...from(foreign), ...from(ahead)].flatMap((match) => said(match, { needsLegal: true, atOnce: true })),
      ...from(built).flatMap((match) => namesAt(match.index + match[0].length, passage, card, names, { atOnce: true, isOfWeights: true })),
      ...(licenseHeading.test(passage.heading) && !ofDataAlone(passage.lead)
        ? namesAt(0, passage, card, names, { needsLegal: true, atOnce: true, mayBeNew: true })
        : []),
      ...(otherHeading.test(passage.heading) ? [] : from(license)).flatMap((match) =>
        namesAt(match.index + match[0].length, passage, card, names, { atOnce: true, mayBeNew: true }),
      ),
    ];
  });
}

/** A list of what data is under says nothing of a model. */
function ofDataAlone(lead: string): boolean {
  return /\bdata(?: ?sets?)?\b|\bcorp(?:us|ora)\b/i.test(lead) && !ofWeights.test(lead);
}

/**
 * What a card says of terms of its weights that stand elsewhere: those of whoever provides it, or what it was made with (“agree to our terms of
 * service”, “follow Acme's usage policy”), and, unless its bases are judged for themselves, theirs: “the weights remain under their upstream
 * license”, “the voices belong to their rightful owners”.
 */
export function termsElsewhere(card: LicenseFile, statesBases: boolean): readonly Stated[] {
  return passagesOf(card.text).flatMap((passage) => {
    if (!telling.test(passage.text)) return [];
    const { ofProviders, elsewhere, ofOwners } = sayings();
    for (const pattern of statesBases ? ofProviders : [...ofProviders, ...elsewhere, ofOwners]) {
      const match = pattern.exec(passage.text);
      if (match === null) continue;
      const subject = sentenceBefore(match.index, passage.text);
      if (ofProviders.includes(pattern) ? ofGathering.test(subject) : pattern === ofOwners && ofMarks.test(subject + match[0])) continue;
      return [{ value: match[0], location: locationOf(match.index, passage, card) }];
    }
    return [];
  });
}

export interface Where {
  /** A bare name of a model means no license here. */
  readonly needsLegal?: boolean;
  /** The name stands at the beginning. */
  readonly atOnce?: boolean;
  /** It is said of weights: a license that is not known counts too. */
  readonly isOfWeights?: boolean;
  readonly isOfData?: boolean;
  /** It is said of the thing itself: a license that is not known counts where words with capitals name one. */
  readonly mayBeNew?: boolean;
}

/** What stands before the name: whose work it is, and that the terms are those of the base. */
const beside =
  /^(?:(?:©|\(c\)|copyright)\s?[^,;|.]{1,60},\s|(?:the )?(?:terms|licen[cs]e) of (?:the|its) (?:base|upstream|original)(?: model)?,\s)/i;

/** The licenses that are named behind a place, up to the end of that part of the sentence. */
export function namesAt(at: number, passage: Passage, card: LicenseFile, names: NameIndex, where: Where): readonly LicenseSaid[] {
  const whole = passage.text.slice(at, at + 200);
  const passed = beside.exec(whole)?.[0] ?? "";
  const rest = whole.slice(passed.length);
  const segment = (/^(?:[^.;|(,，。；、（]|\.(?!\s|$))*/.exec(rest)?.[0] ?? "").trim();
  const location = locationOf(at, passage, card);
  const link = passage.links.find((one) => one.at >= at && one.at <= at + segment.length);
  const linked = link === undefined ? null : understandLink(link.address, names);
  const told = segment.replace(beginning, "");
  const words = told
    .replace(/['’]s\b/g, "")
    .replace(/(?<=[\w.+-])(?=\p{Script=Han})/gu, " ")
    .split(/\s+/)
    .slice(0, mostWords);
  const found: LicenseSaid[] = [];
  const isOfWeights = where.isOfWeights === true;
  const isOfData = where.isOfData === true;
  let mayBeUnheardOf = isOfWeights;
  for (let first = 0; first < words.length; first += 1) {
    if (first > 0 && !/^[\p{Lu}\d]|[-\d]/u.test(words[first] ?? "")) continue;
    const named = longestNameAt(first, words, names);
    if (named === null) continue;
    const sure = first === 0 ? !where.needsLegal || legal.test(segment) : legal.test(named.name) || /\d/.test(named.name);
    if (sure) found.push({ stated: { value: named.name, location }, isOfWeights, isOfData, meaning: named.meaning });
    mayBeUnheardOf = false;
    first += named.count - 1;
    if (where.atOnce) break;
  }
  const [sole] = found;
  if (linked !== null && (sole === undefined || (found.length === 1 && sole.meaning?.means === "family")))
    return [{ stated: { value: sole?.stated.value ?? link?.address ?? "", location }, isOfWeights, isOfData, meaning: linked }];
  if (found.length > 0) return found;
  if (mayBeUnheardOf && unheardOf.test(segment) && !ofNoName.test(segment)) return [unknown(told, at, passage, card, where)];
  const name = where.mayBeNew === true ? newNameAhead(told) : null;
  return name === null ? [] : [unknown(name, at, passage, card, where)];
}

/** A license that something is said to be under, and that nobody knows. */
function unknown(value: string, at: number, passage: Passage, card: LicenseFile, where: Where = {}): LicenseSaid {
  const location = locationOf(at, passage, card);
  return { stated: { value, location }, isOfWeights: where.isOfWeights === true, isOfData: where.isOfData === true, meaning: null };
}

/** The longest name that begins there and goes no further: the “Fair” of a “Fair Weather License” is no license. */
function longestNameAt(first: number, words: readonly string[], names: NameIndex) {
  for (let count = Math.min(longestName, words.length - first); count > 0; count -= 1) {
    const name = words
      .slice(first, first + count)
      .join(" ")
      .replace(/[.:)]$/, "");
    const meaning = /^[./\\]|\/$/.test(name) ? null : licenseNamed(name, names);
    if (meaning === null || goesOn.test(words[first + count] ?? "")) continue;
    const short = name.replace(/ licen[cs]e$/i, "");
    return { name: licenseNamed(short, names) === null ? name : short, meaning, count };
  }
  return null;
}

function sentenceBefore(at: number, text: string): string {
  const before = text.slice(Math.max(0, at - 160), at);
  return before.slice(Math.max(...[".", ";", "!", "?", "|"].map((end) => before.lastIndexOf(end))) + 1);
}

function locationOf(at: number, { starts }: Passage, { path, startLine }: LicenseFile): Stated["location"] {
  return { path, line: startLine + (starts.findLast((start) => start.at <= at)?.line ?? 0), column: 1 };
}
