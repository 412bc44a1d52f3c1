/** A paragraph, a heading or one item of a list. */
export interface Paragraph {
  readonly text: string;
  /** Line of each line's beginning: `[offset, line]`, ascending. */
  readonly lines: readonly (readonly [number, number])[];
  /** The kind of its number or bullet ("(a)", "1.", "•"), null without one. */
  readonly marker: string | null;
  /** The number or letter itself, in lower case. */
  readonly label: string;
  readonly indent: number;
  readonly heading: boolean;
  /** What the sign before it says of the whole item: a cross forbids it, a check mark allows it. */
  readonly sign: "ban" | "grant" | null;
}

const bullets = /^(?:[-*+•·●○▪◦‣–✅❌✔✗✘☑🚫⛔⚠]\uFE0F?|o(?= {2}))\s+/u;
const numbers: readonly (readonly [RegExp, string])[] = [
  [/^第\s*[一二三四五六七八九十百\d]+\s*[条章节]\s*/, "第"],
  [/^[（(]\s*[一二三四五六七八九十]+\s*[)）]\s*/, "（一）"],
  [/^[一二三四五六七八九十]+\s*[、．.]\s*/, "一、"],
  [/^[（(]\s*\d+\s*[)）]\s*/, "(1)"],
  [/^\d+(?:\.\d+)+\.?\)?\s+/, "1.1"],
  [/^\d+\s*\)\s*/, "1)"],
  [/^\d+\s*[.、．]\s*(?!\d)/, "1."],
  [/^\(\s*[ivx]{2,5}\s*\)\s*/i, "(i)"],
  [/^\(\s*[a-z]{1,2}\s*\)\s*/i, "(a)"],
  [/^[ivx]{2,5}\)\s+/i, "i)"],
  [/^[ivx]{2,5}\.\s+/i, "i."],
  [/^[a-z]\)\s*/i, "a)"],
  [/^[a-z]\.\s+/i, "a."],
];

/** Signs before items: a list of another kind may stand below such an item. */
const signs = /^[✅❌✔✗✘☑🚫⛔⚠]/u;
const cross = /^[❌✗✘🚫⛔]/u;
const check = /^[✅✔☑]/u;

/** The kind of the number or bullet at the beginning of a text, and how long it is. */
export function markerOf(text: string): { kind: string; label: string; length: number } | null {
  const bullet = bullets.exec(text);
  const skipped = bullet?.[0].length ?? 0;
  const emphasis = /^(?:\*\*|__|\*)?/.exec(text.slice(skipped))?.[0].length ?? 0;
  const rest = text.slice(skipped + emphasis, skipped + emphasis + 30);
  for (const [pattern, kind] of numbers) {
    const match = pattern.exec(rest);
    if (match !== null) {
      const label = match[0].replace(/[^\p{L}\p{N}]/gu, "");
      const length = skipped + emphasis + match[0].length;
      return { kind: /^[A-Z]/.test(label) ? kind.toUpperCase() : kind, label: label.toLowerCase(), length };
    }
  }
  return bullet === null ? null : { kind: signs.test(text) ? "✓" : "•", label: "", length: skipped };
}

/** Words with which a heading does not end: what leads up to a list does. */
const unfinished = /\s(?:to|for|of|the|that|by|with|and|or|not|may|shall|must|will)$/;
const ended = /[.;:!?。；：！？][)"”’*_\s]*$/;

function looksLikeHeading(text: string, hashed: boolean): boolean {
  const plain = text.replace(/[*_#]/g, "").trim();
  if (plain.length === 0 || plain.length > 90 || /[.;,。；，]$/.test(plain)) return false;
  if (hashed) return true;
  if (/:$/.test(plain) || unfinished.test(plain)) return false;
  const words = plain.split(/\s+/);
  if (words.length > 10) return false;
  if (/\p{Script=Han}/u.test(plain)) return plain.length <= 20;
  const capital = words.filter((word) => /^[^a-z]/.test(word) || word.length < 4).length;
  return capital / words.length >= 0.75;
}

/** Divides lines into paragraphs: at empty lines, at numbers and bullets, after headings, and where a line was not wrapped. */
export function paragraphsOf(lines: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let parts: string[] = [];
  let starts: [number, number][] = [];
  let marker: string | null = null;
  let label = "";
  let indent = 0;
  let hashed = false;
  let sign: Paragraph["sign"] = null;
  let length = 0;
  const finish = (): void => {
    if (parts.length > 0)
      paragraphs.push({
        text: parts.join("\n"),
        lines: starts,
        marker,
        label,
        indent,
        heading: looksLikeHeading(parts.join(" "), hashed),
        sign,
      });
    parts = [];
    starts = [];
    marker = null;
    sign = null;
    hashed = false;
    length = 0;
  };
  const unwrapped = lines.filter((line) => line.length > 160).length > lines.filter((line) => line.trim().length > 0).length / 8;
  let previous = "";
  for (const [index, raw] of lines.entries()) {
    const line = raw.includes("<")
      ? raw.replace(/<\/?[a-zA-Z!][^<>]{0,200}>/g, (tag) => (/^<https?:/i.test(tag) ? tag : " ".repeat(tag.length)))
      : raw;
    const prefix = /^[\s>|]*(?:(?:\/\/+|\/\*+|<!--|;;+|%+)\s*)?(#+\s+)?/.exec(line)?.[0] ?? "";
    const hash = prefix.includes("#");
    let rest = line.slice(prefix.length).trimEnd();
    if (/^[-=_*~\s]*$/.test(rest)) {
      finish();
      previous = "";
      continue;
    }
    const found = markerOf(rest);
    const wasShort =
      previous.length < 60 && !/[,，]$/.test(previous) && /^[A-Z\p{Script=Han}“"*]/u.test(rest) && looksLikeHeading(previous, false);
    if (
      found !== null ||
      hash ||
      hashed ||
      wasShort ||
      (previous.length > 0 && ended.test(previous) && (previous.length > 130 || /[:：;；]\s*$/.test(previous))) ||
      previous.length > 240 ||
      (unwrapped && ended.test(previous))
    )
      finish();
    if (parts.length === 0) {
      indent = prefix.replace(/\t/g, "    ").length;
      marker = found?.kind ?? null;
      label = found?.label ?? "";
      hashed = hash;
      const bare = rest.replace(/^[-*+•]\s+/, "");
      sign = found === null ? null : cross.test(bare) ? "ban" : check.test(bare) ? "grant" : null;
      if (found !== null) rest = rest.slice(found.length);
    }
    starts.push([length, index + 1]);
    parts.push(rest);
    length += rest.length + 1;
    previous = rest;
  }
  finish();
  return paragraphs;
}
