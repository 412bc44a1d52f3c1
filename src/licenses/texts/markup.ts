const tag = /<\/?([a-z][a-z0-9]*)\b[^<>]{0,4000}>/gi;
const blocks = new Set([
  "p",
  "div",
  "br",
  "li",
  "ul",
  "ol",
  "tr",
  "table",
  "section",
  "article",
  "title",
  "head",
  "body",
  "html",
  "blockquote",
  "pre",
  "hr",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "td",
]);
const inline = new Set([
  "a",
  "b",
  "i",
  "u",
  "em",
  "strong",
  "span",
  "code",
  "font",
  "small",
  "sup",
  "sub",
  "img",
  "center",
  "meta",
  "link",
  "button",
  "svg",
  "path",
  "input",
  "label",
  "nav",
  "header",
  "footer",
  "main",
  "form",
  "script",
  "style",
  "noscript",
]);
const hidden = /<(script|style|noscript|template|svg)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/gi;
const page = /<(?:!doctype|html|body|head|p|div|br|span|li|h[1-6]|pre|table|a\s)[\s/>a-z!]/i;

/** Text without the tags of HTML. Lines stay where they are; what begins a block becomes a paragraph separator. Other text is handed back as it is. */
export function withoutTags(text: string): string {
  if (!text.includes("<") || !page.test(text)) return text;
  return text.replace(hidden, keepLines).replace(tag, (found: string, name: string) => {
    const element = name.toLowerCase();
    if (blocks.has(element)) return `\u2029${keepLines(found)}`;
    return inline.has(element) ? keepLines(found) : found;
  });
}

function keepLines(removed: string): string {
  const lines = removed.split("\n").length - 1;
  return lines === 0 ? " " : "\n".repeat(lines);
}
