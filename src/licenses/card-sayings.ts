// How cards say which license they are under.

const WEIGHTS = "(?:weights?|checkpoints?|models?)";
const WEIGHTS_ZH = "(?:权重|模型|检查点)";
/** The word for a license in other languages than English, without its endings. */
const FOREIGN =
  "(?:lizenz|licencia|licença|licenza|licencj|licentie|licens(?=en\\b|\\b)|lisens|lisans|лиценз|ліценз|giấy phép|ライセンス|許諾|라이선스|라이센스|许可|許可|协议|協議|授权|授權|ترخيص|رخصة|लाइसेंस|লাইসেন্স|licenc|lisenssi|litsents|licență|licenț|llicència|άδεια|αδεία|สัญญาอนุญาต|ใบอนุญาต|רישיון|רשיון)";
/** Made when they are first asked for. All that is between the words of one is bounded. */
export const sayings = lazily(() => ({
  // released under, is subject to
  under:
    /\b(?:(?:licen[sc]ed|(?:re)?distributed|released|available|published|provided|offered|shared|governed|covered|falls?|ships?|shipped|comes?|(?<weak>is|are|remains?|stays?))(?: (?:\w{3,12}ly|as is|as-is|here|free of charge|for free))? under|(?<strong>(?:subject|bound) to|(?:governed|covered|bound) by|compl(?:y|ies) with|inherits?|follows?|retains?|agrees? to|accepts?|licen[sc]ed))\s|(?:lizenziert unter|(?:sous|bajo|sob|sotto)(?: la| a)? licen[czç](?:e|i?a)) (?:der |la |de la )?|(?<zh>遵循|采用|採用|适用|適用|依照|依據|依据|按照|遵守)\s?(?:其|了)?\s?/gi,
  // 重みは CC BY-NC 4.0 ライセンス; 가중치는 CC BY-NC 4.0
  subject: /(?:は|[는은])\s?(?=(?:CC|A?GPL)[ -]|(?:Llama|Gemma)\b)/g,
  // unter der Lizenz CC BY-NC 4.0, под лицензией CC BY-NC 4.0
  foreign: new RegExp(`${FOREIGN}\\p{L}{0,4}[\\s:："「（(《]{1,3}(?=\\p{L})`, "giu"),
  // CC BY-NC 4.0 lisansı
  ahead: new RegExp(`(?<![\\p{L}\\d/_-])(?=(?:CC[ -]|A?GPL|Llama |Gemma )[\\w .-]{1,40}?${FOREIGN})`, "giu"),
  // weights: CC BY-NC 4.0; the weights are CC BY-NC 4.0; weights | CC BY-NC 4.0
  weights: new RegExp(`\\b${WEIGHTS}(?: licen[cs]e)?(?: ?[:|–—] ?| - | (?:is|are|remains?) )`, "gi"),
  // weights (CC BY-NC 4.0), weights are non-commercial (CC BY-NC)
  // under the same license as this repository (CC BY-NC 4.0)
  bracketed: new RegExp(`\\b(?:${WEIGHTS}(?: (?:is|are))?(?: [\\w-]{1,20})?,?|same licen[cs]e as [^.;|()]{1,60}) \\(`, "gi"),
  license: new RegExp(
    `(?:^|\\| )(?:the |model |weights )?(?:licen[cs]es?|licensing|${FOREIGN}\\p{L}{0,4})(?: \\((?:models?|weights?|checkpoints?)\\))?(?: ?[:：|] ?| [–—-] )`,
    "giu",
  ),
  // Built with Llama; not with llama.cpp or Llama Factory
  built: /\bbuilt (?:with|on) (?=(?:meta )?llama\b(?![.-]?(?:cpp|index|factory|file|stack|hub)| (?:factory|index|stack|cpp)))/gi,
  ofProviders: [
    // by downloading the model you agree to our terms of service
    /\b(?:subject to|agree(?:s|ing)? to|bound by|governed by|accept(?:s|ing)?|compl(?:y|ies) with) (?:and \w{1,12} )?(?:all )?(?:our|the|its|their|these|this|\p{Lu}\S{1,24}['’]s) (?:[^.;|]{0,40} )?(?:acceptable use policy|use policy|usage polic(?:y|ies)|terms of (?:use|service)|terms (?:and|&) conditions|user agreement|usage terms)\b/iu,
    // you should also follow OpenAI and Google Gemini terms of service; may be limited by Acme's usage policy
    /\b(?:[Ss]ubject to|[Aa]gree(?:s|ing)? to|[Bb]ound by|[Gg]overned by|[Aa]ccept(?:s|ing)?|[Cc]ompl(?:y|ies) with|[Ff]ollow(?:s|ing)?|[Aa]dheres? to|[Rr]espect(?:s|ing)?|[Ll]imited by|[Rr]estricted by) (?:the )?\p{Lu}[\p{L}\d-]{1,24}(?:['’]s?)?(?: (?:and|or|&|\p{Lu}[\p{L}\d'’-]{1,24})){0,5} (?:[Tt]erms of (?:[Uu]se|[Ss]ervice)|[Tt]erms (?:and|&) [Cc]onditions|[Uu]sage [Pp]olic(?:y|ies)|[Uu]ser [Aa]greement|[Ss]ervice [Tt]erms|ToS)\b/u,
    // Acme's terms of use restrict using output to develop models
    /\p{Lu}[\p{L}\d-]{1,24}(?:['’]s?)? (?:[\p{L}]{2,12} ){0,2}?(?:[Tt]erms(?: of (?:[Uu]se|[Ss]ervice))?|ToS|[Uu]sage [Pp]olic(?:y|ies)) (?:\p{L}{2,12} )?(?:restricts?|prohibits?|forbids?|limits?|disallows?|bars?|do(?:es)? not (?:allow|permit))\b/u,
  ],
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
      `\\b${WEIGHTS} (?:is|are) (?:not covered by|excluded from|not under) (?:it\\b|this\\b|that\\b|(?:[^.;|]|\\.\\d){0,40}licen[cs]e\\b)`,
      "i",
    ),
    new RegExp(
      `\\b${WEIGHTS}\\b[^.;|]{0,60} (?:inherit|follow|keep|retain|maintain)s? the (?:same )?licen[cs]e (?:(?:terms|restrictions|and) ){0,3}(?:from|of|as)\\b`,
      "i",
    ),
    new RegExp(`\\b${WEIGHTS}\\b[^.;|]{0,80} (?:carry|carries|have|has|comes? with) (?:its|their) own (?:licen[cs]es?|terms)\\b`, "i"),
    /(?:モデル|重み)[^。|]{0,30}(?:別(?:の)?ライセンス|ライセンスの対象外|License の対象外|の対象外)/i,
  ],
  // the voices are copyrighted by their rightful owners
  ofOwners:
    /\b(?:models?|weights?|checkpoints?|loras?|voices?|characters?|likeness(?:es)?|copyrights?|all rights)\b[^.;|]{0,60}? (?:copyright(?:ed)?|belongs?|property|owned|held|remains?|stays?)\b[^.;|]{0,30}?\b(?:rightful|respective|original|lawful) (?:copyright )?(?:owners?|creators?|artists?|authors?|(?:rights? ?)?holders?)\b|(?:权重|模型|角色|音色|声音)[^。；;|]{0,30}归[^。；;|]{0,12}(?:原|各自)[^。；;|]{0,12}所有/i,
}));
/** What is in every saying, looked for first: most lines hold none. */
export const telling =
  / under |covered|owner|creator|artist|author|holder|归|li(?:[czs]|ts)en[czsçț]|llicè|ライセンス|対象外|라이[선센]스|л[иі]ценз|giấy phép|[许許]可|[协協][议議]|[条條]款|授[权權]|άδεια|อนุญาต|רישיון|רשיון|subject|govern|bound|compl(?:y|ies) with|agree|\bc\.?c\.?[ -]by|terms|policy|polici|built/i;
export const legal = /licen[cs]e|agreement|terms|policy|许可|协议|rail\b|^(?:cc[- \d]|creative commons|[al]?gpl|gnu )/i;
/** Licenses that are named without being known: “the Acme Model License”, “Acme's terms”. */
export const unheardOf =
  /(?<!\S)\p{Lu}\S{0,30}(?: \S{1,30}){0,5}? (?:[Ll]icen[cs]e|Agreement|Terms)\b|['’]s (?:\S{1,30} ){0,3}(?:licen[cs]e|terms)\b/u;
export const ofNoName = /\b(?:permissive|open[- ]source|open licen[cs]e|free|same|this|that|following|above|style|like)\b/i;
export const beginning =
  /^(?:(?:the|an?|its|their|our|either|both|terms(?: and conditions)? of|terms|conditions of|subject to|(?:licen[sc]ed|released|distributed|provided|available) under) )+/i;
export const compared = /\b(?:unlike|than|not|no longer|instead of|rather than)\b/i;
/** “The source code, excluding the weights, …” */
export const leftOut = /\b(?:excluding|except(?: for)?|apart from|other than|not including|but not)\b[^,;]{0,100}/i;
export const ofOthers =
  /\b(?:code|codebase|scripts?|sources?|implementation|tokenizer|library|framework|harness|evaluated|benchmarks?|papers?|articles?|preprint|manuscript|figures|documentation|website|(?:quell|programm)code|código|codice)\b|代码|代碼|コード|코드|исходный код/i;
export const ofWeights =
  /\b(?:weights?|checkpoints?|models?|modell[eo]?|gewichte|modelos?|pesos|modèles?|poids|pesi)\b|权重|模型|检查点|モデル|重み|모델|가중치|модел|веса/i;
/** Whoever gathered data kept the terms of a page. */
export const ofGathering = /\b(?:crawl|scrap|collect|gather)\w*/i;
/** What is said of owners in passing, of marks and of data. */
export const ofMarks = /trade ?mark|logo|brand|product|company|\bdata|corpus|corpora|数据/i;
/** Under it the name of the license stands alone. */
export const licenseHeading = new RegExp(
  `^[^\\p{L}]*(?:model |weights )?(?:licen[cs](?:es?|ing)|${FOREIGN}\\p{L}{0,4})(?:[^\\p{L}]+(?:and|information|info|details|usage|notice|notes?|terms|of|use|attribution|citation|copyright|commercial|status|summary))*[^\\p{L}]*$`,
  "iu",
);
export const otherHeading = /data|train|evaluat|benchmark|acknowledg|credit|code|depend|third|related|citation/i;
/** A word that belongs to the name before it. */
export const goesOn = /^(?!Licen[cs]e|Agreement|Terms|International|Public|Version|Community|AND\b|OR\b)\p{Lu}/u;
function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
