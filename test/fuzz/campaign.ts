import { randomFrom } from "./random.ts";
import type { Input, Target } from "./target.ts";

/** Milliseconds of the processor's time that one input may take. */
export const HANG = 1_000;

export interface Failure {
  readonly target: string;
  readonly seed: number;
  readonly index: number;
  readonly message: string;
  readonly input: Input;
}

/** The input of one case; seed and index alone determine it. */
export function inputOf(target: Target, seed: number, index: number): Input {
  return target.generate(randomFrom(seed, target.name, index));
}

/** Runs one case. Null where every property holds; the time is that of the fastest of three runs where the first was slow. In tests no time is asserted. */
export async function tryCase(target: Target, seed: number, index: number, hang = HANG): Promise<Failure | null> {
  const input = inputOf(target, seed, index);
  const failed = (message: string): Failure => ({ target: target.name, seed, index, message, input });
  let fastest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && (attempt === 0 || fastest > hang); attempt += 1) {
    const start = process.cpuUsage();
    try {
      await target.run(input, randomFrom(seed, target.name, index, "run"));
    } catch (error) {
      return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const { user, system } = process.cpuUsage(start);
    fastest = Math.min(fastest, (user + system) / 1000);
  }
  return fastest > hang ? failed(`took ${Math.round(fastest)} ms for ${input.bytes.length} bytes`) : null;
}
