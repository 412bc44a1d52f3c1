// Names of licenses that nobody here knows: “the Acme Community License”.

/** The name of a license at the beginning of some words: words with capitals up to “License”, and its version. */
const nameAhead =
  /^["“«]?(?:(?:custom|customi[sz]ed|own|new|proprietary|modified|special) )?["“`]?(\p{Lu}[\p{L}\d.&'’+/-]{0,30}(?: (?:\p{Lu}[\p{L}\d.&'’+/-]{0,30}|v?\d[\d.]{0,6}|of|and|for|the|AI|[–-])){0,7}? (?:Licen[cs]e|Agreement|EULA|Terms(?: of Use)?))(?![\p{L}-])/u;
/** Words that may stand before “License” without naming one, and families of licenses that are known, in whatever spelling. */
const namesNone =
  /^(?:(?:this|that|these|the|see|please|for|full|read|check|view|your|our|all|any|no|under|by|in|if|same|dual|multi|triple|multiple|open|source|code|software|data|dataset|model|models|weights?|project|repository|contributor|end|user|trademark|third|party|original|upstream|base|main|following|respective|standard|public|free|libre|permissive|commercial|respective|domain|general|custom|own|license|licence|agreement|terms|of|use|and|service|additional|other|available|separate)[ .–-]{0,3})+$/i;
const ofKnownFamily =
  /(?:^|[\s(/-])(?:mit|x11|expat|apache|asl|bsd|isc|boost|mozilla|mpl|cc0?|creative commons|unlicen[cs]e|zlib|artistic|eclipse|epl|eupl|european union public|gnu|[al]?gpl|lgpl|gfdl|wtfpl|open data commons|odc|odbl|pddl|cdla|public domain|open government|licence ouverte|licencia abierta|pública general|publique générale|pubblica|ogl|etalab|cecill|ofl|open font|psf|python software|numpy|hpnd|ncsa|afl|academic free|osl|mulan|upl|universal permissive)(?=$|[\s)/.,:–-])/i;

/** The name of a license that nobody knows at the beginning of some words; null where they name none, or one of a known family. */
export function newNameAhead(words: string): string | null {
  const name = nameAhead.exec(words)?.[1];
  return name === undefined || namesNone.test(name) || ofKnownFamily.test(name) ? null : name;
}

/** Names that are all that a sentence, or a part of one, says: “Acme Open Model License v1.0 (share-alike)”. */
export function newNamesAlone(passage: string): readonly { at: number; name: string }[] {
  return [...passage.matchAll(/(?<=^|[;|] |\. )[^.;|]{8,90}?(?:\.\d[^.;|]{0,30})?(?=$|[;|.])/g)].flatMap(({ 0: part, index }) => {
    const name = newNameAhead(part);
    return name !== null && alone.test(part.slice(part.indexOf(name) + name.length)) ? [{ at: index, name }] : [];
  });
}

const alone = /^["”»]?(?:,? (?:version |v)?\d[\d.]{0,6})?(?: \([^()]{1,40}\))?["”»]?$/;

/** What sentences speak of that say a license: the thing itself, or data. */
const ofIt =
  /^(?:(?:it|this|these|they|both)|(?:this|the|these|our|all|each) (?:[\w.-]{1,20} ){0,3}(?:models?|weights?|checkpoints?|adapters?|loras?|projects?|repositor(?:y|ies)|repo|releases?|works?|series|family|versions?|merges?|quants?|quantizations?|ggufs?|files?|artifacts?|software|package|materials?))(?= |$)(?! (?:of|from|by|we|i|you|that|which|uses?|relies|builds?|includes?|contains?|was|were)\b)/i;
const ofData = /\b(?:data|data ?sets?|corp(?:us|ora)|annotations?|images?|recordings?|texts?|benchmarks?|labels?)\b/i;
const ofElse =
  /\b(?:which|that|who|where|uses?|using|trained|based|base models?|derived|built|libraries|library|packages?|fonts?|tools?|demo|website|documentation|docs|paper|original|upstream|third|teacher|tokenizers?|encoders?|decoders?|backbones?|vae|engines?|apps?|by)\b/i;

/** What the words before “is released under” speak of; null where that is something else. */
export function subjectOf(words: string, title: string): "it" | "data" | null {
  const subject = words
    .replace(/^[\s\p{P}\p{S}]+/u, "")
    .replace(/^(?:(?:any|all|the|your) )?(?:use|usage|access|distribution|redistribution|downloading)(?: and \w{1,20})? (?:of|to) /i, "")
    .trim();
  if (ofElse.test(subject) || subject.length > 80) return null;
  if (ofData.test(subject)) return "data";
  if (subject === "" || ofIt.test(subject)) return "it";
  const [first = ""] = subject.toLowerCase().split(/[^\p{L}\d]+/u);
  return first.length > 2 && title.toLowerCase().includes(first) ? "it" : null;
}

/** Names in other languages than English, each with the words that say that something is under it, and with what must stand there at all. */
const elsewhere: readonly { readonly needs: RegExp; readonly name: RegExp }[] = [
  // 许可证：海鸥社区模型许可协议 V1.0
  {
    needs: /许可|許可|ライセンス|라이[선센]스|лицензия/i,
    name: /(?<=^(?:许可[证協协]?[议議]?|ライセンス|라이[선센]스|лицензия)\s?[:：]\s?)(?!.{0,20}(?:[见見]|参照|참조|см\.|MIT|Apache|BSD|CC|GPL))[^，。,.]{0,40}(?:许可|协议|ライセンス|라이[선센]스|лицензи)[^，。,]{0,12}/giu,
  },
  { needs: /ライセンス|许可|协议/, name: /(?<=^|[^\p{L}])(?:独自|カスタム|自定义|自有)[のな]?(?:ライセンス|许可[证协]?[议]?|协议)/gu },
  // unter der Nordwind-Community-Lizenz
  { needs: /izenz/, name: /(?<=(?:^|\s)(?:unter|gemäß) (?:der|den) )(?:\p{Lu}[\p{L}\d]{1,30}[- ]){1,4}\p{L}{0,20}[Ll]izenz(?![\p{L}-])/gu },
  // bajo la Licencia Comunitaria Garza 1.0
  {
    needs: /(?:sous|bajo|sob|sotto) (?:la|a|les) /,
    name: /(?<=(?:^|\s)(?:sous|bajo|sob|sotto) (?:la|a|les termes de la) )[Ll]icen[czç]\p{L}{1,2}(?: \p{Ll}{2,15}){0,3}(?: [\p{Lu}][\p{L}\d.-]{0,30}){1,4}/gu,
  },
  // Licencia Garza 1.0: ver LICENCIA
  {
    needs: /[Ll]icen[czç]/,
    name: /(?<=^(?:[Ll]icen[czç]\p{L}{1,2}\s?:\s)?)[Ll]icen[czç]\p{L}{1,2}(?: \p{Lu}[\p{L}\d.-]{1,30}){1,4}(?= v?\d|\s?[:,.]|$)/gu,
  },
  // на условиях лицензии «Цапля»
  { needs: /лицензи/, name: /(?<=(?:условиях|под|по) лицензи\p{L}{1,2} )«[^«»]{3,60}»/gu },
  // 采用《苍鹭社区许可协议》
  {
    needs: /《/,
    name: /(?<=(?:采用|遵循|遵守|基于|依据|依照|按照|适用|使用|根据|受)[^，。；《》]{0,8})《[^《》]{2,40}(?:许可|协议|条款)[^《》]{0,10}》/gu,
  },
  // 「アオサギ・コミュニティライセンス」の下で
  {
    needs: /ライセンス/,
    name: /「[^「」]{2,40}ライセンス」(?=[^。]{0,20}(?:下で|基づ|従|適用|により|準拠))|[\p{Script=Katakana}ー・\w ]{2,30}(?:コミュニティ|モデル)[・ ]?ライセンス(?=の(?:下|もと)|に基づ|に従|で公開|で提供|が適用)/gu,
  },
  // 왜가리 커뮤니티 라이선스에 따라
  {
    needs: /라이[선센]스/,
    name: /(?:[\p{L}\d]{1,20} ){0,2}(?:커뮤니티|모델) (?:라이선스|라이센스)(?=에 따라|로 (?:배포|공개|제공)|하에|를 따)/gu,
  },
];
const ofNoName = /open[- ]?source|开源|オープンソース|오픈소스|frei|libre|livre|libera|свободн/i;
const ofOthers = /\b(?:daten|données|datos|dados|dati|code|código|codice)\b|данн|код(?![\p{L}])|数据|代码|データ|コード|데이터|코드/iu;

/** The names of licenses that nobody knows which a passage in another language than English says something is under, each with its place. */
export function newNamesElsewhere(passage: string, isKnown: (name: string) => boolean): readonly { at: number; name: string }[] {
  return elsewhere.flatMap((pattern) =>
    (pattern.needs.test(passage) ? [...passage.matchAll(pattern.name)] : []).flatMap(({ 0: name, index }) => {
      const before =
        passage
          .slice(Math.max(0, index - 60), index)
          .split(/[.。;；]/)
          .at(-1) ?? "";
      const bare = name
        .replace(/[«»《》「」]|[- ]?[Ll]izenz$|(?:开源)?(?:许可|協議|协议|许可证|许可协议|ライセンス)(?=》|」|$)/g, "")
        .trim();
      const isNone = ofNoName.test(name) || ofKnownFamily.test(bare) || ofOthers.test(before) || isKnown(bare);
      return isNone ? [] : [{ at: index, name }];
    }),
  );
}
