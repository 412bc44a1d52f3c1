import type { Case } from "./cases.ts";

const found = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, finds: [term] }));
const absent = (term: string, ...texts: string[]): Case[] => texts.map((text) => ({ text, not: [term] }));

/** Conditions of one short sentence, and sentences that hold the same words and say something else. */
export const sentences: readonly Case[] = [
  ...found(
    "research-only",
    "Research only.",
    "This model is restricted to research.",
    "Only for scientific purposes.",
    "The checkpoints are shared for scientific research.",
    "Réservé à la recherche.",
    "Nur für Forschung.",
    "Solo para investigación.",
    "Uso académico exclusivamente.",
    "Только для исследований.",
    "学術目的のみ",
    "학술 목적 전용",
  ),
  ...found(
    "non-commercial",
    "Non-commercial license.",
    "NC weights",
    "Strictly non-commercial!",
    "Encoder weights: non-commercial unless agreed otherwise.",
    "Nicht für kommerzielle Nutzung.",
    "No se permite el uso comercial.",
    "상업적 이용을 금지합니다.",
    "비상업적 이용은 자유롭게 허용합니다.",
    "商用利用はできません。",
    "非営利目的でのみ使用できます。",
    "请勿商用。",
  ),
  ...found("personal-use-only", "Hobby use only.", "Usage personnel uniquement.", "個人利用のみ。", "개인 용도로만 사용하세요."),
  ...found("licensee-restriction", "Only for students.", "Free for non-profits.", "Members only", "仅限学生使用。"),
  ...found("no-distribution", "For internal use only."),
  ...found("non-production", "No production use.", "Evaluation only", "Usage in production is not allowed."),
  ...found("territory-exclusion", "Not for use in the EU."),
  ...found("separate-commercial-license", "You need to buy a license for business use."),
  ...found(
    "commercial-authorization-required",
    "Companies must contact sales@pinewood.example for a license.",
    "Contact us for a commercial license.",
    "Pour un usage commercial, contactez-nous.",
    "Für kommerzielle Lizenzen kontaktieren Sie uns.",
    "Para licencias comerciales, contacte a los autores.",
    "상업적 이용은 별도 문의 바랍니다.",
  ),
  ...absent(
    "research-only",
    "We shared this for research on birds and for anglers alike.",
    "Research only began last spring.",
    "Use is not restricted to research.",
    "학술 목적 및 상업적 목적 모두 가능합니다.",
  ),
  ...absent(
    "non-commercial",
    "Commercial or non-commercial use.",
    "The non-commercial television of Norway was used for training.",
    "상업적 및 비상업적 이용은 자유롭게 허용합니다.",
    "商用利用可能です。",
    "Kommerzielle Nutzung ist erlaubt.",
  ),
  ...absent("licensee-restriction", "The lecture on Friday is held only for students of the second year.", "Free for all."),
  ...absent("personal-use-only", "The hobby projects only need a small card."),
];
