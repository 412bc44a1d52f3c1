import { grouped } from "../../numbers.ts";

/** Made when it is first asked for: V8 reads classes of Unicode for up to a millisecond. */
const OBEYED = () => /[\p{Cc}\p{Bidi_Control}\p{Surrogate}\u2028\u2029\ufeff]/gu;

/** ASCII, and what the program itself writes beyond it. */
const PLAIN = /^[ -~“”–…]*$/;

/** Text from a repository made safe for a terminal: control characters, line ends and direction marks are shown, not obeyed. */
export function forTerminal(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(OBEYED(), (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** At most that many characters, with an ellipsis where something was left out. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${wellFormed(text.slice(0, Math.max(0, length - 1)))}…`;
}

/** At most that many characters; what was left out is counted. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const note = `… (${grouped(text.length - length)} and some more characters left out)`;
  return `${wellFormed(text.slice(0, Math.max(0, length - note.length)))}${note}`;
}

/** Halves of a surrogate pair, which no encoding can write, become the replacement character. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** JSON in which no character can be obeyed by a terminal or an editor. */
export function jsonText(value: unknown): string {
  return `${unobeyed(JSON.stringify(value, null, 2))}\n`;
}

/** JSON with every character that a terminal or an editor would obey written as an escape. */
export function unobeyed(json: string): string {
  return json.replace(
    /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A relative path as a URI reference (RFC 3986). */
export function pathUri(path: string): string {
  return wellFormed(path).split("/").map(encodeURIComponent).join("/");
}

/** The message of a workflow command. */
export function forCommand(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A property of a workflow command. */
export function forCommandProperty(text: string): string {
  return forCommand(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

const XML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text or attribute value of XML or HTML; characters that XML 1.0 does not know become the replacement character. */
export function forXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => XML[character] ?? character);
}

/** A cell of CSV (RFC 4180) that no spreadsheet takes for a formula. */
export function forCsv(text: string): string {
  const shown = forTerminal(text);
  const safe = /^\s*[=+\-@＝＋－＠]/u.test(shown) ? `'${shown}` : shown;
  return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const BREAK = "\u200b";

/** Text that Markdown shows as it is: no markup, and on GitHub no mention, reference or link. */
export function forMarkdown(text: string): string {
  return forTerminal(text)
    .replace(/[\\`*_{}[\]<>()#!|~$&^=]/g, "\\$&")
    .replace(/@(?=\w)|#(?=\d)|(?<=\bGH)(?=-\d)|(?<=:)(?=\/)|(?<=\bwww)(?=\.)/gi, `$&${BREAK}`);
}

/** A name as code; as plain text where the code could break a table. */
export function markdownCode(text: string): string {
  const shown = forTerminal(text);
  if (shown.trim() === "") return "(empty)";
  if (shown.includes("|")) return forMarkdown(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = longest > 0 ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}
