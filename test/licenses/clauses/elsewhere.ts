import type { Case } from "./cases.ts";

const found = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, finds: [term] }));
const absent = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, not: [term] }));
const valued = (term: string, text: string, parameters: Record<string, unknown>): Case => ({ text, finds: [term], parameters });

/** Licenses that were translated, or written in another language of Europe. */
export const elsewhere: readonly Case[] = [
  ...found(
    "non-commercial",
    "Die Gewichte dürfen nicht kommerziell verwendet werden.",
    "Le modèle ne peut être utilisé à des fins commerciales.",
    "La présente licence autorise l'étude du modèle et des usages non commerciaux.",
    "El modelo no puede utilizarse con fines comerciales.",
    "Il modello non può essere usato per scopi commerciali.",
    "O modelo não pode ser usado para fins comerciais.",
  ),
  ...absent(
    "non-commercial",
    "Das Modell darf für kommerzielle und nicht kommerzielle Zwecke frei verwendet werden.",
    "Le modèle peut être utilisé à des fins commerciales.",
  ),
  ...found(
    "research-only",
    "Die Daten werden ausschließlich für Forschung und Lehre bereitgestellt.",
    "Se permite usar los datos únicamente con fines de enseñanza y de investigación.",
  ),
  ...found(
    "separate-commercial-license",
    "Wer die Gewichte kommerziell nutzt, muss bei uns eine Lizenz erwerben.",
    "Pour tout usage commercial, une licence distincte est requise.",
    "Si usa los pesos comercialmente, debe solicitar una licencia.",
    "Chi usa i pesi commercialmente deve richiedere una licenza.",
  ),
  ...found(
    "commercial-authorization-required",
    "Toute exploitation commerciale est interdite sans accord écrit de l'auteur.",
    "El uso comercial requiere autorización previa.",
    "L'uso commerciale richiede il consenso dell'autore.",
  ),
  valued("mau-threshold", "Bei mehr als 100 Millionen monatlich aktiven Nutzern müssen Sie eine Lizenz anfordern.", { value: 100_000_000 }),
  valued(
    "mau-threshold",
    "Au-delà de 50 millions d'utilisateurs, soit plus de 50 millions utilisateurs actifs mensuels, une licence est requise.",
    {
      value: 50_000_000,
    },
  ),
  valued("mau-threshold", "Wer mehr als 100.000 monatlich aktive Nutzer hat, braucht eine Lizenz.", { value: 100_000 }),
  valued("revenue-threshold", "Unternehmen mit einem Jahresumsatz von mehr als 2 Millionen Euro benötigen eine Lizenz.", {
    value: 2_000_000,
    currency: "EUR",
  }),
  ...found(
    "no-distribution",
    "Die Weitergabe der Daten an Dritte ist untersagt.",
    "Die Gewichte dürfen nicht weitergegeben werden.",
    "La redistribution des poids est interdite.",
    "No se puede redistribuir el conjunto de datos.",
    "La distribuzione dei dati è vietata.",
  ),
  ...absent("no-distribution", "Die kommerzielle Verbreitung ist untersagt.", "La distribution commerciale est interdite."),
  ...found(
    "attribution-notice",
    "Sie müssen den Urheberrechtsvermerk in allen Kopien beibehalten.",
    "Vous devez citer l'auteur du modèle.",
    "Debe otorgar crédito a los autores.",
    "È necessario citare la fonte.",
  ),
  ...absent("attribution-notice", "Eine Namensnennung ist nicht erforderlich."),
  ...found(
    "provide-copy-of-license",
    "Sie müssen jedem Empfänger eine Kopie dieser Vereinbarung übergeben.",
    "Vous devez joindre une copie de cette licence.",
    "Debe incluir una copia de esta licencia.",
    "Devi allegare una copia della licenza.",
  ),
  ...found(
    "disclosure-of-changes",
    "Geänderte Dateien müssen mit einem Hinweis versehen sein.",
    "Vous devez signaler les modifications.",
    "Debe indicar los cambios.",
    "Devi indicare le modifiche.",
  ),
  ...found(
    "share-alike",
    "Abgeleitete Modelle sind unter derselben Lizenz zu veröffentlichen, also unter derselben Lizenz weitergegeben.",
    "Les œuvres dérivées doivent être distribuées sous la même licence.",
    "Las obras derivadas deben compartirse bajo la misma licencia.",
  ),
  valued("name-prefix", "Sie müssen „Heron“ am Anfang des Namens jedes solchen Modells einfügen.", { text: "Heron" }),
  valued("display-text", "Sie müssen „Built with Heron“ auf der Webseite deutlich anzeigen.", { text: "Built with Heron" }),
  ...found("acceptable-use-policy", "Sie müssen sich an die Nutzungsrichtlinien halten."),
  ...found("military-ban", "Der Einsatz für militärische Zwecke ist verboten.", "L'utilisation à des fins militaires est interdite."),
  ...found("reverse-engineering-ban", "Reverse Engineering ist nicht gestattet.", "La rétro-ingénierie est interdite."),
  ...found("modification-forbidden", "Il est interdit de modifier ou d'adapter le modèle."),
  ...found("use-restrictions", "严禁用于任何政治用途。"),
  ...found(
    "non-commercial",
    "Usted no puede hacer uso de los datos con propósitos comerciales.",
    "Você não tem permissão para usar os dados com fins comerciais.",
    "본 모델은 영리 목적으로 이용할 수 없습니다.",
  ),
  ...found("separate-commercial-license", "상업적 목적으로 사용하려면 별도의 상용 라이선스가 필요합니다."),
  ...found(
    "modification-forbidden",
    "모델을 변경하거나 재가공하는 것을 금지합니다.",
    "Los pesos no pueden modificarse: no puede modificar los pesos.",
  ),
  ...found("share-alike", "파생 모델에 동일한 라이선스를 적용해야 합니다."),
  ...found("no-distribution", "데이터의 재배포를 금지합니다."),
  ...found(
    "attribution-notice",
    "반드시 출처를 표시해야 합니다.",
    "Jede Nutzung mit Quellenvermerk ist zulässig.",
    "Atribuição adequada deve ser feita.",
  ),
  ...found("disclosure-of-changes", "Bearbeitungen sind mit einem Veränderungshinweis zu versehen."),
  ...found(
    "pass-through-restrictions",
    "Sie müssen die Nutzungsbeschränkungen in jeden Vertrag mit Empfängern aufnehmen.",
    "Vous devez inclure ces restrictions dans tout contrat.",
  ),
  ...found("field-of-use", "É proibido utilizar os textos para treinar modelos de inteligência artificial."),
  ...[
    "Sie dürfen das Modell nicht für rechtswidrige Zwecke verwenden.",
    "Vous ne pouvez pas utiliser le modèle pour la violation des lois.",
    "No puede usar el modelo para fines ilegales.",
    "Non puoi usare il modello per violare le leggi.",
  ].map((text): Case => ({ text, finds: ["use-restrictions"], parameters: { list: ["illegal-activity"] } })),
  ...absent(
    "use-restrictions",
    "Sie dürfen das Modell verwenden.",
    "Die Nutzung ist nicht auf bestimmte Geräte beschränkt.",
    "No puede usar el logotipo.",
  ),
  ...absent("share-alike", "라이선스를 적용합니다."),
  ...absent("modification-forbidden", "Le droit local ne peut être modifié par ce contrat, que ce contrat ne peut modifier."),
];
