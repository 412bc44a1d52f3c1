import type { Word } from "./words.ts";

const ones: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  m: 1e6,
  mm: 1e6,
  mio: 1e6,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
  b: 1e9,
  tausend: 1e3,
  mille: 1e3,
  mil: 1e3,
  mila: 1e3,
  millionen: 1e6,
  millones: 1e6,
  milioni: 1e6,
  milhões: 1e6,
  milliarden: 1e9,
  milliards: 1e9,
  miliardi: 1e9,
  十: 10,
  百: 100,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
};
const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const currencies: Readonly<Record<string, string>> = {
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "CNY",
  "￥": "CNY",
  usd: "USD",
  us$: "USD",
  dollar: "USD",
  dollars: "USD",
  eur: "EUR",
  euro: "EUR",
  euros: "EUR",
  gbp: "GBP",
  pounds: "GBP",
  cny: "CNY",
  rmb: "CNY",
  yuan: "CNY",
  renminbi: "CNY",
  jpy: "JPY",
  yen: "JPY",
  krw: "KRW",
  won: "KRW",
  inr: "INR",
  chf: "CHF",
  cad: "CAD",
  aud: "AUD",
};
const chineseCurrencies: readonly (readonly [string, string])[] = [
  ["美元", "USD"],
  ["人民币", "CNY"],
  ["欧元", "EUR"],
  ["英镑", "GBP"],
  ["日元", "JPY"],
  ["港元", "HKD"],
  ["元", "CNY"],
];

/** The scale words that mean nothing of the kind unless a number stands right before them ("20 M", but "Section 3 b"). */
const shortScales = new Set(["k", "m", "mm", "b", "bn"]);

function plainNumber(text: string): number | null {
  if (!/^\d/.test(text)) return null;
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(",", ""));
  if (/^\d{1,3}((\.\d{3}){2,}|\.000)$/.test(text)) return Number(text.replaceAll(".", ""));
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

interface Amount {
  readonly value: number;
  /** The place after its last word. */
  readonly next: number;
  /** True where it is written in words alone, without any scale: "one" is mostly no number. */
  readonly bare: boolean;
}

/** Reads "700 million", "one (1) million", "twenty million", "10,000,000", "20M", "1.5 亿", "一百万" at this place. */
function amountAt(words: readonly Word[], at: number): Amount | null {
  const first = words[at]?.text ?? "";
  if (/^[a-z]/.test(first) && ones[first] === undefined) return null;
  const glued = /^(\d+(?:[.,]\d+)*)(k|m|mm|bn|b)$/.exec(first);
  if (glued !== null) return { value: (plainNumber(glued[1] ?? "") ?? 0) * (scales[glued[2] ?? ""] ?? 1), next: at + 1, bare: false };
  const plain = plainNumber(first);
  const inWords = ones[first];
  if (plain === null && inWords === undefined) return chineseAmountAt(words, at);
  let value = plain ?? inWords ?? 0;
  let next = at + 1;
  const tens = words[next];
  if (inWords !== undefined && inWords >= 20 && tens !== undefined && (ones[tens.text] ?? 99) < 10) {
    value += ones[tens.text] ?? 0;
    next++;
  }
  const repeated = words[next];
  if (inWords !== undefined && repeated?.before.includes("(") === true && plainNumber(repeated.text) !== null) {
    value = plainNumber(repeated.text) ?? value;
    next++;
  }
  let scaled = repeated !== undefined && next > at + 1;
  for (;;) {
    const word = words[next];
    const scale = word === undefined ? undefined : scales[word.text];
    if (word === undefined || scale === undefined || (shortScales.has(word.text) && !/^ ?$/.test(word.before))) break;
    if (shortScales.has(word.text) && word.before !== "" && value > 999) break;
    value *= scale;
    next++;
    scaled = true;
  }
  return { value, next, bare: plain === null && !scaled };
}

function chineseAmountAt(words: readonly Word[], at: number): Amount | null {
  let next = at;
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (; next < words.length && next < at + 12; next++) {
    const text = words[next]?.text ?? "";
    const one = digits[text];
    const scale = scales[text];
    if (one !== undefined) digit = one;
    else if (scale !== undefined && next > at && scale < 1e4) {
      section += (digit ?? 1) * scale;
      digit = null;
    } else if (scale !== undefined && next > at) {
      total = (total + section + (digit ?? 0)) * scale;
      section = 0;
      digit = null;
    } else break;
  }
  if (next - at < 2 || (total === 0 && section === 0)) return null;
  return { value: total + section + (digit ?? 0), next, bare: false };
}

/** Joins the words of an amount into one word that knows its value and its currency. */
export function joinAmounts(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const first = words[at];
    if (first === undefined) break;
    const amount = amountAt(words, at);
    if (amount === null || amount.bare) {
      joined.push(first);
      at++;
      continue;
    }
    let next = amount.next;
    const last = words[next - 1] ?? first;
    let currency: string | null = null;
    while (joined.length > 0 && currencies[joined.at(-1)?.text ?? ""] !== undefined && (joined.at(-1)?.before ?? "").length < 4) {
      const sign = joined.pop();
      currency ??= currencies[sign?.text ?? ""] ?? null;
      if (joined.at(-1)?.text === "us" || joined.at(-1)?.text === "u") joined.pop();
    }
    while (
      ["us", "u", "s", "united", "states"].includes(words[next]?.text ?? "") &&
      next < amount.next + 2 &&
      followedByCurrency(words, next)
    )
      next++;
    const after = currencies[words[next]?.text ?? ""];
    if (after !== undefined && (words[next]?.before ?? "").trim().length < 2) {
      currency ??= after;
      next++;
    }
    for (const [written, code] of chineseCurrencies) {
      if (
        words
          .slice(next, next + written.length)
          .map((word) => word.text)
          .join("") !== written
      )
        continue;
      currency ??= code;
      next += written.length;
      break;
    }
    if (
      currency === null &&
      joined
        .slice(-3)
        .map((word) => word.text)
        .join("") === "人民币"
    )
      currency = "CNY";
    joined.push({ ...first, text: "#", end: last.end, value: amount.value, currency });
    at = next;
  }
  return joined;
}

function followedByCurrency(words: readonly Word[], at: number): boolean {
  return [1, 2].some((step) => currencies[words[at + step]?.text ?? ""] !== undefined);
}
