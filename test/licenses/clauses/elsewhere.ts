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
];
