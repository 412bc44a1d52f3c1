import type { Element, Sequence } from "./rules.ts";
import { isHan } from "./words.ts";

/** A mistake in a pattern, said in words. */
export class PatternError extends Error {}

/** Where the compiler keeps the words and the groups that it has met. */
export interface Vocabulary {
  readonly words: Map<string, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly spellings: Readonly<Record<string, string>>;
}

const tokens = /\.\.\.?(\d+)?|[()[\]|]|@[a-z-]+|<[a-z]+>|[\p{Script=Han}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+\*?|[$€£¥%#✓✗]|['’-]|\s+|./gu;
/** How many words a gap without a number may hold, among words of letters and among Chinese characters. */
const usualGap = 6;
const usualHanGap = 12;
const longestGap = 120;

/**
 * Compiles one pattern. `may not .. use .. (commercial|business) purpose*`:
 * `..` is a gap (`..20` of at most 20 words), `(a|b c)` alternatives, `[a]` may be absent, `word*` any word that begins so, `@name` a group,
 * `<number>`, `<money>` (with a currency) and `<count>` (without one) classes of words. Hyphens and apostrophes are the same as in the text.
 */
export function compilePattern(source: string, vocabulary: Vocabulary): Sequence {
  const parts = (source.match(tokens) ?? []).filter((part) => !/^[\s'’-]+$/.test(part));
  let at = 0;
  const wordElement = (text: string): Element => {
    const known = vocabulary.words.get(text);
    if (known !== undefined) return known;
    vocabulary.words.set(text, vocabulary.words.size);
    return vocabulary.words.size - 1;
  };
  const sequence = (until: string): Element[] => {
    const elements: Element[] = [];
    while (at < parts.length && !until.includes(parts[at] ?? "")) {
      const part = parts[at++] ?? "";
      if (part === "(" || part === "[") {
        const alternatives = [sequence(part === "(" ? "|)" : "|]")];
        while (parts[at] === "|") {
          at++;
          alternatives.push(sequence(part === "(" ? "|)" : "|]"));
        }
        if (parts[at++] !== (part === "(" ? ")" : "]")) throw new PatternError(`${part} is not closed in: ${source}`);
        const [only] = alternatives;
        if (alternatives.some((alternative) => alternative.length === 0)) throw new PatternError(`an empty alternative in: ${source}`);
        if (part === "(")
          elements.push(alternatives.length === 1 && only !== undefined && only.length === 1 ? (only[0] ?? 0) : ["|", ...alternatives]);
        else elements.push(alternatives.length === 1 && only !== undefined ? ["?", ...only] : ["?", ["|", ...alternatives]]);
      } else if (part.startsWith("..")) {
        const given = /\d+/.exec(part)?.[0];
        const chinese =
          isHan(parts.slice(0, at - 1).findLast((other) => /[\p{L}<@]/u.test(other)) ?? "") ||
          isHan(parts.slice(at).find((other) => /[\p{L}<@]/u.test(other)) ?? "");
        const max = given === undefined ? (chinese ? usualHanGap : usualGap) : Number(given);
        if (max > longestGap) throw new PatternError(`a gap of more than ${longestGap} words in: ${source}`);
        elements.push(["~", max]);
      } else if (part.startsWith("@")) {
        const group = vocabulary.groups.get(part.slice(1));
        if (group === undefined) throw new PatternError(`no group ${part} (groups are defined before they are used) in: ${source}`);
        elements.push(["@", group]);
      } else if (/^[\p{L}\p{M}\p{N}<#$€£¥%✓✗]/u.test(part)) {
        const written = part.normalize("NFKC").toLowerCase();
        const spelled = vocabulary.spellings[written] ?? written;
        for (const word of spelled.split(" ")) elements.push(wordElement(word));
      } else throw new PatternError(`${part} has no meaning in: ${source}`);
    }
    return elements;
  };
  const elements = sequence("");
  if (at < parts.length) throw new PatternError(`${parts[at]} was not opened in: ${source}`);
  if (elements.length === 0) throw new PatternError("an empty pattern");
  if (typeof elements[0] === "object" && (elements[0][0] === "~" || elements[0][0] === "?"))
    throw new PatternError(`a pattern begins with a word: ${source}`);
  return elements;
}
