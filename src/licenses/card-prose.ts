import type { CardProse, Conclusion, Item, LicenseClass, LicenseFile, Stated, Term } from "../model.ts";
import { type LicenseSaid, licensesSaid, termsElsewhere } from "./card-licenses.ts";
import { classesOf, classesOfCandidates } from "./classes.ts";
import type { Knowledge, NameIndex } from "./knowledge.ts";
import { type NameMeaning, understandLicenseName, understandName } from "./names.ts";
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
  const terms = cards.flatMap((card) => limits(card, readText, knowledge, news));
  const said = [
    ...cards.flatMap((card) => licensesSaid(card, knowledge.names)),
    ...notices.flatMap((notice) => licensesSaid(notice, knowledge.names)).filter((one) => isOfModel(one, knowledge)),
  ];
  const named = said.filter(({ meaning }) => meaning !== null && news(classesNamed(meaning, knowledge))).map(({ stated }) => stated);
  const isFree = !known.some((one) => one === "commercial-restricted" || one === "responsible-use");
  const isWeights = isFree && (item.kind === "model" || item.kind === "adapter");
  const unheardOf = isWeights
    ? [...said.filter(({ meaning }) => meaning === null).map(({ stated }) => stated), ...namesUnheardOf(item, concluded, knowledge.names)]
    : [];
  const elsewhere = isWeights && !statesBases(item) ? [...cards, ...notices].flatMap(termsElsewhere) : [];
  const prose = { terms, named: distinct(named), elsewhere: distinct([...unheardOf, ...elsewhere]) };
  return Object.values(prose).every((found) => found.length === 0) ? null : prose;
}

/** A notice speaks of programs too: of those no license is one that only models are under. */
function isOfModel({ isOfWeights, meaning }: LicenseSaid, knowledge: Knowledge): boolean {
  return isOfWeights || (meaning !== null && classesNamed(meaning, knowledge).includes("responsible-use"));
}

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
  return readText(card).terms.filter(({ term, value }) => {
    const { class: cause, parameters } = knowledge.terms.get(term) ?? {};
    return cause !== undefined && news([cause]) && (parameters?.includes("list") !== true || namesUses(value));
  });
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

function classesNamed(meaning: Extract<NameMeaning, { means: "license" | "family" }>, knowledge: Knowledge): readonly LicenseClass[] {
  return meaning.means === "license" ? classesOf(meaning.expression, knowledge) : classesOfCandidates(meaning.candidates, knowledge);
}
