import { isHosted, type NameIn } from "./names.ts";

/** A model of a hosted service under its own name; null for all else. */
export function hosted(value: string): NameIn | null {
  return isHosted(value) ? { name: value, kind: "service", from: 0 } : null;
}

/** Hosted models between quotes or back quotes. */
export function hostedNames(text: string): readonly NameIn[] {
  if (
    !text.includes("-") ||
    !/["'`]/.test(text) ||
    !/gpt-|claude-|gemini-|text-embedding-|whisper-1|dall-e|\bo[134]-|-versatile|-instant|grok-|deepseek-|mistral-|sonar-/.test(text)
  )
    return [];
  return [...text.matchAll(/["'`]([\w./:@-]{2,80})["'`]/g)].flatMap((match) => {
    const name = hosted(match[1] ?? "");
    return name === null ? [] : [{ ...name, from: match.index + 1 }];
  });
}
