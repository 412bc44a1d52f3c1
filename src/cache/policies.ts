import { join } from "node:path";
import type { ParsedPolicy, PolicyMemory } from "../policy/placed.ts";
import type { PolicyText } from "../policy/policy.ts";
import { BUILD } from "./build.ts";
import { keepData, readData, removeOldest, sumOf } from "./keep.ts";
import { cacheFolder, type Environment } from "./place.ts";

/** Policies of one's own projects, and what they extend. */
const MOST_FILES = 64;
const LARGEST = 500_000;

type Kept = readonly [path: string, text: string, parsed: ParsedPolicy];

/**
 * Policies that an earlier run of the same build has read and found valid, each in a file of its own: to load what reads YAML and checks it takes a third as
 * long as a whole start. The text itself lies there too, so that nothing is taken for another.
 */
export function keptPolicies(environment: Environment): PolicyMemory | null {
  const cache = BUILD === null ? null : cacheFolder(environment);
  if (cache === null) return null;
  const folder = join(cache, "policies");
  const placeOf = ({ path, text }: PolicyText) => join(folder, `${BUILD}-${sumOf([Buffer.from(`${path}\0${text}`)])}`);
  return {
    find(policy) {
      const [path, text, parsed] = (readData(placeOf(policy), BUILD ?? "", LARGEST) ?? []) as Partial<Kept>;
      return path === policy.path && text === policy.text ? (parsed ?? null) : null;
    },
    keep(policy, parsed) {
      keepData(placeOf(policy), BUILD ?? "", [policy.path, policy.text, parsed] satisfies Kept, LARGEST);
      removeOldest(folder, MOST_FILES);
    },
  };
}
