import type { Knowledge } from "../licenses/knowledge.ts";
import type { Judgments, ListEntry, Policy } from "./policy.ts";
import { suggestion } from "./suggest.ts";

/**
 * The entries of the license lists that fit no license that is known, with place and remedy, each once: right for licenses of one's own, and else a slip that
 * would let what it denies pass. They are no mistakes, for texts that nobody knows get names of their own.
 */
export function unfittingEntries(policy: Policy, knowledge: Knowledge): readonly string[] {
  const known = [...knowledge.licenses.keys()];
  const entries = new Set([policy.base, ...policy.overrides.map(({ judgments }) => judgments)].flatMap(listed));
  const lines = [...entries].flatMap((entry) => {
    const unknown = unknownIn(entry, known);
    if (unknown === null) return [];
    const { path, line, column } = entry.location;
    return [`${path}:${line}:${column}: note: ${JSON.stringify(unknown)} fits no license that is known; ${remedy(unknown, known)}`];
  });
  return [...new Set(lines)];
}

function listed({ licenses, datasets }: Judgments): readonly ListEntry[] {
  return [licenses, datasets].flatMap(({ allow, deny, review }) => [...allow, ...deny, ...review]);
}

function unknownIn({ written, meaning }: ListEntry, known: readonly string[]): string | null {
  if (meaning.is === "glob") return known.some(meaning.matches) ? null : written;
  if (meaning.is !== "licenses" && meaning.is !== "expression") return null;
  return written.match(/LicenseRef-[\w.-]+/g)?.find((name) => !known.includes(name)) ?? null;
}

function remedy(unknown: string, known: readonly string[]): string {
  const bare = (name: string) => name.replace("LicenseRef-", "");
  const own = "keep it where a license of your own is meant";
  const near = suggestion(bare(unknown), known.map(bare));
  return near.startsWith("did you mean") ? `${near.replace("mean ", "mean LicenseRef-")} (${own})` : own;
}
