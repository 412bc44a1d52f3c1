// The words by which sentences of cards are told that limit a use, or ask something for it.

/** One language: words for commerce, words that ask or deny something, and words that allow it. */
interface Language {
  readonly commerce: RegExp;
  readonly demand: RegExp;
  readonly grant: RegExp;
}

/** Words that are said of uses alone. */
const commercial =
  /\b(?:(?:non-?)?commercial(?:ly|i[sz]\w{1,8})?|for-?profits?|moneti[sz]\w{1,6}|resell|closed[- ]source|proprietary (?:products?|software|use|projects?))\b/i;
/** Words that a model may be about as well: they count beside those of terms. */
const trade =
  /\b(?:commerce|business(?:es)?|compan(?:y|ies)|corporat(?:e|ions?)|enterprises?|profit(?:s|able)?|money|revenues?|ARR|industry|industrial (?:users?|partners?|use|applications?)|sell(?:ing)?|sold|startups?|employers?|sales)\b/i;
const terms =
  /licen[sc]|subscri|\b(?:permission|approval|agreement|contract|contact (?:us|me|the)|talk to|write to|ask (?:us|me)|reach out|get in touch|pay|paid|fees?|owes?|royalt(?:y|ies)|key from|terms|sign(?:ed)?|free|purchase|buy|obtain|forms?|request|(?:must|may|can) ?not (?:be )?used?|can['’]t (?:be )?used?|not (?:be )?(?:allowed|permitted)|prohibit(?:s|ed)?|forbid(?:s|den)?|exclud(?:e|es|ed))\b/i;
const strong =
  /\b(?:must|needs?|requir(?:e|es|ed)|contact|talk to|asked|obtain|purchase|buy|subscriptions?|subscribe|negotiat\w{1,4}|owes?|paid|declined|reserves?|prohibit(?:s|ed)?|forbid(?:s|den)?|not (?:allowed|permitted|licensed)|unless|except|dual[- ]licen[sc]ed)\b/i;
const weak =
  /\b(?:only|solely|exclusively|cannot|can ?not|can['’]t|not|no|never|ask|reach out|get in touch|separate(?:ly)?|limited to|restrict(?:s|ed)|exclud(?:e|es|ed)|reserved|agreement|through)\b|\b(?:under|for) (?:[\w-]{1,20} ){0,3}non-?commercial\b/i;
const thing =
  /\b(?:models?|weights?|checkpoints?|licen[sc]\w{1,8}|adapter|lora|use|used|usage|using|release|download\w{0,3}|this|it|these|them|free)\b/i;
const permission =
  /\b(?:ask|asks|request|get|obtain|seek|needs?|requires?) (?:for )?(?:\w{1,12} ){0,3}(?:permission|consent|approval)\b|\bneeds? (?:an? )?(?:\w{1,12} ){0,2}(?:key|licen[cs]e) from\b/i;
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
  /\b(?:do not|don['’]t|must not|may not|shall not|cannot|can['’]t|not (?:be )?(?:allowed|permitted|licen[sc]ed|authori[sz]ed)|prohibited|forbidden)(?: [\w,-]{1,16}){0,8}? (?:re-?upload\w{0,3}|mirror(?:ing|ed)?|re-?distribut\w{1,4}|resell\w{0,3}|resold|sell(?:ing)?|sold|re-?post\w{0,3}|re-?host\w{0,3}|sublicens\w{1,4}|military|surveillance|weapons?|(?:in|within) the (?:EU|European Union|UK|US|United States))\b|\b(?:in|within) the (?:EU|European Union|UK|US|United States) (?:is|are) (?:not (?:allowed|permitted|licen[sc]ed|authori[sz]ed)|prohibited|forbidden)\b|\bnot for (?:resale|redistribution)\b/i;
const grant =
  /\bfree(?:ly)? (?:for|to use for|in) (?:any|all|every|commercial|both|personal and commercial)\b|\bfree (?:of|from)\b|\b(?:allow(?:s|ed|ing)?|permit(?:s|ted)?|welcome|encouraged)\b(?<!not (?:allowed|permitted))|\b(?:can|may) (?:also )?be (?:freely )?used (?:in|for) (?:\w{1,12} ){0,3}commercial|\b(?:can|may) be used commercially\b|\b(?:including|also|even) (?:\w{1,12} ){0,3}commercial|\bcommercial (?:and|or|as well as) (?:non-?commercial|research|academic|personal|private)\b|\b(?:research|academic|personal|private|non-?commercial) (?:and|or|as well as) commercial\b|\bboth\b|\bany (?:lawful )?purpose\b|\b(?:no|without|few) (?:\w{1,12} ){0,3}(?:restrictions?|limitations?|royalt\w{1,4}|fees?|permission|strings)\b|\bnot (?:required|necessary|restricted|limited)\b|\bno need\b|\bfreely available\b|\bfriendly\b/i;
/** Comparisons, what held before, names and marks, questions, advice. */
const other =
  /\b(?:than|compar\w{1,8}|outperform\w{0,4}|unlike|benchmark\w{0,4}|baselines?|affiliated|apis?|prior|previous|version \d|competitors?|founded|trademarks?|logos?|papers?|figures?|advice|advise\w{0,2}|decisions?)\b|\b(?:has|have|was|were) not\b|\b(?:test|validation|training|dev) sets?\b|\bsplits?\b|\bconfused\b|\bcontribut\w{1,4}|\bhelp\b|\bcommercial (?:gpus?|clouds?|hardware|vendors?|providers?|llms?|grade|off-the-shelf|aircraft|flights?|buildings?|vehicles?|banks?|ships?|chatbots?)\b|\b(?:supported|funded|sponsored) by\b|\bcommercial (?:support|hosting|services?|edition|version|consulting|features?)\b|\?/i;

const languages: readonly Language[] = [
  {
    commerce: /kommerziell|gewerblich|\bunternehmen|\bfirmen\b|gewinnerziel|\bverkauf/i,
    demand:
      /\b(?:nur|nicht|keine?[nrms]?|muss|müssen|bedarf|bedürfen|erforder\w{1,6}|nötig|notwendig|untersagt|verboten|vereinbarung|zustimmung|genehmigung|kontaktieren|wenden|bitte|ausschließlich)\b/i,
    grant:
      /(?<!nicht )(?<!nicht ausdrücklich )(?:\berlaubt|gestattet)|\bfrei\b|\bauch (?:für )?(?:kommerz|gewerb)|ohne (?:einschränk|weitere|zustimm|genehm)|keine[rn]? (?:zustimm|genehm|einschränk|lizenz|beschränk)|nicht (?:nur|nötig|erforderlich|eingeschränkt|beschränkt)/i,
  },
  {
    commerce: /\bcommerciale?s?\b|commerciaux|commercialis|lucrati|\bentreprises?\b|industriel|\bvendre\b|\bvente\b/i,
    demand:
      /\b(?:ne|pas|uniquement|seulement|exclusivement|doi(?:t|vent)|nécessit\w{1,5}|requise?s?|veuill\w{1,4}|voudront|merci de|écrire|adresser|accord|autorisation|contacte[rz]|interdi\w{1,4}|réservée?s?|sous réserve)\b/i,
    grant:
      /librement|\blibres?\b|y compris|\bmême\b|sans (?:restriction|autorisation|limit|accord)|(?<!pas |non )(?:autorisée?s?|permise?s?)\b|également/i,
  },
  {
    commerce: /\bcomercial|\blucro|\bempresas?\b|\bvend(?:er|a)\b|\bventa\b/i,
    demand:
      /\b(?:s[oó]lo|únicamente|exclusivamente|no|deben?|requier\w{1,4}|necesit\w{1,4}|prohib\w{1,5}|permiso|autorización|contact[ae]\w{0,3}|acuerdo|previ[oa])\b/i,
    grant: /(?<!no se |no está |no )permit|libremente|\blibre\b|inclus|incluyendo|sin (?:restric|necesidad|límit|ning)|también/i,
  },
  {
    commerce: /\bcomercia|\blucr|\bempresas?\b|\bvender\b|\bvenda\b|\bprodutos pagos\b/i,
    demand:
      /\b(?:somente|apenas|não|devem?|requer|requerem|precisa[m]?|proib\w{1,5}|permissão|autorização|contat\w{1,5}|fale (?:com|conosco)|acordo|prévi[oa])\b/i,
    grant: /(?<!não é |não são |não )permitid|livremente|\blivre\b|inclusive|incluindo|sem (?:restri|necess|limit|qualquer)|também/i,
  },
  {
    commerce: /\bcommercial[ie]\b|\blucro|\baziend|\bimpres[ae]\b|\bvend(?:ere|ita)\b/i,
    demand:
      /\b(?:solo|soltanto|esclusivamente|non|dev(?:e|ono)|richied\w{1,4}|necessit\w{1,4}|viet\w{1,4}|proib\w{1,4}|autorizzazione|permesso|contattare|accordo|previ[oa])\b/i,
    grant:
      /(?<!non è |non sono |non )(?:consentit|permess[ia]|ammess)|liberamente|\banche\b|senza (?:restriz|limit|bisogno|autorizz)|gratuit/i,
  },
  {
    commerce: /коммерч|бизнес|прибыл|компани|продаж|продава/i,
    demand: /только|нельзя|запрещ|необходим|требует|нужн|согласи|договор|свяж|обрати|(?:^|\s)не\s/i,
    grant: /(?<!не )разрешен[оа]?(?:\s|[.,]|$)|(?:^|\s)можно|допускается|свободн|без ограничен|в том числе|любы[хе]/i,
  },
  {
    commerce: /komercyjn|\bfirm(?:y|a|om|ę)\b|przedsiębiorstw|zarobk/i,
    demand:
      /\b(?:tylko|wyłącznie|musz[ąę]|musi|należy|wymaga\w{0,4}|zgod[aęy]|kontakt\w{0,4}|umow[aęy]|nie wolno|zabronion\w{1,2}|wykupić)(?![\p{L}])/iu,
    grant: /mog[ąę]|może|dozwolon|swobodnie|bez (?:opłat|ogranicze|zgody)|również|bezpłatnie|nie wymaga/i,
  },
  {
    commerce: /commerci[eë]|\bbedrijven\b|\bbedrijf\b|winstoogmerk/i,
    demand: /\b(?:alleen|uitsluitend|niet|moeten?|nodig|vereist|toestemming|contact|verboden|overeenkomst)\b/i,
    grant: /mogen|(?<!niet )toegestaan|\bvrij\b|zonder (?:beperk|toestemm|kosten)|ook commerc|gratis|geen/i,
  },
  {
    commerce: /\bticari|şirket|kâr amac|kurumsal/i,
    demand: /yalnızca|sadece|gerek|zorunlu|almalı|alınmalı|izin|lisans al|iletişim|başvur|yasak|amaz|emez|satın al/i,
    grant: /ücretsiz|serbest|kullanabilir|kullanılabilir|gerekmez|gerekmemekte|izin ver/i,
  },
  {
    commerce: /thương mại|kinh doanh|doanh nghiệp|công ty|lợi nhuận/i,
    demand: /chỉ|không|cấm|phải|cần|vui lòng|liên hệ|cấp phép|xin phép|ngoại trừ/i,
    grant: /miễn phí|tự do|được phép|có thể sử dụng|không (?:cần|giới hạn|hạn chế)|cho phép/i,
  },
  {
    commerce: /komersi|\bperusahaan\b|\bbisnis\b|\blaba\b|\bkeuntungan\b/i,
    demand: /\b(?:hanya|tidak|dilarang|wajib|harus|perlu|memerlukan|hubungi|izin|membeli|kecuali)\b/i,
    grant: /\bbebas\b|gratis|diperbolehkan|diizinkan|\bboleh\b|dapat menggunakan|tanpa|tidak (?:perlu|terbatas|memerlukan)/i,
  },
  {
    commerce: /εμπορικ|εταιρεί|επιχειρ|κέρδο/i,
    demand: /μόνο|αποκλειστικά|πρέπει|απαιτ|απαγορ|ζητήσ|αγοράσ|επικοινων|συμφωνία|δεν/i,
    grant: /ελεύθερ|επιτρέπ|χωρίς|δωρεάν|δεν (?:απαιτ|χρειάζ|περιορίζ)|μπορ(?:ούν|εί)/i,
  },
  {
    commerce: /מסחר|חברות|עסק|רווח/,
    demand: /רק|בלבד|אסור|אין|לא|נדרש|חייב|לרכוש|צרו קשר|פנו/,
    grant: /חופש|מותר|ניתן|כולל|לרבות|ללא|חינם|מתאים|אין (?:צורך|הגבלה|מגבלה)/,
  },
  {
    commerce: /พาณิชย์|การค้า(?!เครื่อง)|บริษัท|ธุรกิจ|กำไร|หารายได้/,
    demand: /เท่านั้น|ห้าม|ไม่|ต้อง|ติดต่อ|ขออนุญาต|ซื้อ/,
    grant: /ฟรี|อนุญาตให้ใช้|สามารถใช้|ได้ทั้ง|ไม่จำกัด|ไม่ต้อง|เครื่องหมายการค้า/,
  },
  {
    commerce: /kereskedelmi|üzleti|\bcég|vállalat|vállalkozás/i,
    demand: /\b(?:csak|kizárólag|nem|tilos|kell|szükséges|engedély\w{0,6}|vásárol\w{1,6}|kapcsolat\w{0,4})(?![\p{L}])/iu,
    grant: /szabadon|ingyen|megengedett|használhat|engedélyezett|nem (?:csak|kell|szükséges|korlátoz)|is felhasznál/i,
  },
  {
    commerce: /comercial[ăe]?|companii|firme(?:le)?\b|întreprind|profit/i,
    demand: /\b(?:doar|numai|exclusiv|nu|trebuie|necesită|interzis\w{0,2}|acord\w{0,3}|cumpere|contact\w{1,5})(?![\p{L}])/iu,
    grant: /liber|gratuit|permis|inclusiv|fără|\bpot\b|poate|nu (?:este necesar|necesită|trebuie)|sin |sem |comerciales|comerciais/i,
  },
  {
    commerce: /商[业業用]|盈利|[营營]利|企[业業]|公司/,
    demand: /不|禁|[仅僅]|限|需|[须須]|[请請]|申[请請]|授[权權]|[联聯][系繫]|未[经經]|除外|[归歸]/,
    grant: /可商用|可以商用|可用于商[业業]|支持商用|允[许許]|免[费費]|[无無]需|不需要|不限|均可|自由|[欢歡]迎|[您你]可以|可[进進]行商/,
  },
  {
    commerce: /商用|商業|営利|企業|有償|販売/,
    demand: /禁|不可|のみ|限[りる定]|必要|ください|できません|別途|許諾|問い合わせ|遠慮/,
    grant: /可能|自由|問わず|許可します|不要|無料|構いません|含め/,
  },
  {
    commerce: /상업|영리|기업|판매|수익/,
    demand: /금지|불가|만\s|한해|한하|필요|문의|허가|없습니다|별도|제한/,
    grant: /가능|자유|허용(?!되지|하지)|무료|없이|포함/,
  },
];

/** Whether a sentence asks something for a use, denies it, or keeps it to a circle, without allowing it. */
export function asksOrDenies(sentence: string): boolean {
  return (
    inEnglish(sentence) || languages.some((one) => one.commerce.test(sentence) && one.demand.test(sentence) && !one.grant.test(sentence))
  );
}

function inEnglish(sentence: string): boolean {
  if (leftOut.test(sentence) && !sentence.endsWith("?")) return true;
  if (grant.test(sentence) || other.test(sentence)) return false;
  const said = commercial.test(sentence) ? commercial : trade.test(sentence) && terms.test(sentence) ? trade : null;
  if (said !== null) {
    const rest = sentence.replace(said, "");
    if (strong.test(rest) || (thing.test(sentence) && (weak.test(rest) || weak.test(sentence)))) return true;
  }
  if (permission.test(sentence) && accessible.test(sentence)) return true;
  return (circle.test(sentence) && limited.test(sentence) && accessible.test(sentence)) || banned.test(sentence);
}
