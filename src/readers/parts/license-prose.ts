import { createHash } from "node:crypto";
import { limits } from "../../limits.ts";
import type { LicenseFile, Problem, Subject } from "../../model.ts";

const heading = /^\s{0,3}#{1,6}\s+(\S.*)?$|^\s*\*\*([^*\n]{3,60})\*\*:?\s*$/;
const aboutLicense =
  /licen[cs]|terms|legal|usage|restrict|prohibit|out[- ]of[- ]scope|acceptable|[许許]可|[协協][议議]|授[权權]|使用限制|[声聲]明|ライセンス|라이선스|라이센스|lizenz|licen[cçț]|lisenssi|litsents|лиценз|άδεια|όροι|สัญญาอนุญาต|ใบอนุญาต|ข้อกำหนด|רישיון|רשיון|תנאי|felhasználás|লাইসেন্স/i;
const telling: readonly RegExp[] = [
  /\bmoneti[sz]|\b(?:you|licensees?|recipients?|users?) (?:shall|undertakes?|covenants?|represents?|will not)\b|\b(?:is|are|be) (?:expressly |strictly )?(?:not (?:permitted|allowed|licensed|granted|eligible)|prohibited|forbidden|excluded)\b|\bnot (?:permitted|allowed) to\b|\b(?:hereunder|herein|thereof|hereby)\b|\bfees?\b|\bunaltered\b|\bverbatim copies\b|\b(?:yearly|annual) (?:income|turnover|revenue)|\bend users?\b|\binvestors\b|\bsole purpose\b|\bany use other than\b|\bturnover\b|\bacademia\b|\bregister\b|\bmembers of\b|\b(?:train|improve) (?:any |an)?other models?\b|\breserved (?:to|for)\b|\b(?:signed|expires?|without charge|not to be)\b|\b(?:no one|nobody|you) (?:ever )?(?:earns?|sells?|makes? money)\b|\bindustry pays?\b|\bcoursework\b|\b(?:rights|licen[cs]e) ends?\b|\bgains\b|\bcleared (?:with|for use)\b|\bmembership fee\b|\bcase by case\b|\bused by\b|\bfree grant\b|\brefrain from\b|\bno (?:mirrors?|re-?uploads?|redistribution|sharing)\b|\bexclusive(?:ly)? to\b|\bsame (?:conditions|terms)\b|\bcorporate users\b/i,
  /comm?erc[ij]al|non-?profit|\bCC[- ]BY\b|\bNC\b|li(?:[csz]|ts)en[cszțt]|\blisans|\bterms of (?:use|service)\b|\b(?:permission|consent|copyright)\b|\boutputs?\b[^.]{0,60}\b(?:train|distill|develop|improve)|\bARR\b|nobody else|no one else|\bfrom us\b|restrictions apply|\bemployees\b|\bif you(?:['’]re| are) |\benjoyment\b|\breserves?\b|\bresale\b|\buse polic|\busage polic|\bterms (?:and|&) conditions\b|\bbuilt (?:with|on) (?:meta )?llama|\b(?:under|subject to|(?:governed|covered) by) (?:\S{1,20} ){1,5}(?:terms|agreement)\b|\bredistribut|prohibit|forbidden|revenue|monthly active|\bMAU\b|\bcompet(?:es?|ing)\b|\bcompetitors?\b/i,
  /\bevaluation purposes?\b|\bfor (?:evaluation|testing|trial)\b|\b(?:models?|weights?|checkpoints?|adapters?|repository|project|release|it|they)\b[^.]{0,60}\b(?:demo|demonstration|educational|testing|trial|showcase)(?: purposes?| use)? only\b|\b(?:rightful|respective|original|lawful) (?:copyright )?(?:owners?|creators?|artists?|authors?|(?:rights? ?)?holders?)\b|\bin production\b|\bproduction use\b|\bresearch\b[^.]{0,30}\b(?:purposes?|only|use)\b/i,
  /\b(?:strictly|purely|only|solely|exclusively|reserved|restricted|free) (?:(?:available|licensed|offered) )?(?:for|to) (?!the\b)|\b(?:academic|educational|personal|internal|private|hobby) (?:use|purposes?)/i,
  /\b(?:not|never) be used\b|\bmay (?:not|only)\b|must not|\bnot (?:for use|available|covered|licensed)\b|\b(?:students?|researchers|academic|individuals|evaluation|scientific|members) (?:use )?only\b|\b(?:money|profits?|compan(?:y|ies)|business(?:es)?|enterprises?|industry|industrial|subscriptions?|employers?|paid|sell|startups?|closed[- ]source|proprietary|resell\w*|re-?upload\w*|mirror\w*|military|surveillance|weapons?|consortium|participants|agencies|in the (?:EU|UK|US)|European Union|dual[- ]licen[sc]ed)\b|\b(?:limited to|restricted to|reserved for|confined to)\b|\b(?:reviewers|members of|collaborators)\b/i,
  /\b(?:price list|pricing|priced|billed|royalt\w{1,4}|licen[cs]e fees?|(?:pro|paid|enterprise|team|premium) (?:plan|tier)|trial|beta terms|rivals?|for (?:\w+ )?(?:members|students|customers|staff|employees|subscribers)|sign up (?:and|before|to (?:use|download))|request access from|us (?:first|before)|may only be|must be (?:deleted|destroyed|returned)|without (?:asking|contacting)|only for|mandatory|before using|as an? service|\binvoiced|\bearn\b|everyone else|may ask|(?:weights|models?|checkpoints?|it) within|SaaS|withdraw|revoke|seats|governments?|industries|charges?|without (?:\w+ ){0,2}(?:permission|consent|approval)|only (?:\w+ )?(?:members|students|customers|staff|employees|subscribers)|firms?)\b|\bnot to be used\b|\buse by \w|\bour (?:written )?OK\b|\b(?:accept|agree to) (?:our|their)\b|\b(?:accept|agree to) (?:\S{1,20} ){1,4}terms\b|\b(?:used|valid) for (?:\d|one|two|three|six)/i,
  /kostenpflichtig|gebühr|preisliste|auf anfrage|abonn|\bpayant|\btarif|redevance|revend|revent|\bde pago\b|a pagamento|listino|\bpag[ao]s? para\b|tabela de pre|lista de precios|assinatur|suscripci|mitglied|studierende|studenten|\binternen? (?:gebrauch|nutzung)|usage interne|membres|étudiants|adhérents|miembros|estudiantes|estudantes|studenti|riservat|réservé|reservad|konkurr|wettbewerb|concurrent|concorren|competidor|zustimmung|genehmigung|autorisation|autoriza[cçz]|permiso|permissão|разрешени|согласи|\bindustri|indústria|behörde|weitergabe|weiterverbreit|redistribu|ridistribu|vertrag|\bcontrat|ausgeschlossen|nur mit|ausschließlich|uniquement|seulement|accord préalable|limitad|restrit|только|исключительно|юридическ|доступны? только|промышлен|распространени|produktiv|en production|en producción|em produção|in produzione|testversion|лиценз|ліценз|платн|прайс|тариф|подписк|студент|членов|участник|внутренн|конкурир|конкурент/i,
  /收[费費]|付[费費]|[价價]目|[购購][买買]|[订訂][阅閱]|[会會][员員]|内部|內部|[竞競][争爭]|有料|料金|価格表|合作[单伙方机]|기관에|전용|동의|허가|승인|専用|許可|同意|工业界|产业界|[分转][发载]|再配布|転載|産業|재배포|산업계|연락|문의|社内|学内|会員|试用|試用|体験版|評価版|체험판|평가판|転売|再販|競合|유료|요금|가격표|구독|회원|학생(?:만|에)|내부용|사내|경쟁/i,
  /商|企[业業]|公司|有償|販売|[许許]可|[条條]款|授[权權]|禁止|[仅僅][供限用]|[学學][术術]|[营營]利|不得|[请請]勿|研究|許諾|ライセンス|目的|個人|のみ/i,
  /상업|영리|기업|판매|연구|학술|라이선스|개인 용도|금지/i,
  /gewerblich|kommerziell|forschung|nur für|recherche|usage personnel|\bprivat|\bprivé|\buso intern|lucr|gewinn|verkauf|unternehmen|entreprise|exploitation|empresa|imprese|aziend|produtos pagos|vendita|\bvent[ae]\b|investigación|académic|acadêmic|uso personal|pesquisa|ricerca|коммерч|бизнес|компани|исследован/i,
  /thương mại|kinh doanh|doanh nghiệp|công ty|perusahaan|şirket|firm[yao]|przedsiębior|bedrij[vf]|nghiên cứu|học thuật|komers[ij]|kommers|penelitian|riset|ticari|araştırma|akademi|komercyjn|badawcz|naukow|badań|commerci[eë]|onderzoek|kommerc|forskning|komerčn|výzkum|výskum|комерц|дослід/i,
  /تجار|بحث|أبحاث|أكاديمي|پژوهش|تحقیق|دانشگاه|व्यावसायिक|वाणिज्यिक|शोध|अनुसंधान|शैक्षणिक|বাণিজ্যিক|গবেষণা|พาณิชย์|การค้า|กำไร|วิจัย|วิชาการ|บริษัท|ธุรกิจ|หารายได้|ใบอนุญาต|חברות|עסק|רישיון|מסחר|מחקר|אקדמי/,
  /εμπορικ|κερδοσκοπικ|εταιρεί|επιχειρ|άδεια|cég|vállalat|companii|έρευνα|ερευνητικ|ακαδημαϊκ|kereskedelmi|üzleti|kutatás|tudományos|comercial|cercet|academic|științific|kaupalli|tutkimu|akateemi|tieteelli|mitteärili|teadus|търговск|комерс|комерц|научн|изследов|истражив|komerc|istraživ|znanstv|raziskov|akadem|mokslin|tyrim|pētniec/i,
];
const tells = (text: string): boolean => telling.some((one) => one.test(text));

/**
 * What the text of a card may say of its terms: paragraphs with a telling word, with their headings, and whatever stands under a heading
 * about the license; before them, what the front matter makes whoever asks for access agree to. Other lines are empty, so that the lines
 * keep their numbers. Null where there is nothing.
 */
export function licenseProse(source: string, bodyLine: number, path: string, covers: Subject, problems: Problem[]): LicenseFile | null {
  const all = source.split(/\r\n|\r|\n/);
  const gate = gateLines(all.slice(0, bodyLine - 1));
  const lines = all.slice(bodyLine - 1);
  const kept = new Array<string>(lines.length).fill("");
  let size = 0;
  let fenced = false;
  let about = false;
  for (let start = 0; start < lines.length; ) {
    let end = start;
    while (end < lines.length && (lines[end] ?? "").trim() !== "") end++;
    const paragraph = lines.slice(start, end);
    const fences = paragraph.filter((line) => /^\s*(?:```|~~~)/.test(line)).length;
    const title = heading.exec(paragraph[0] ?? "");
    if (title !== null && !fenced) about = aboutLicense.test(title[1] ?? title[2] ?? "");
    const isTelling = title !== null || about || tells(paragraph.join(" "));
    const told = fences > 0 || fenced ? commentsIn(paragraph, fenced) : isTelling ? paragraph : [];
    for (const [at, line] of told.entries()) {
      kept[start + at] = line.slice(0, Math.max(0, limits.proseCharacters - size));
      if (size <= limits.proseCharacters && size + line.length > limits.proseCharacters)
        problems.push(tooMuch(path, bodyLine + start + at));
      size += line.length;
    }
    if (fences % 2 === 1) fenced = !fenced;
    start = end + 1;
  }
  if (![...gate, ...kept].some((line) => line !== "" && (!heading.test(line) || tells(line)))) return null;
  const text = [...gate, ...kept].join("\n");
  const sha256 = createHash("sha256").update(source).digest("hex");
  return { path, type: "card", text, startLine: 1, covers: covers.at === "folder" ? null : covers, collection: false, sha256 };
}

/** The comments in examples of programs, where they tell of terms: without their signs, all else empty. */
function commentsIn(paragraph: readonly string[], fenced: boolean): readonly string[] {
  let inside = fenced;
  const comments = paragraph.map((line) => {
    if (/^\s*(?:```|~~~)/.test(line)) inside = !inside;
    const comment = inside ? /^\s*(?:#|\/\/)\s?(.*)$/.exec(line)?.[1] : undefined;
    return comment ?? "";
  });
  return tells(comments.join(" ")) ? comments : [];
}

/** The lines of front matter in which a gated repository asks for consent (Hub documentation, gated models): `extra_gated_prompt`, `extra_gated_heading` and their like; and those that tell of a license of its own, `license_details`. Line ends that are written as `\\n` are blank. */
function gateLines(lines: readonly string[]): readonly string[] {
  let inside = false;
  return lines.map((line) => {
    const key = /^((?:extra_gated_(?:prompt|fields|description|heading|button_content)|license_details)\s*:)(.*)$/.exec(line);
    if (key !== null) inside = true;
    else if (/^[^\s#-]/.test(line)) inside = false;
    if (!inside) return "";
    const text = key === null ? line : (key[2] ?? "").replace(/^\s*[|>][-+0-9]*\s*$|^\s*["']|["']\s*$/g, "");
    return text.replace(/(?:\\n)+/g, (ends) => (ends.length > 2 ? "." : " ").padEnd(ends.length));
  });
}

function tooMuch(path: string, line: number): Problem {
  const message = `the card says more of its terms than ${limits.proseCharacters} characters: what stands behind this place is not read for terms`;
  return { message, location: { path, line, column: 1 }, incomplete: true };
}
