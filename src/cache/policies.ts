import { join } from "node:path";
import type { ParsedPolicy, PolicyMemory } from "../policy/placed.ts";
import type { PolicyText } from "../policy/policy.ts";
import { BUILD } from "./build.ts";
import { keepFile, readKept, removeOldest, sumOf } from "./keep.ts";
import { cacheFolder, type Environment } from "./place.ts";

/** Policies of one's own projects, and what they extend. */
const MOST_FILES = 64;
const LARGEST_FILE = 1_000_000;

type Kept = readonly [path: string, text: string, parsed: ParsedPolicy];

/**
 * Policies that an earlier run of the same build has read and found valid, each in a file of its own: to load what reads YAML and checks it takes a third as
 * long as a whole start. A line that tells the build and a sum of what follows, then JSON. The text itself lies there too, so that nothing is taken for another.
 */
export function keptPolicies(environment: Environment): PolicyMemory | null {
  const cache = BUILD === null ? null : cacheFolder(environment);
  if (cache === null) return null;
  const folder = join(cache, "policies");
  const placeOf = ({ path, text }: PolicyText) => join(folder, `${BUILD}-${sumOf([Buffer.from(`${path}\0${text}`)])}`);
  return {
    find(policy) {
      const bytes = readKept(placeOf(policy), LARGEST_FILE);
      const start = (bytes?.indexOf(10) ?? -1) + 1;
      if (bytes === null || bytes.toString("latin1", 0, start) !== headOf(bytes.subarray(start))) return null;
      const [path, text, parsed] = JSON.parse(bytes.toString("utf8", start)) as Kept;
      return path === policy.path && text === policy.text ? parsed : null;
    },
    keep(policy, parsed) {
      const body = Buffer.from(JSON.stringify([policy.path, policy.text, parsed] satisfies Kept));
      if (body.length > LARGEST_FILE / 2) return;
      keepFile(placeOf(policy), Buffer.concat([Buffer.from(headOf(body), "latin1"), body]));
      removeOldest(folder, MOST_FILES);
    },
  };
}

function headOf(body: Uint8Array): string {
  return `${BUILD} ${sumOf([body])}\n`;
}
