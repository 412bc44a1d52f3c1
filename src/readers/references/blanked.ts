/** A part of a text, by its places. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The text with parts of it made spaces, so that places stay. */
export function blanked(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of spans) {
    parts.push(text.slice(at, from), text.slice(from, to).replace(/[^\n]/g, " "));
    at = to;
  }
  return parts.join("") + text.slice(at);
}

/** What stands between parts of a text, and around them. */
export function between(spans: readonly Span[], length: number): readonly Span[] {
  return [...spans, { from: length, to: length }].map(({ from }, index) => ({ from: spans[index - 1]?.to ?? 0, to: from }));
}
