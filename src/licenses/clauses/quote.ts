const longest = 300;

/** The words of a text between two places, widened to the words that belong to them, with single spaces and at most 300 characters. */
export function quoteOf(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  const room = Math.max(0, Math.min(80, Math.floor((longest - (end - start)) / 2)));
  const before = /[^.;:。；：!?\n]*$/.exec(text.slice(Math.max(0, start - room), start))?.[0] ?? "";
  from -= before.length;
  const after = /^[^.;。；!?\n]*/.exec(text.slice(end, end + room))?.[0] ?? "";
  to += after.length;
  if (from > 0 && /\p{L}$/u.test(text.slice(0, from)) && /^[a-z]/i.test(text.slice(from)))
    from += /^\S*/.exec(text.slice(from, start))?.[0].length ?? 0;
  if (/[a-z]$/i.test(text.slice(0, to)) && /^[a-z]/i.test(text.slice(to))) to -= /\S*$/.exec(text.slice(end, to))?.[0].length ?? 0;
  const quote = text.slice(from, to).replace(/\s+/g, " ").trim();
  if (quote.length <= longest) return quote;
  const cut = quote.slice(0, longest - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
