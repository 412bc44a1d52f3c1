import type { Part } from "./deal.ts";

/** A repository with its size in kilobytes. */
export interface SizedRepository {
  readonly name: string;
  readonly size: number;
}

/** A repository, or one part of its files. */
export interface RepositoryPart {
  readonly name: string;
  readonly part: Part;
}

interface Unit extends RepositoryPart {
  readonly weight: number;
}

/** What asking for a repository costs, in kilobytes that could be read instead. */
const OPENING = 15;

/**
 * The repositories that belong to one shard. The largest are dealt first, each to the shard that has least so far; one that is larger than a shard's share is
 * cut into parts of its files. The same repositories with the same sizes are always dealt alike.
 */
export function dealRepositories(repositories: readonly SizedRepository[], { index, count }: Part): readonly RepositoryPart[] {
  const loads = new Array<number>(count).fill(0);
  const mine: RepositoryPart[] = [];
  for (const { name, part, weight } of unitsOf(repositories, count)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + weight;
    if (least === index - 1) mine.push({ name, part });
  }
  return mine.sort((a, b) => (a.name === b.name ? a.part.index - b.part.index : a.name < b.name ? -1 : 1));
}

function unitsOf(repositories: readonly SizedRepository[], count: number): readonly Unit[] {
  const weights = repositories.map(({ size }) => OPENING + size);
  const share = weights.reduce((sum, weight) => sum + weight, 0) / count;
  const units = repositories.flatMap(({ name }, at): Unit[] => {
    const weight = weights[at] ?? 0;
    const parts = Math.min(count, Math.max(1, Math.ceil(weight / share)));
    return Array.from({ length: parts }, (_, part) => ({ name, part: { index: part + 1, count: parts }, weight: weight / parts }));
  });
  return units.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.part.index - b.part.index));
}
