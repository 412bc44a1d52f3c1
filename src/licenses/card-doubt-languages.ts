// The words by which sentences of cards are told that limit a use, or ask something for it, in other languages than English.

/** One language: words for commerce, words that ask or deny something, and words that allow it. */
interface Language {
  readonly commerce: RegExp;
  readonly demand: RegExp;
  readonly grant: RegExp;
  /** Words that ask money for something: beside words for commerce they count, whatever else is free. */
  readonly pay?: RegExp;
  /** Those whom use is kept to, with the words that keep it to them. */
  readonly circle?: RegExp;
  /** Those who compete: beside words that deny something. */
  readonly rivals?: RegExp;
  /** Signs of another language that is written with the same letters. */
  readonly foreign?: RegExp;
}

/** Written in Latin letters. */
const latin: readonly Language[] = [
  {
    commerce:
      /kommerziell|gewerblich|\bunternehmen|\bfirmen\b|\bbetriebe\b|geschäftskund|gewinnerziel|\bverkauf|produktivbetrieb|produktiv(?:en )?einsatz|\bindustrie\b|behörden|weitergabe|weiterverbreit|weitergegeben/i,
    demand:
      /\b(?:nur|nicht|keine?[nrms]?|muss|müssen|bedarf|bedürfen|erforder\w{1,6}|nötig|notwendig|untersagt|verboten|ausgeschlossen|vereinbarung|vertrag|rücksprache|zustimmung|genehmigung|kontaktieren|wenden|bitte|ausschließlich)\b/i,
    grant:
      /(?<!nicht )(?<!nicht ausdrücklich )(?:\berlaubt|gestattet)|\bfrei\b|\bauch (?:für )?(?:kommerz|gewerb)|ohne (?:einschränk|weitere|zustimm|genehm)|keine[rn]? (?:zustimm|genehm|einschränk|lizenz|beschränk)|nicht (?:nur|nötig|erforderlich|eingeschränkt|beschränkt)/i,
    pay: /(?<!nicht |nie )kostenpflichtig|\bgebühr|preisliste|\bpreise? (?:\S{1,20} ){0,3}auf anfrage|\b(?:abonnements?|abo|zahlen|bezahlen|zu erwerben|gekauft|entgelt[a-zà-ž]{0,8})(?![a-zà-ž])/i,
    circle:
      /\b(?:nur|ausschließlich|lediglich|allein|exklusiv) (?:für|an|zum|zur) (?:\S{2,20} ){0,2}(?:mitglieder|studierende|studenten|schüler|angehörige|mitarbeite|kunden|partner|teilnehm|abonnent|intern)|\b(?:mitgliedern|studierenden|kunden|partnern|angehörigen) (?:\S{1,20} ){0,3}vorbehalten/i,
    rivals: /wettbewerber|konkurrent|konkurrenzprodukt|konkurrierende/i,
  },
  {
    commerce:
      /\bcommerciale?s?\b|commerciaux|commercialis|lucrati|\bentreprises?\b|\bsociétés\b|\bprofessionnels\b|industriel|\b(?:re)?vendre\b|\b(?:re)?vente\b|en production\b|\bindustrie\b|redistribu/i,
    demand:
      /\b(?:ne|pas|uniquement|seulement|exclusivement|doi(?:t|vent)|nécessit\w{1,5}|requise?s?|veuill\w{1,4}|voudront|avant tout|merci de|écrire|adresser|accord|autorisation|contrat|contacte[rz]|interdi\w{1,4}|exclue?s?|réservée?s?|sous réserve)\b/i,
    grant:
      /librement|\blibres?\b|y compris|\bmême\b|sans (?:restriction|autorisation|limit|accord)|(?<!pas |non )(?:autorisée?s?|permise?s?)\b|également/i,
    pay: /(?<!non )\bpayante?s?\b|\btarifs? (?:entreprises?|professionnels?|sur)|\bgrille tarifaire|\bredevances?\b|\bsur devis\b|\babonnements?\b|\bachet(?:er|ez)\b|\bpa(?:yer|ient)\b/i,
    circle:
      /\b(?:réservée?s?|uniquement|seulement|exclusivement|strictement|limitée?s?) (?:aux?|à (?:la|l['’])?|pour (?:les?|la|un)?|par (?:les?)?) ?(?:\S{2,20} ){0,2}(?:membres|étudiants|adhérents|abonnés|clients|partenaires|salariés|usage interne|interne)|\busage interne (?:uniquement|seulement|exclusivement)/i,
    rivals: /concurrent/i,
  },
  {
    commerce:
      /\bcomercial|\blucro|\bempresas?\b|\b(?:re)?vend(?:er|a)\b|\b(?:re)?venta\b|uso en producción|entornos? de producción|\bindustria\b|redistribu/i,
    demand:
      /\b(?:s[oó]lo|únicamente|exclusivamente|no|deben?|requier\w{1,4}|necesit\w{1,4}|prohib\w{1,5}|permiso|autorización|contact[ae]\w{0,3}|acuerdo|contrato|previ[oa])\b/i,
    grant: /(?<!no se |no está |no )permit|libremente|\blibre\b|inclus|incluyendo|sin (?:restric|necesidad|límit|ning)|también/i,
    pay: /\bde pago\b|\bpag(?:an|ar|uen)\b|\btarifas? (?:para|por|de uso)|lista de precios|\bcuotas?\b|\bcontrat(?:ar|e|en) un\b|\bsuscripción|\bcomprar\b|\bregalías\b/i,
    circle:
      /\b(?:s[oó]lo|solamente|únicamente|exclusiv[oa]s?|exclusivamente|reservad[oa]s?|limitad[oa]s?|restringid[oa]s?) (?:para|a|al|de)(?: los| las| el| uso)? ?(?:\S{2,20} )?(?:estudiantes|alumnos|miembros|socios|clientes|suscriptores|empleados|uso interno|interno)/i,
    rivals: /\bcompetidor|\bcompit|\bcompetir con\b/i,
  },
  {
    commerce:
      /\bcomercia|\blucr|\bempresas?\b|\bpessoas jurídicas\b|\b(?:re)?vender\b|\b(?:re)?venda\b|\bprodutos pagos\b|uso em produção|ambientes? de produção|\bindústria\b|redistribu/i,
    demand:
      /\b(?:somente|apenas|não|devem?|requer|requerem|precisa[m]?|proib\w{1,5}|permissão|autorização|contat\w{1,5}|fale (?:com|conosco)|acordo|contrato|necessári[oa]|prévi[oa])\b/i,
    grant: /(?<!não é |não são |não )permitid|livremente|\blivre\b|inclusive|incluindo|sem (?:restri|necess|limit|qualquer)|também/i,
    pay: /\bpag[oa]s? para\b|\bpag(?:am|ar|uem)\b|\btarifas? (?:para|por|de uso)|tabela de preços|\btaxas?\b|\bassin(?:ar|e|em) um\b|\bassinatura|\bcomprar\b|\broyalties\b/i,
    circle:
      /\b(?:somente|apenas|só|exclusiv[oa]s?|exclusivamente|reservad[oa]s?|restrit[oa]s?) (?:para|a|aos?|às|de)(?: os| as| o| uso)? ?(?:\S{2,20} )?(?:estudantes|alunos|membros|sócios|clientes|assinantes|funcionários|uso interno|interno)/i,
    rivals: /\bconcorrente|\bcompetidor/i,
  },
  {
    commerce:
      /\bcommercial[ie]\b|\blucro|\baziend|\bimpres[ae]\b|\b(?:ri)?vend(?:ere|ita)\b|uso in produzione|ambienti? di produzione|\bindustria\b|ridistribu/i,
    demand:
      /\b(?:solo|soltanto|esclusivamente|non|dev(?:e|ono)|richied\w{1,4}|necessit\w{1,4}|viet\w{1,4}|proib\w{1,4}|autorizzazione|permesso|contattare|accordo|contratto|serve|previ[oa])\b/i,
    grant:
      /(?<!non è |non sono |non )(?:consentit|permess[ia]|ammess)|liberamente|\banche\b|senza (?:restriz|limit|bisogno|autorizz)|gratuit/i,
    pay: /\ba pagamento\b|\bpag(?:are|ano)\b|\btariff[ae]\b|\blistino\b|\bcanone\b|\bacquist(?:are|ate|i)\b|\babbonamento/i,
    circle:
      /\b(?:solo|soltanto|solamente|unicamente|esclusivamente|riservat[oaie]) (?:per|a|ai|agli|alle|da|dai)(?: i| gli| le| uso)? ?(?:\S{2,20} )?(?:soci|membri|studenti|clienti|abbonati|partner|dipendenti|uso interno|interno)(?![a-zà-ž])/i,
    rivals: /\bconcorrent/i,
  },
  {
    commerce: /komercyjn|\bfirm(?:y|a|om|ę)\b|przedsiębiorstw|zarobk/i,
    demand:
      /\b(?:tylko|wyłącznie|musz[ąę]|musi|należy|wymaga\w{0,4}|zgod[aęy]|kontakt\w{0,4}|umow[aęy]|nie wolno|zabronion\w{1,2}|wykupić)(?![a-zà-ž])/i,
    grant: /mog[ąę]|może|dozwolon|swobodnie|bez (?:opłat|ogranicze|zgody)|również|bezpłatnie|nie wymaga/i,
  },
  {
    commerce: /commerci[eë]|\bproducten\b|\bbedrijven\b|\bbedrijf\b|winstoogmerk/i,
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
    commerce: /kereskedelmi|üzleti|\bcég|vállalat|vállalkozás/i,
    demand: /\b(?:csak|kizárólag|nem|tilos|kell|szükséges|engedély\w{0,6}|vásárol\w{1,6}|kapcsolat\w{0,4})(?![a-zà-ž])/i,
    grant: /szabadon|ingyen|megengedett|használhat|engedélyezett|nem (?:csak|kell|szükséges|korlátoz)|is felhasznál/i,
  },
  {
    commerce: /comercial[ăe]?|companii|firme(?:le)?\b|întreprind|profit/i,
    demand: /\b(?:doar|numai|exclusiv|nu|trebuie|necesită|interzis\w{0,2}|acord\w{0,3}|cumpere|contact\w{1,5})(?![a-zà-ž])/i,
    grant: /liber|gratuit|permis|inclusiv|fără|\bpot\b|poate|nu (?:este necesar|necesită|trebuie)|sin |sem |comerciales|comerciais/i,
  },
];

/** Written in letters or signs of their own. */
const others: readonly Language[] = [
  {
    commerce:
      /коммерч|бизнес|прибыл|компани|организаци|юридическ[а-я]{1,3} лиц|юрлиц|продаж|продава|продакшн|промышленн|распространение|распространять/i,
    demand: /только|нельзя|запрещ|необходим|требует|нужн|согласи|договор|свяж|обрати|(?:^|\s)не\s/i,
    grant: /(?<!не )разрешен[оа]?(?:\s|[.,]|$)|(?:^|\s)можно|допускается|свободн|без ограничен|в том числе|любы[хе]/i,
    pay: /(?:^|[^а-яё])платн|прайс|тариф|подписк|роялти|(?:^|[^а-яё])(?:купить|опла[тч])/i,
    circle:
      /(?:только|исключительно) (?:(?:для|среди) )?(?:\S{2,20} ){0,2}(?:студент|учащихся|член|участник|клиент|подписчик|сотрудник|партн[её]р|внутренн)/i,
    rivals: /конкурир|конкурент(?!осп)/i,
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
    commerce: /商[业業用]|盈利|[营營]利|企[业業]|公司|机构用户|生产环境|工业界|产业界|[分轉转][发發载載]/,
    demand: /不|禁|[仅僅]|限|需|[须須]|[请請]|申[请請]|授[权權]|[联聯][系繫]|未[经經]|除外|[归歸]/,
    grant: /可商用|可以商用|可用于商[业業]|支持商用|允[许許]|免[费費]|[无無]需|不需要|不限|均可|自由|[欢歡]迎|[您你]可以|可[进進]行商/,
    pay: /(?<![免不])收[费費](?!站)|付[费費]|[价價]目表|[报報][价價]|[购購][买買]|[订訂][阅閱]|版[税稅]/,
    circle:
      /(?:[仅僅只]限|[仅僅只][供向对])[^，。；、]{0,8}(?:学生|學生|会员|會員|成员|成員|内部|內部|员工|員工|校内|客户|客戶|合作(?:伙伴|单位|方|机构)|订阅)/,
    rivals: /[竞競][争爭](?!力)/,
    foreign: /[ぁ-ん]/,
  },
  {
    commerce: /商用|商業|営利|企業|法人|有償|販売|転売|再販|本番環境|産業界|再配布|転載/,
    demand: /禁|不可|のみ|限[りる定]|必要|ください|できません|別途|許諾|問い合わせ|遠慮|断り/,
    grant: /可能|自由|問わず|許可します|不要|無料|構いません|含め/,
    pay: /(?<!不要)有料|料金(?:表|が(?:発生|かか)|は(?:お問|ご))|価格表|課金|月額|お見積|購入/,
    circle:
      /(?:社内|学内|部内|会員|学生|メンバー|従業員|契約者|加入者|組合員)(?:の方|様)?(?:利用|使用|専用|で|に){0,3}(?:のみ|限定|限[りる]|だけ|専用)/,
    rivals: /競合|競争(?!力)/,
  },
  {
    commerce: /상업|영리|기업|법인|회사|판매|수익|상용|산업계|재배포/,
    demand: /금[지합하]|불가|만\s|한해|한하|필요|문의|연락|허가|없습니다|별도|제한/,
    grant: /가능|자유|허용(?!되지|하지)|무료|없이|포함/,
    pay: /유료|요금(?:표|이 (?:부과|발생)|은 (?:별도|문의))|가격표|구독|구매|결제/,
    circle:
      /(?:학생|회원|회원사|구성원|직원|임직원|고객|기관|파트너|내부|사내|교내)(?:용)?(?:만 (?:사용|이용)|에게만|으로만|에 한해|에 한하|에 한정| 전용)/,
    rivals: /경쟁(?!력)/,
  },
];

/** Words of English, whose short words mean something else elsewhere: “no”. */
const english = /\b(?:the|and|with|this|that|are|used?|it|its|from|you|your|our|which|has|have|been|were|not|their|these)\b/i;
/** Letters and signs of other scripts. */
const ofOthers = /[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff]/;
/** Fewer words than three ask nothing, where words stand apart. */
const words = /\S\s+\S+\s+\S/;
/** Of what is in data or what a model knows, and of notices that are kept, a license says nothing. */
const topics =
  /enthält|enthalten|erkennt|trainiert|contient|entraîné|reconna[iî]t|contiene|contém|entrenad|treinad|addestrat|reconoce|riconosce|reconhece|обучен|содерж|распозна|包含|识别|訓練|训练[于自]|语料|含まれ|認識|学習し|コーパス|포함[되된하]|인식|학습[된한]|namensnennung|attribution|atribu|mentionn|crédit|署名|版[权權]|著作権|저작권|출처|авторств|указани/i;
/** What is denied to whoever does not ask. */
const unlessAsked =
  /\b(?:nicht|keine?[a-zà-žа-яё]{0,2}|untersagt|verboten)(?![a-zà-ž])[^.]{0,80}\bohne [a-zà-žа-яё]{0,20} ?(?:zustimmung|genehmigung|erlaubnis|vereinbarung)|\bohne [a-zà-žа-яё]{0,20} ?(?:zustimmung|genehmigung|erlaubnis)[^.]{0,80}(?:nicht|untersagt|verboten)|\b(?:interdi[a-zà-žа-яё]{1,4}|pas|aucune?)(?![a-zà-ž])[^.]{0,80}\bsans (?:l['’])?(?:accord|autorisation|permission)|\b(?:no|prohib[a-zà-žа-яё]{1,5}|proib[a-zà-žа-яё]{1,5}|não|non|viet[a-zà-žа-яё]{1,4})(?![a-zà-ž])[^.]{0,80}\b(?:sin|sem|senza) (?:\S{2,12} ){0,2}(?:permiso|autorizaci|consentimiento|permissão|autorizaç|permesso|autorizzaz|consens)|(?:нельзя|запрещ|не )[^.]{0,80}без (?:\S{2,20} ){0,2}(?:разрешени|согласи)|без (?:\S{2,20} ){0,2}(?:разрешени|согласи)[^.]{0,60}(?:нельзя|запрещ)|未[经經][^。；]{0,20}(?:不得|禁止|[严嚴]禁|[请請]勿)|(?:許可|許諾|承諾)[なの][くし][^。]{0,30}(?:禁|できません|遠慮|ないで)|(?:허가|허락|동의|승인) ?없이[^.]{0,40}(?:금[지합하]|불가|없습니다|마십시오|마세요)/i;

/** What needs leave before. */
const withLeave =
  /\b(?:nur|erst) (?:mit|nach) (?:\S{2,20} ){0,2}(?:genehmigung|zustimmung|erlaubnis|einwilligung)|\bsoumise?s? à (?:l['’]|un |une )(?:accord|autorisation)|\b(?:sólo|solo|solamente|somente|apenas|soltanto) (?:con|com) (?:\S{2,20} ){0,3}(?:permiso|autoriza|permissão|permesso)|только с (?:\S{2,20} ){0,2}(?:разрешени|согласи)|[须須需][经經][^。]{0,16}(?:同意|[许許]可|授[权權])|(?:許可|承諾)が必要|(?:허가|승인)[가를을] (?:필요|받)/i;

/** What is paid for where money is asked. */
const uses = /nutzung|\beinsatz|verwendung|\busage|\butilisation|\buso\b|\butilizz|использовани|利用|이용/i;
/** Copies to try out for some days. */
const forATime =
  /(?:testversion|testlizenz|evaluierungs(?:version|lizenz|kopie)|version d['’](?:essai|évaluation)|versión de (?:prueba|evaluación)|versione di (?:prova|valutazione)|versão de (?:teste|avaliação)|пробн[a-zà-žа-яё]{1,3} верси|ознакомительн|试用[版期]|試用[版期]|体験版|評価版|체험판|평가판)[^.]{0,60}\d[ -]?(?:tage|jours|días|giorni|dias|дн|天|日|일)/i;

/** Whether a sentence asks something for a use, denies it, or keeps it to a circle, without allowing it. */
export function asksOrDeniesElsewhere(sentence: string): boolean {
  const isOfOthers = ofOthers.test(sentence);
  if (english.test(sentence) || !(isOfOthers || words.test(sentence))) return false;
  if (forATime.test(sentence) || unlessAsked.test(sentence) || withLeave.test(sentence)) return true;
  if (topics.test(sentence)) return false;
  const isOfUse = uses.test(sentence) && !/\bAPIs?\b/.test(sentence);
  return (isOfOthers ? others : latin).some(
    ({ commerce, demand, grant, pay, circle, rivals, foreign }) =>
      foreign?.test(sentence) !== true &&
      ((pay?.test(sentence) === true && (isOfUse || commerce.test(sentence))) ||
        (commerce.test(sentence) && demand.test(sentence) && !grant.test(sentence)) ||
        circle?.test(sentence) === true ||
        (rivals?.test(sentence) === true && demand.test(sentence))),
  );
}
