import type { CardProse, Conclusion, Item, LicenseClass, LicenseFile, Location, Stated, Term } from "../model.ts";
import { folderOf } from "../paths.ts";
import { doubtsIn } from "./card-doubts.ts";
import { type LicenseSaid, licensesSaid, termsElsewhere } from "./card-licenses.ts";
import { licensesOfParts } from "./card-parts.ts";
import { classesNamed, classesOf, classesOfCandidates } from "./classes.ts";
import { formatExpression, leaf } from "./expression.ts";
import type { Knowledge, NameIndex } from "./knowledge.ts";
import { understandLicenseName, understandName } from "./names.ts";
import type { TextReader } from "./read-text.ts";

const limiting: readonly LicenseClass[] = ["commercial-restricted", "responsible-use", "copyleft"];

/**
 * Reads what cards say of their terms, and which licenses notices name. A limit that the concluded license does not hold is told; what it holds too is no news, nor is that
 * laws must be kept: prohibited uses count where they can be named. Terms that stand elsewhere are told beside a free
 * license, and where no base is stated, which would be judged for itself.
 */
export function proseOf(item: Item, concluded: Conclusion, readText: TextReader, knowledge: Knowledge): CardProse | null {
  const { classes: known } = concluded;
  if (known.includes("unknown")) return null;
  const cards = item.licenseFiles.filter(({ type }) => type === "card");
  const notices = item.licenseFiles.filter(({ type }) => type === "notice");
  const news = (classes: readonly LicenseClass[]): boolean => classes.some((one) => limiting.includes(one) && !known.includes(one));
  const beside = textsBeside(item);
  const above = cardsAbove(item);
  const terms = [
    ...[...cards, ...beside].flatMap((text) => limits(text, readText, knowledge, news)),
    ...notices.flatMap((notice) => limits(notice, readText, knowledge, news).filter((term) => speaksOfModels(notice, term))),
    ...above.flatMap((card) =>
      limits(card, readText, knowledge, news).filter(({ evidence }) => isOfAll(card, evidence?.startLine, evidence?.quote)),
    ),
  ];
  const said = [
    ...cards.flatMap((card) => [...licensesSaid(card, knowledge.names), ...licensesOfParts(card, item, knowledge.names)]),
    ...saidOfAll(above, knowledge.names),
    ...notices.flatMap((notice) => licensesSaid(notice, knowledge.names)).filter((one) => isOfModel(one, knowledge)),
  ];
  const named = [
    ...said.filter(({ meaning }) => meaning !== null && news(classesNamed(meaning, knowledge))).map(({ stated }) => stated),
    ...beside.flatMap((file) => licensesIn(file, known, readText, knowledge)),
  ];
  const isFree = !known.some((one) => one === "commercial-restricted" || one === "responsible-use");
  const isWeights = isFree && (item.kind === "model" || item.kind === "adapter");
  const isNew = ({ meaning, isOfData, isOfWeights }: LicenseSaid) =>
    meaning === null && !(item.kind === "dataset" ? isOfWeights : isOfData);
  const unheardOf = [
    ...(isFree && item.kind !== "application" ? said.filter(isNew).map(({ stated }) => stated) : []),
    ...(isWeights ? namesUnheardOf(item, concluded, knowledge.names) : []),
  ];
  const elsewhere = isWeights ? [...cards, ...notices].flatMap((text) => termsElsewhere(text, statesBases(item))) : [];
  const prose = { terms, named: distinct(named), elsewhere: distinct([...unheardOf, ...elsewhere]), doubts: [] };
  if (Object.values(prose).some((found) => found.length > 0)) return prose;
  const doubts = known.includes("commercial-restricted") ? [] : cards.flatMap(doubtsIn);
  return doubts.length === 0 ? null : { ...prose, doubts };
}

/** Pages further up speak of the models below them too, where they speak of all. */
function cardsAbove({ role, kind, enclosingFiles }: Item): readonly LicenseFile[] {
  return role === "published" && (kind === "model" || kind === "adapter") ? enclosingFiles.filter(({ type }) => type === "card") : [];
}

/** The licenses that pages further up say all models below them are under. */
function saidOfAll(cards: readonly LicenseFile[], names: NameIndex): readonly LicenseSaid[] {
  return cards.flatMap((card) =>
    licensesSaid(card, names).filter(
      ({ meaning, isOfWeights, stated }) => meaning !== null && isOfWeights && isOfAll(card, stated.location.line, stated.value),
    ),
  );
}

/** Where the page beside a license text further up says that the models are under that license; null where it does not. */
export function confirmedAbove(item: Item, { expression, location }: Conclusion, names: NameIndex): Location | null {
  const beside = cardsAbove(item).filter(({ path }) => location !== null && folderOf(path) === folderOf(location.path));
  const said = saidOfAll(beside, names).find(
    ({ meaning }) => meaning?.means === "license" && formatExpression(meaning.expression) === expression,
  );
  return said?.stated.location ?? null;
}

/** “All models in this repository”, “our pretrained weights”, “code and models”; not “the weights of …”. */
const ofAll =
  /(?:^|[.!?:;,>|*-] |\b(?:and|all|our|the|these|any) )(?:(?:of|the|our|these|pre-?trained|trained|released|provided|published|included|bundled|fine-?tuned|model|models|weights|checkpoints|and) ){0,6}(?:models|weights|checkpoints)\b(?! (?:of|for|from|by|on|with|trained|based|named|called|listed|marked|used|that|which|you|we)\b)|(?:所有|全部|本项目的?|本仓库的?|代码[和及与、]|^)(?:预训练)?模型(?:的)?(?:权重|参数)?(?:均|都|也)?(?:采用|遵循|适用|依照|按照|使用)/i;

/** Whether the sentence of a page in which something is said speaks of all models that the page is about. It may begin on the line before. */
function isOfAll({ text, startLine }: LicenseFile, line: number | null | undefined, words = ""): boolean {
  if (line === null || line === undefined) return false;
  const at = line - startLine;
  const passage = text
    .split("\n")
    .slice(Math.max(0, at - 1), at + 3)
    .join(" ")
    .replace(/\s+/g, " ");
  const start = words.replace(/\s+/g, " ").slice(0, 12);
  return passage.split(/(?<=[.!?]) /).some((sentence) => sentence.includes(start) && ofAll.test(sentence));
}

const limitingUse: readonly LicenseClass[] = ["commercial-restricted", "responsible-use"];

/** License texts that lie beside a component without saying what they cover: in `LICENSES/`, in `third_party/`. */
function textsBeside({ role, licenseFiles, thirdPartyFiles }: Item): readonly LicenseFile[] {
  return role === "published" ? [...licenseFiles.filter(({ collection }) => collection), ...(thirdPartyFiles ?? [])] : [];
}

/** The licenses of such texts that limit use. Copyleft is mostly that of some program. */
function licensesIn(file: LicenseFile, known: readonly LicenseClass[], readText: TextReader, knowledge: Knowledge): readonly Stated[] {
  return readText(file).groups.flatMap(({ licenses: [license, ...same], startLine }) => {
    if (license === undefined) return [];
    const classes = same.length === 0 ? classesOf(leaf(license), knowledge) : classesOfCandidates([license, ...same], knowledge);
    const isNews = classes.some((one) => limitingUse.includes(one) && !known.includes(one));
    return isNews ? [{ value: license, location: { path: file.path, line: startLine, column: 1 } }] : [];
  });
}

/** A notice speaks of programs too: of those no license is one that only models are under. */
function isOfModel({ isOfWeights, meaning }: LicenseSaid, knowledge: Knowledge): boolean {
  return isOfWeights || (meaning !== null && classesNamed(meaning, knowledge).includes("responsible-use"));
}

/** A notice speaks of programs too: a limit in it counts where the paragraph, or the heading above it, speaks of weights or a model. */
function speaksOfModels({ text, startLine }: LicenseFile, { evidence }: Term): boolean {
  if (evidence === null) return false;
  const lines = text.split("\n");
  const at = evidence.startLine - startLine;
  const isEmpty = (line: string): boolean => line.trim() === "";
  const start = lines.slice(0, at).findLastIndex(isEmpty) + 1;
  const end = lines.findIndex((line, index) => index > at && isEmpty(line));
  const heading = lines.slice(0, at).findLast((line) => /^\s{0,3}#{1,6}\s/.test(line)) ?? "";
  return [heading, ...lines.slice(start, end === -1 ? undefined : end)].some((line) => ofModels.test(line));
}

const ofModels = /\b(?:models?|weights?|checkpoints?)\b|权重|模型/i;

/** What only those write who limit the use of what they give away. */
const limitingName = /(?:^|[^a-z])(?:research|non-?commercial|nc|academic|evaluation|educational|personal)(?:[^a-z]|$)/i;

/** Names of licenses that nobody knows: those that speak of a limit, and those of which the text beside the model cannot be meant to be that license's. */
function namesUnheardOf({ declarations }: Item, { basis }: Conclusion, names: NameIndex): readonly Stated[] {
  return declarations.flatMap(({ licenses = [], licenseName, licenseLink }) => {
    if (licenseName === undefined || understandLicenseName(licenseName.value, names).means !== "nothing") return [];
    const isOther = licenses.every(({ value }) => understandName(value, names).means === "special");
    const isApart = isOther && licenseLink === undefined && basis === "text";
    return isApart || limitingName.test(licenseName.value) ? [licenseName] : [];
  });
}

function limits(
  card: LicenseFile,
  readText: TextReader,
  knowledge: Knowledge,
  news: (classes: readonly LicenseClass[]) => boolean,
): Term[] {
  return readText(card).terms.filter((found) => {
    const { class: cause, parameters } = knowledge.terms.get(found.term) ?? {};
    if (cause === undefined || !news([cause])) return false;
    const isOfUses = parameters?.includes("list") === true;
    if (isOfUses && !namesUses(found.value)) return false;
    return !((isOfUses || advisable.has(found.term)) && isAdvice(found, card));
  });
}

/** Terms that sentences about what a model is good for look like: “not validated for clinical use”. */
const advisable: ReadonlySet<string> = new Set(["field-of-use", "non-production"]);
const binding =
  /\b(?:must|may|shall|can|will|do|does|under no circumstances) not\b|\bcannot\b|\bnever\b|\bprohibit|\bforbid|\bnot (?:allowed|permitted|licensed)\b|\bonly\b|\bno\b/gi;
const advising =
  /\b(?:should|ought to|is|are) not\b|\bnot (?:be |been )?(?:intended|suitable|suited|meant|designed|tested|validated|recommended|approved|cleared|ready)\b/gi;
const legalHeading = /licen[cs]|terms|legal|agreement|polic|restrict|prohibit|许可|协议|ライセンス|라이[선센]스|lizenz|licen[cç]ia/i;

/** “It should not be used for diagnosis” advises where a license forbids. What stands under a heading about the license is meant as one. */
function isAdvice({ evidence }: Term, card: LicenseFile): boolean {
  if (evidence === null) return false;
  const lines = card.text.split("\n").slice(0, evidence.endLine - card.startLine + 1);
  const start = lines.findLastIndex((line) => /^\s{0,3}#{1,6}\s|^\s*\*\*[^*]+\*\*:?\s*$/.test(line));
  if (legalHeading.test(lines[start] ?? "")) return false;
  const passage = lines.slice(start + 1).join(" ");
  const last = (words: RegExp) => [...passage.matchAll(words)].at(-1)?.index ?? -1;
  return last(advising) > last(binding);
}

/** Whether uses are named beside what the law forbids anyway. */
function namesUses(value: Term["value"]): boolean {
  const list = value?.["list"];
  return value !== null && !(Array.isArray(list) && list.every((use) => use === "illegal-activity"));
}

function statesBases({ declarations }: Item): boolean {
  return declarations.some(({ bases }) => bases !== undefined && bases.length > 0);
}

/** Each place and value once. */
function distinct(all: readonly Stated[]): readonly Stated[] {
  return [...new Map(all.map((one) => [`${one.location.path} ${one.location.line} ${one.value}`, one])).values()];
}
