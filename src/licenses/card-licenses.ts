import type { LicenseFile, Stated } from "../model.ts";
import { badgesAsWords } from "./card-badges.ts";
import type { NameIndex } from "./knowledge.ts";
import { licenseNamed, type NameMeaning, understandLink } from "./names.ts";

/** A license that the text of a card or a notice says something is under: what it means; null where nobody knows that name. */
export interface LicenseSaid {
  readonly stated: Stated;
  /** Whether the sentence says so of weights, or of a model. */
  readonly isOfWeights: boolean;
  readonly meaning: Extract<NameMeaning, { means: "license" | "family" }> | null;
}

/** A paragraph or an item of a list as one line, without the marks of Markdown. */
interface Passage {
  readonly text: string;
  /** Where each line of the card begins in it. */
  readonly starts: readonly { readonly at: number; readonly line: number }[];
  readonly links: readonly { readonly at: number; readonly address: string }[];
  readonly heading: string;
}

const WEIGHTS = "(?:weights?|checkpoints?|models?)";
const WEIGHTS_ZH = "(?:权重|模型|检查点)";
/** Made when they are first asked for. All that is between the words of one is bounded. */
const sayings = lazily(() => ({
  // released under, is subject to
  under:
    /\b(?:(?:licen[sc]ed|(?:re)?distributed|released|available|published|provided|offered|shared|governed|covered|falls?|(?<weak>is|are|remains?|stays?)) under|(?<strong>(?:subject|bound) to|(?:governed|bound) by|compl(?:y|ies) with|inherits?|follows?|retains?|agrees? to|accepts?|licen[sc]ed))\s|(?:lizenziert unter|(?:sous|bajo|sob|sotto)(?: la| a)? licen[czç](?:e|i?a)) (?:der |la |de la )?|(?<zh>遵循|采用|适用|依照|按照)\s?(?:其|了)?\s?/gi,
  // 重みは CC BY-NC 4.0 ライセンス; 가중치는 CC BY-NC 4.0
  subject: /(?:は|[는은])\s?(?=(?:CC|A?GPL)[ -])/g,
  // weights: CC BY-NC 4.0; the weights are CC BY-NC 4.0; weights | CC BY-NC 4.0
  weights: new RegExp(`\\b${WEIGHTS}(?: licen[cs]e)?(?: ?[:|–—] ?| - | (?:is|are|remains?) )`, "gi"),
  // weights (CC BY-NC 4.0), weights are non-commercial (CC BY-NC)
  // under the same license as this repository (CC BY-NC 4.0)
  bracketed: new RegExp(`\\b(?:${WEIGHTS}(?: (?:is|are))?(?: [\\w-]{1,20})?,?|same licen[cs]e as [^.;|()]{1,60}) \\(`, "gi"),
  license: /(?:^|\| )(?:the |model |weights )?licen[cs]e ?[:|] ?/gi,
  elsewhere: [
    new RegExp(
      `\\b${WEIGHTS}\\b[^.;|]{0,60}? (?:subject to|governed by|bound by|remains? under|(?:is|are|falls?|licensed|released|distributed) under|follows?|inherits?|keeps?|retains?|adheres? to) [^.;|]{0,60}?\\b(?:respective|upstream|original|own|separate|(?:creator|publisher|vendor|provider|maker)s?|base model|underlying|parent)\\b[^.;|]{0,40}?\\b(?:licen[cs](?:es?|ing)|terms)\\b`,
      "i",
    ),
    /\b(?:licensed|released|published|distributed|available|provided|shared) under the same (?:licen[cs]es?|terms)(?: of use)? (?:of|as) (?:the|its|their) (?:base|original|upstream|parent|underlying|source)\b/i,
    /\b(?:subject to|governed by|follows?|inherits?) (?:the )?(?:same )?(?:licen[cs]es?|terms)(?: of use)? (?:of|as|from) (?:the|its|their) (?:base|original|upstream|parent|underlying|source)\b/i,
    new RegExp(`\\b${WEIGHTS} (?:is|are) (?:licensed|released|distributed) (?:separately|independently)\\b`, "i"),
    new RegExp(`\\b${WEIGHTS} (?:is|are) not licensed\\b(?! (?:for|to|separately|only)\\b)`, "i"),
    new RegExp(
      `${WEIGHTS_ZH}[^。；;|]{0,20}(?:遵循|遵守|依照|按照|适用|受)[^。；;|]{0,20}(?:各自|原始|上游|原项目|原作者|模型卡|基座|基础模型)[^。；;|]{0,16}(?:许可|协议|条款)`,
    ),
    new RegExp(`\\blicen[cs]e (?:does|do) not (?:apply|extend) to (?:the |any )?(?:\\w{1,20} ){0,2}${WEIGHTS}\\b`, "i"),
    new RegExp(
      `\\b${WEIGHTS} (?:is|are) (?:not covered by|excluded from|not under) (?:it\\b|this\\b|that\\b|[^.;|]{0,40}licen[cs]e\\b)`,
      "i",
    ),
    new RegExp(`\\b${WEIGHTS}\\b[^.;|]{0,60} (?:inherit|follow|keep|retain)s? the licen[cs]e (?:from|of)\\b`, "i"),
    new RegExp(`\\b${WEIGHTS}\\b[^.;|]{0,80} (?:carry|carries|have|has|comes? with) (?:its|their) own (?:licen[cs]es?|terms)\\b`, "i"),
    /(?:モデル|重み)[^。|]{0,30}(?:別(?:の)?ライセンス|ライセンスの対象外|License の対象外|の対象外)/i,
  ],
  // the voices are copyrighted by their rightful owners
  ofOwners:
    /\b(?:models?|weights?|checkpoints?|loras?|voices?|characters?|likeness(?:es)?|copyrights?|all rights)\b[^.;|]{0,60}? (?:copyright(?:ed)?|belongs?|property|owned|held|remains?|stays?)\b[^.;|]{0,30}?\b(?:rightful|respective|original|lawful) (?:copyright )?(?:owners?|creators?|artists?|authors?|(?:rights? ?)?holders?)\b|(?:权重|模型|角色|音色|声音)[^。；;|]{0,30}归[^。；;|]{0,12}(?:原|各自)[^。；;|]{0,12}所有/i,
}));
/** What is in every saying, looked for first: most lines hold none. */
const telling =
  / under |covered|owner|creator|artist|author|holder|归|li[cz]en[czsç]|ライセンス|対象外|许可|协议|条款|subject|govern|bound|compl(?:y|ies) with|agree|\bc\.?c\.?[ -]by|terms/i;
const legal = /licen[cs]e|agreement|terms|policy|许可|协议|rail\b|^(?:cc[- \d]|creative commons|[al]?gpl|gnu )/i;
/** Licenses that are named without being known: “the Acme Model License”, “Acme's terms”. */
const unheardOf =
  /(?<!\S)\p{Lu}\S{0,30}(?: \S{1,30}){0,5}? (?:[Ll]icen[cs]e|Agreement|Terms)\b|['’]s (?:\S{1,30} ){0,3}(?:licen[cs]e|terms)\b/u;
const ofNoName = /\b(?:permissive|open[- ]source|open licen[cs]e|free|same|this|that|following|above|style|like)\b/i;
const beginning =
  /^(?:(?:the|an?|its|their|our|either|both|terms(?: and conditions)? of|terms|conditions of|subject to|(?:licen[sc]ed|released|distributed|provided|available) under) )+/i;
const compared = /\b(?:unlike|than|not|no longer|instead of|rather than)\b/i;
/** “The source code, excluding the weights, …” */
const leftOut = /\b(?:excluding|except(?: for)?|apart from|other than|not including|but not)\b[^,;]{0,100}/i;
const ofOthers = /\b(?:code|codebase|scripts?|sources?|implementation|tokenizer|library|framework|harness|evaluated|benchmarks?)\b|代码/i;
const ofWeights = /\b(?:weights?|checkpoints?|models?)\b|权重|模型|检查点/i;
/** What is said of owners in passing, of marks and of data. */
const ofMarks = /trade ?mark|logo|brand|product|company|\bdata|corpus|corpora|数据/i;
/** Under it the name of the license stands alone. */
const licenseHeading = /^[^\p{L}]*(?:model |weights )?licen[cs]e[^\p{L}]*$/iu;
const otherHeading = /data|train|evaluat|benchmark|acknowledg|credit|code|depend|third|related|citation/i;
/** A word that belongs to the name before it. */
const goesOn = /^(?!Licen[cs]e|Agreement|Terms|International|Public|Version|Community|AND\b|OR\b)\p{Lu}/u;
const longestName = 10;
const mostWords = 16;

/** The licenses that a card's text says it, or a part of it, is under; each with its line. */
export function licensesSaid(card: LicenseFile, names: NameIndex): readonly LicenseSaid[] {
  return passagesOf(card.text).flatMap((passage) => {
    if (!telling.test(passage.text)) return [];
    const { under, subject: named, weights, bracketed, license } = sayings();
    const from = (pattern: RegExp) => [...passage.text.matchAll(pattern)];
    return [
      ...from(under).flatMap((match) => {
        const subject = sentenceBefore(match.index, passage.text).replace(leftOut, "");
        if (compared.test(subject) || (ofOthers.test(subject) && !ofWeights.test(subject))) return [];
        const needsLegal = match.groups?.["weak"] !== undefined || match.groups?.["strong"] !== undefined;
        return namesAt(match.index + match[0].length, passage, card, names, { needsLegal, isOfWeights: ofWeights.test(subject) });
      }),
      ...[...from(weights), ...from(bracketed), ...from(named)].flatMap((match) =>
        compared.test(sentenceBefore(match.index, passage.text))
          ? []
          : namesAt(match.index + match[0].length, passage, card, names, { needsLegal: true, atOnce: true, isOfWeights: true }),
      ),
      ...(licenseHeading.test(passage.heading) ? namesAt(0, passage, card, names, { needsLegal: true, atOnce: true }) : []),
      ...(otherHeading.test(passage.heading) ? [] : from(license)).flatMap((match) =>
        namesAt(match.index + match[0].length, passage, card, names, { atOnce: true }),
      ),
    ];
  });
}

/** What a card says of terms of its weights that stand elsewhere: “the weights remain under their upstream license”, “the voices belong to their rightful owners”. */
export function termsElsewhere(card: LicenseFile): readonly Stated[] {
  return passagesOf(card.text).flatMap((passage) => {
    if (!telling.test(passage.text)) return [];
    const { elsewhere, ofOwners } = sayings();
    for (const pattern of [...elsewhere, ofOwners]) {
      const match = pattern.exec(passage.text);
      if (match !== null && !(pattern === ofOwners && ofMarks.test(sentenceBefore(match.index, passage.text) + match[0])))
        return [{ value: match[0], location: locationOf(match.index, passage, card) }];
    }
    return [];
  });
}

interface Where {
  /** A bare name of a model means no license here. */
  readonly needsLegal?: boolean;
  /** The name stands at the beginning. */
  readonly atOnce?: boolean;
  /** It is said of weights: a license that is not known counts too. */
  readonly isOfWeights?: boolean;
}

/** The licenses that are named behind a place, up to the end of that part of the sentence. */
function namesAt(at: number, passage: Passage, card: LicenseFile, names: NameIndex, where: Where): readonly LicenseSaid[] {
  const rest = passage.text.slice(at, at + 200);
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
  let mayBeUnheardOf = isOfWeights;
  for (let first = 0; first < words.length; first += 1) {
    if (first > 0 && !/^[\p{Lu}\d]|[-\d]/u.test(words[first] ?? "")) continue;
    const named = longestNameAt(first, words, names);
    if (named === null) continue;
    const sure = first === 0 ? !where.needsLegal || legal.test(segment) : legal.test(named.name) || /\d/.test(named.name);
    if (sure) found.push({ stated: { value: named.name, location }, isOfWeights, meaning: named.meaning });
    mayBeUnheardOf = false;
    first += named.count - 1;
    if (where.atOnce) break;
  }
  const [sole] = found;
  if (linked !== null && (sole === undefined || (found.length === 1 && sole.meaning?.means === "family")))
    return [{ stated: { value: sole?.stated.value ?? link?.address ?? "", location }, isOfWeights, meaning: linked }];
  if (found.length > 0) return found;
  return mayBeUnheardOf && unheardOf.test(segment) && !ofNoName.test(segment)
    ? [{ stated: { value: told, location }, isOfWeights, meaning: null }]
    : [];
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

function passagesOf(text: string): readonly Passage[] {
  const passages: Passage[] = [];
  let heading = "";
  let open: { text: string; starts: { at: number; line: number }[]; links: { at: number; address: string }[]; heading: string } | null =
    null;
  for (const [line, written] of text.split("\n").entries()) {
    const title = /^\s{0,3}#{1,6}\s+(\S.*)$/.exec(written)?.[1] ?? /^\s*\*\*([^*]{3,60})\*\*:?\s*$/.exec(written)?.[1];
    if (title !== undefined) heading = title;
    const item = /^\s*(?:(?:[-*+>|]|\d{1,3}[.)])\s|\[?!\[|<(?:a|img)\b)/i.test(written);
    if (written.trim() === "" || title !== undefined || item) open = null;
    if (written.trim() === "") continue;
    if (open === null) {
      open = { text: "", starts: [], links: [], heading };
      passages.push(open);
    }
    if (open.text !== "") open.text += " ";
    open.starts.push({ at: open.text.length, line });
    open.text += plain(written, open.text.length, open.links);
    if (title !== undefined) open = null;
  }
  return passages;
}

/** A line without the marks of Markdown; the addresses of its links are put by with the places where their words begin. */
function plain(line: string, at: number, links: { at: number; address: string }[]): string {
  const bare = badgesAsWords(line)
    .replace(/^\s*(?:(?:[-*+>|#]{1,6}|\d{1,3}[.)])\s+)+/, "")
    .replace(/\*\*|__|`|<br ?\/?>|<\/?[bi]>/g, "");
  let text = "";
  let last = 0;
  for (const match of bare.matchAll(/!?\[([^[\]]{0,200})\]\(\s*([^()\s]{0,300})[^()]{0,200}\)/g)) {
    text += bare.slice(last, match.index);
    links.push({ at: at + text.length, address: match[2] ?? "" });
    text += match[1] ?? "";
    last = match.index + match[0].length;
  }
  return (text + bare.slice(last)).trim();
}

function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
