// The words by which sentences of cards are told that limit a use, or ask something for it.
import { asksOrDeniesElsewhere } from "./card-doubt-languages.ts";

/** Words that are said of uses alone. */
const commercial =
  /\b(?:(?:non-?)?commercial(?:ly|i[sz]\w{1,8})?|for-?profits?|moneti[sz]\w{1,6}|resell|closed[- ]source|closed products?|proprietary (?:products?|software|use|projects?))\b/i;
/** Words that a model may be about as well: they count beside those of terms. */
const trade =
  /\b(?:commerce|business(?:es)?|compan(?:y|ies)|firms?|corporat(?:e|ions?)|enterprises?|profit(?:s|able)?|money|revenues?|ARR|industry|industrial (?:users?|partners?|use|applications?)|sell(?:ing)?|sold|startups?|employers?|sales|industr(?:y|ies)|governments?|(?:government|public|defen[cs]e) agenc(?:y|ies)|law enforcement|SaaS)\b/i;
const terms =
  /licen[sc]|subscri|\b(?:permission|approval|agreement|contract|contact (?:us|me|the)|talk to|write to|ask (?:us|me)|reach out|get in touch|pay|paid|fees?|owes?|royalt(?:y|ies)|key from|terms|sign(?:ed)?|free|purchase|buy|obtain|forms?|donations?|request|charges?|charged|share \d|revenue share|(?:must|may|can) ?not (?:be )?used?|can['’]t (?:be )?used?|not (?:be )?(?:allowed|permitted)|prohibit(?:s|ed)?|forbid(?:s|den)?|exclud(?:e|es|ed))\b/i;
const strong =
  /\b(?:must|needs?|requir(?:e|es|ed)|contact|talk (?:to|about)|asked|charges?|charged|by contract|ha(?:ve|s) to|mandatory|compulsory|obliged|share \d{1,2} ?%|revenue share|obtain|purchase|buy|subscriptions?|subscribe|negotiat\w{1,4}|owes?|paid|declined|reserves?|prohibit(?:s|ed)?|forbid(?:s|den)?|not (?:allowed|permitted|licensed)|unless|except|dual[- ]licen[sc]ed)\b/i;
const weak =
  /\b(?:only|solely|exclusively|cannot|can ?not|can['’]t|not|no|never|ask|reach out|get in touch|separate(?:ly)?|DM|inquir\w{1,4}|enquir\w{1,4}|write to|limited to|restrict(?:s|ed)|exclud(?:e|es|ed)|reserved|agreement|through)\b|\b(?:under|for) (?:[\w-]{1,20} ){0,3}non-?commercial\b/i;
const thing =
  /\b(?:models?|weights?|checkpoints?|licen[sc]\w{1,8}|adapter|lora|use|used|usage|using|release|download\w{0,3}|this|it|these|them|free)\b/i;
const permission =
  /\b(?:ask|asks|request|get|obtain|seek|needs?|requires?) (?:for )?(?:\w{1,12} ){0,3}(?:permission|consent|approval|OK|go-ahead)\b|\bneeds? (?:an? )?(?:\w{1,12} ){0,2}(?:key|licen[cs]e) from\b/i;
/** Who or what a license leaves out, that there is another one, and what a label of weights says. */
const leftOut =
  /\bexcluded from (?:this|the|our) (?:licen[cs]e|grant)\b|\bno rights? (?:is|are) granted\b|\b(?:weights?|checkpoints?|models?)\b[^|]{0,30}\|[^|]{0,60}\bnon-?commercial\b|\b(?:fewer|less|more) than (?:\d[\d,.]{0,10}|[a-z]{1,12}) (?:employees|seats)\b|\b(?:restrictions|terms) apply\b|\b(?:ends?|voids?|terminates?) (?:your|the|this) licen[cs]e\b|\bcustom licen[cs]e\b|\blicen[cs]e [^.;]{0,40}\bcustom\b|\b(?:weights?|checkpoints?|models?|adapter)\b[^.;]{0,40}\b(?:research|academic|evaluation|proprietary|community) licen[cs]e\b|\bif you(?:['’]re| are) [^.]{1,60}\b(?:cannot|can['’]t|may not|must not) use\b|\b(?:community|research|non-?commercial|proprietary|acceptable use) (?:licen[cs]e|agreement|policy) applies\b/i;
const circle =
  /\b(?:scientific|enjoyment|research\w{0,4}|academi\w{1,4}|universit\w{1,4}|education(?:al)?|teaching|students?|hobby\w{0,4}|personal|private|non-?profits?|internal(?:ly)?|members?|partners?|participants?|reviewers?|consortium|customers?|demonstrations?)\b/i;
const limited =
  /\b(?:only|solely|exclusively|strictly|purely|limited to|restricted to|reserved for|confined to|nobody else|no one else)\b/i;
const accessible =
  /\b(?:models?|weights?|checkpoints?|licen[sc]\w{1,8}|adapter|lora|use|used|using|usage|publish|access|releas(?:e|ed)|available|this|these)\b/i;
/** To pass on or to use in a certain way, banned. */
const banned =
  /\b(?:do not|don['’]t|must not|may not|shall not|cannot|can['’]t|not (?:be )?(?:allowed|permitted|licen[sc]ed|authori[sz]ed)|prohibited|forbidden)(?: [\w,-]{1,16}){0,8}? (?:re-?upload\w{0,3}(?! the (?:base|original))|mirror(?:ing|ed)?|re-?distribut\w{1,4}|resell\w{0,3}|resold|sell(?:ing)?|sold|re-?post\w{0,3}|re-?host\w{0,3}|sublicens\w{1,4}|military|surveillance|weapons?|(?:in|within) the (?:EU|European Union|UK|US|United States))\b|\b(?:in|within) the (?:EU|European Union|UK|US|United States) (?:is|are) (?:not (?:allowed|permitted|licen[sc]ed|authori[sz]ed)|prohibited|forbidden)\b|\bnot for (?:resale|redistribution)\b/i;
const grant =
  /\bfree(?:ly)? (?:for|to use for|in) (?:any|all|every|commercial|both|personal and commercial)\b|\bfree (?:of|from)\b|\b(?:allow(?:s|ed|ing)?|permit(?:s|ted)?|welcome|encouraged)\b(?<!not (?:allowed|permitted))|\b(?:can|may) (?:also )?be (?:freely )?used (?:in|for) (?:\w{1,12} ){0,3}commercial|\b(?:can|may) be used commercially\b|\b(?:including|also|even) (?:\w{1,12} ){0,3}commercial|\bcommercial (?:and|or|as well as) (?:non-?commercial|research|academic|personal|private)\b|\b(?:research|academic|personal|private|non-?commercial) (?:and|or|as well as) commercial\b|\bboth\b|\bany (?:lawful )?purpose\b|\b(?:no|without|few) (?:\w{1,12} ){0,3}(?:restrictions?|limitations?|royalt\w{1,4}|fees?|permission|strings)\b|\bnot (?:required|necessary|restricted|limited)\b|\bno need\b|\bno questions\b|\bfreely available\b|\bfriendly\b/i;
/** Comparisons, what held before, names and marks, questions, advice. */
const other =
  /\b(?:than|compar\w{1,8}|outperform\w{0,4}|unlike|benchmark\w{0,4}|baselines?|harness|affiliated|apis?|prior|previous|version \d|competitors?|founded|trademarks?|logos?|papers?|figures?|advice|advise\w{0,2}|decisions?)\b|\b(?:has|have|was|were) not\b|\b(?:test|validation|training|dev) sets?\b|\bsplits?\b|\bconfused\b|\bcontribut\w{1,4}|\bhelp\b|\bcommercial (?:gpus?|clouds?|hardware|vendors?|providers?|llms?|grade|off-the-shelf|aircraft|flights?|buildings?|vehicles?|banks?|ships?|chatbots?)\b|\b(?:supported|funded|sponsored) by\b|\bcommercial (?:support|hosting|services?|edition|version|consulting|features?)\b|\?/i;

/** Money that is asked for a thing. */
const price =
  /\b(?:price list|pricing|priced|billed|invoiced|licen[cs]e (?:fees?|keys?)|royalt(?:y|ies)(?![ -]free)|(?:pro|business|enterprise|commercial|team|paid|premium) (?:plan|tier|subscription)s?|(?:active|valid|current) (?:[\w-]{1,20} ){0,2}subscription)\b/i;
const asked = /\b(?:requires?|required|needs?|needed|must|see|only|sold|appl(?:y|ies)|beyond|above|for|owed?|due|per)\b/i;
const goods = /\b(?:products?|servers?|deployments?|production)\b/i;
/** What is denied to whoever does not ask, kept to a place or to a number of people, taken back, or offered to others. */
const unlessAsked =
  /\b(?:not|no|never|cannot|prohibited|forbidden|don['’]t)\b[^.]{0,120}\bwithout (?:\w{1,12} ){0,3}(?:permission|consent|approval|agreement|authori[sz]ation|deal|licen[cs]e|contract|asking|contacting)\b/i;
const inPlaces =
  /\b[Nn]ot (?:to be used|for use|licen[cs]ed|offered|permitted|intended for use) (?:in|within|by anyone in) (?:the )?[A-ZÀ-Þ]/;
const numbered =
  /\b(?:max(?:\.|imum)?(?: of)?|up to|limited to|at most) (?:\d{1,6}|[a-z]{2,8}) (?:seats|employees|developers|installations)\b/i;
const beyond =
  /\b(?:users|requests|calls|downloads|seats|servers)\b[^.]{0,40}\b(?:above|beyond|over|more than)\b[^.]{0,60}\b(?:licen[cs]e|contact|pay|plan|agreement)\b|\b(?:above|beyond|more than|over|once)\b[^.]{0,40}\b(?:users|requests|calls|downloads|seats|servers)\b[^.]{0,60}\b(?:licen[cs]e|contact|pay|plan|agreement|key)\b/i;
const byThem = /\b(?:use|usage) by [^.;]{1,60} (?:is|are) (?:excluded|prohibited|forbidden|not (?:allowed|permitted|licen[cs]ed))\b/i;
const elseWise =
  /\bmay only be (?:used|operated|run|deployed|downloaded) by\b|\b(?:weights|models?|copies|checkpoints?) must be (?:deleted|destroyed|returned)\b|\b(?:everyone|everybody|anyone|all others?|others?)(?: else)?\b[^.]{0,40}\b(?:buys?|pays?|purchases?|needs? (?:a|our) (?:licen[cs]e|contract)|must (?:pay|buy|contact|ask))\b|\b(?:talk to|contact|ask|write to|check with) us (?:first|before (?:us(?:e|ing)|deploy|sell))|\bmay ask (?:us )?to use\b|\b(?:keep|stay|stays) (?:the |these )?(?:weights|models?|checkpoints?|files?|it) (?:within|inside|private|confidential|internal)\b/i;
const takenBack =
  /\b(?:we|authors?|licensor) (?:can|may|could|reserves? the right to) (?:\w{1,12} ){0,2}(?:withdraw|revoke|terminate|recall)\b/i;
const asService =
  /\b(?:not|never|no|don['’]t|cannot|prohibited|forbidden)\b[^.]{0,60}\b(?:as an? (?:\w{1,12} ){0,2}service|SaaS|(?:for|to) third parties)\b/i;
/** Copies for a time, and terms that are accepted first. */
const forATime =
  /\b(?:\d{1,3}|seven|fourteen|thirty|sixty|ninety)[ -]days?\b[^.]{0,40}\b(?:trial|evaluation|licen[cs]e|buy|purchase|expires?)\b|\b(?:used|licen[cs]ed|valid|evaluated) for (?:up to )?(?:\d{1,3}|one|two|three|six|seven|twelve|fourteen|thirty|sixty|ninety) (?:days|weeks|months?|years?)\b|\b(?:trial|evaluation|beta) (?:copy|licen[cs]e|agreement|terms|weights)\b/i;
const entrance =
  /\b(?:sign up|register|log in|apply|request access from (?:us|me|the authors?)|(?:accept|agree to) (?:our|their|its) (?:[\w-]{1,20} ){0,2}(?:terms|conditions|agreement|policy))\b[^.]{0,60}\b(?:before|to|prior to) (?:us(?:e|ing)|run(?:ning)?|deploy(?:ing)?)\b/i;
/** Those who compete, and those whom a short sentence is for. */
const rival =
  /\b(?:compet(?:e|es|ing)|competitors?|rivals?) (?:with )?(?:us|our|ours|[A-ZÀ-Þ][\wà-ž]+)(?![\wà-ž])|\bcompeting (?:products?|services?|offerings?|models?)\b|\brivals (?:us|ours?)\b|\b(?:to|with|by) (?:our )?competitors\b/;
const ofRivals = /\b(?:you|your|use|used|using|build|develop|products?|services?|free|licen[cs]ed?)\b/i;
const denied = /\b(?:not|no|never|unless|except|cannot|without|don['’]t|can['’]t|excluded?|prohibited|forbidden|as long as|provided)\b/i;
const forCircle =
  /^(?:(?:only|solely|exclusively|strictly|open|available|reserved) )?(?:for|to) (?:the |our |registered |paying ){0,2}(?:members|customers|subscribers|employees|staff|patrons|partners|reviewers|collaborators) (?:of|only|at)\b[^,:]{0,60}$/i;

/** What data hold, and what a model knows. */
const topics =
  /\b(?:corp(?:us|ora)|data ?sets?|contains?|recogni[sz]es?|detects?|trained|predicts?|answers?|benchmarks?|api|apis|warranty)\b/i;

/** Whether a sentence asks something for a use, denies it, or keeps it to a circle, without allowing it. */
export function asksOrDenies(sentence: string): boolean {
  return [sentence, ...sentence.split(clauseEnds)].some(inEnglish) || asksOrDeniesElsewhere(sentence);
}

const clauseEnds = /; /;

function inEnglish(sentence: string): boolean {
  if (leftOut.test(sentence) && !/\?$|\bunlike\b/i.test(sentence)) return true;
  if (rival.test(sentence) && denied.test(sentence) && ofRivals.test(sentence) && !/\bthan\b/.test(sentence)) return true;
  if (
    [unlessAsked, inPlaces, numbered, elseWise, beyond, byThem, takenBack, asService].some((one) => one.test(sentence)) &&
    !topics.test(sentence)
  )
    return true;
  if (other.test(sentence)) return false;
  if (
    circle.test(sentence) &&
    trade.test(sentence) &&
    /\b(?:contract|agreement|fees?|paid|pay|contact|ask)\b/i.test(sentence) &&
    !topics.test(sentence)
  )
    return true;
  if (
    price.test(sentence) &&
    asked.test(sentence) &&
    (thing.test(sentence) || trade.test(sentence) || goods.test(sentence)) &&
    !free.test(sentence)
  )
    return true;
  if (grant.test(sentence)) return false;
  if (thing.test(sentence) && (forATime.test(sentence) || entrance.test(sentence))) return true;
  const said = commercial.test(sentence) ? commercial : trade.test(sentence) && terms.test(sentence) ? trade : null;
  if (said !== null) {
    const rest = sentence.replace(said, "");
    if (strong.test(rest) || (thing.test(sentence) && (weak.test(rest) || weak.test(sentence)))) return true;
  }
  if (permission.test(sentence) && accessible.test(sentence)) return true;
  if (forCircle.test(sentence)) return true;
  return (circle.test(sentence) && limited.test(sentence) && accessible.test(sentence)) || banned.test(sentence);
}

const free = /\b(?:no|without|never|not) (?:\w{1,12} ){0,2}(?:fees?|royalt\w{1,4}|pricing|plan|subscription)\b|\bfree of\b/i;
