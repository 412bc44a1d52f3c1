import { editDistance } from "../licenses/names.ts";

/** “did you mean …”, or all that is possible. */
export function suggestion(written: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({ name, edits: editDistance(written.toLowerCase(), name.toLowerCase(), 4) }))
    .sort((a, b) => a.edits - b.edits)[0];
  if (near !== undefined && near.edits < Math.min(4, Math.max(2, written.length / 2))) return `did you mean ${near.name}?`;
  return known.length > 0 ? `write one of: ${known.join(", ")}` : "remove it";
}
