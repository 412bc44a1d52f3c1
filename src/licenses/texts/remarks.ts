import { lookUp, type TextIndex, unknownWord } from "./text-index.ts";
import { hashWord } from "./word-parts.ts";
import { emptyRoom, readWords } from "./words.ts";

/** What may stand beside a license text without changing it; see `rules/texts/remarks.yaml`. Patterns are of regular expressions. */
export interface RemarkRules {
  readonly telling: readonly string[];
  readonly inNames: readonly string[];
  readonly tellingParts: readonly string[];
  readonly licenseWords: readonly string[];
  readonly genericNames: readonly string[];
  /** Sentences that speak of licenses: in them words of a title of another one count. */
  readonly aboutLicense: string;
  /** One of these words, or of the names of a license, must be in what stands for a license. */
  readonly licenseHeads: readonly string[];
  readonly thing: string;
  readonly known: readonly string[];
  readonly notices: readonly string[];
  readonly statements: readonly string[];
  readonly titles: readonly string[];
}

/** Tells remarks from what lays something down, beside certain licenses. */
export interface Remarks {
  /** Whether a sentence, without markup and the punctuation at its end, says nothing that the license does not; `leads`: a list follows. */
  isHarmless(sentence: string, leads: boolean): boolean;
  /** Whether a word, by its hash, belongs to a statement of the license or to its names: alone it says nothing. */
  isFiller(word: number): boolean;
}

interface Compiled {
  readonly telling: ReadonlySet<number>;
  readonly tellingBesideNames: ReadonlySet<number>;
  readonly tellingParts: RegExp;
  readonly licenseWords: ReadonlySet<number>;
  /** For sentences in lower case, as are the next two: patterns that ignore case take three times as long to compile. */
  readonly known: readonly RegExp[];
  readonly notices: readonly RegExp[];
  readonly statements: readonly RegExp[];
  readonly titles: readonly RegExp[];
  readonly licenseHeads: ReadonlySet<number>;
  readonly aboutLicense: RegExp;
  /** Words of the identifiers of any license, and those of its title with them. */
  readonly identifierWords: ReadonlySet<number>;
  readonly nameWords: ReadonlySet<number>;
  /** The words of the names of each text, once they were asked for. */
  readonly ownWords: Map<number, readonly number[]>;
}

const longestSentence = 400;
/** A word of a title that more texts have is no name; see `rarity`. */
const rare = 64;
const name = "\\S+(?: \\S+){0,9}";
const license = "(?<$>.{1,160}?)";
const address = /https?:\S+|www\.\S+|(?<![^\s@])[^\s@]{1,200}@[^\s@]{1,200}\.\S+/g;
const room = emptyRoom(256);
const compiled = new WeakMap<TextIndex, Compiled>();

/** `texts`: the numbers of the texts that stand in the file. */
export function remarksBeside(texts: readonly number[], index: TextIndex): Remarks {
  const rules = rulesOf(index);
  return remarksWith(new Set(texts.flatMap((text) => ownWords(text, index, rules))), rules);
}

/** For a file without a license text: it may name any license. */
export function remarksAlone(index: TextIndex): Remarks {
  const rules = rulesOf(index);
  return remarksWith(rules.nameWords, rules);
}

function ownWords(text: number, index: TextIndex, { ownWords }: Compiled): readonly number[] {
  let words = ownWords.get(text);
  if (words === undefined) {
    words = [...namesOf(text, index), ...titleOf(text, index)];
    ownWords.set(text, words);
  }
  return words;
}

function rulesOf(index: TextIndex): Compiled {
  let rules = compiled.get(index);
  if (rules === undefined) {
    rules = compile(index);
    compiled.set(index, rules);
  }
  return rules;
}

function remarksWith(own: ReadonlySet<number>, rules: Compiled): Remarks {
  return {
    isHarmless: (sentence, leads) => isHarmless(sentence, leads, own, rules),
    isFiller: (word) => rules.licenseWords.has(word) || own.has(word),
  };
}

function isHarmless(sentence: string, leads: boolean, own: ReadonlySet<number>, rules: Compiled): boolean {
  if (sentence.length > longestSentence) return false;
  const lower = sentence.toLowerCase();
  if (rules.known.some((pattern) => fits(pattern, lower, own, rules))) return true;
  const words = wordsOf(sentence.replace(address, " "));
  if (rules.tellingParts.test(sentence)) return false;
  const addressed = wordsOf((sentence.match(address) ?? []).join(" ").replace(/[^\p{L}\p{N}]+/gu, " "));
  if (addressed.some((word) => rules.tellingBesideNames.has(word) && !own.has(word))) return false;
  if (words.some((word) => rules.tellingBesideNames.has(word) && !own.has(word))) return false;
  if (rules.notices.some((pattern) => pattern.test(lower))) return true;
  if (words.some((word) => rules.telling.has(word) && !own.has(word))) return false;
  const others = rules.aboutLicense.test(sentence) ? rules.nameWords : rules.identifierWords;
  if (words.some((word) => others.has(word) && !own.has(word))) return false;
  return (
    rules.statements.some((pattern) => fits(pattern, lower, own, rules)) ||
    (!leads && rules.titles.some((pattern) => fits(pattern, sentence, own, rules)))
  );
}

/** Whether the pattern matches and names no license but those in the file. */
function fits(pattern: RegExp, sentence: string, own: ReadonlySet<number>, { licenseWords, licenseHeads }: Compiled): boolean {
  const match = pattern.exec(sentence);
  if (match === null) return false;
  return Object.values(match.groups ?? {}).every((part) => {
    if (part === undefined) return true;
    const words = wordsOf(part.replace(address, " "));
    if (words.some((word) => !licenseWords.has(word) && !own.has(word))) return false;
    return words.some((word) => licenseHeads.has(word) || (own.has(word) && !licenseWords.has(word)));
  });
}

function compile(index: TextIndex): Compiled {
  const remarks: RemarkRules = JSON.parse(new TextDecoder().decode(index.remarks));
  const hashed = (words: readonly string[]): Set<number> => new Set(words.map(hashWord));
  const telling = hashed(remarks.telling);
  const inNames = hashed(remarks.inNames);
  const patterns = (sources: readonly string[]): readonly RegExp[] =>
    sources.map((source) => {
      const filled = source
        .replace(/\{work\}/g, () => `(?:${remarks.thing}|\\S+(?: \\S+){0,2})`)
        .replace(/\{thing\}/g, () => remarks.thing)
        .replace(/\{(license2?)\}/g, (_, slot: string) => license.replace("$", slot))
        .replace(/\{name\}/g, () => name);
      return new RegExp(`^(?:${filled})$`, "u");
    });
  const licenseWords = hashed([...remarks.licenseWords, ...years()]);
  const genericNames = hashed(remarks.genericNames);
  const telltale = (word: number): boolean => !licenseWords.has(word) && !genericNames.has(word);
  const identifierWords = new Set(index.names.flatMap((_, text) => namesOf(text, index).filter(telltale)));
  const titleWords = index.names.flatMap((_, text) => rareOf(text, index).filter(telltale));
  return {
    telling,
    tellingBesideNames: new Set([...telling].filter((word) => !inNames.has(word))),
    tellingParts: new RegExp(remarks.tellingParts.join("|"), "iu"),
    licenseWords,
    licenseHeads: hashed(remarks.licenseHeads),
    known: patterns(remarks.known),
    notices: patterns(remarks.notices),
    statements: patterns(remarks.statements),
    titles: patterns(remarks.titles),
    aboutLicense: new RegExp(remarks.aboutLicense, "iu"),
    identifierWords,
    ownWords: new Map(),
    nameWords: new Set([...identifierWords, ...titleWords]),
  };
}

/** Years tell no license from another. */
function years(): readonly string[] {
  return Array.from({ length: 60 }, (_, year) => String(1980 + year));
}

function wordsOf(text: string): readonly number[] {
  const { hashes, count } = readWords(text, room);
  return [...hashes.subarray(0, count)];
}

/** The words of the names that a text goes by. */
function namesOf(text: number, { names, withdrawn }: TextIndex): readonly number[] {
  return [...(names[text] ?? []), ...(withdrawn[text] ?? [])].flatMap((one) => wordsOf(one.replace(/^LicenseRef-/, "").replace(/-/g, " ")));
}

function titleOf(text: number, { titleOf, titleWords, vocabulary }: TextIndex): readonly number[] {
  return [...titleWords.subarray(titleOf[text] ?? 0, titleOf[text + 1] ?? 0)].flatMap((word) =>
    word === unknownWord ? [] : [vocabulary[word] ?? 0],
  );
}

function rareOf(text: number, index: TextIndex): readonly number[] {
  return titleOf(text, index).filter((hash) => (index.rarity[lookUp(index.vocabulary, hash)] ?? 0) >= rare);
}
