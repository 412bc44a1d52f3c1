import type { Random } from "./random.ts";

/** One thing that takes what others wrote. */
export interface Target {
  readonly name: string;
  /** Turns of a campaign that it gets for one of the others'; for what is slow. Default: 1. */
  readonly turns?: number;
  /** Makes an input; the same for the same random numbers. */
  generate(random: Random): Input;
  /** Takes the input and throws Violation where a property does not hold; everything else that it throws is a violation too. */
  run(input: Input, random: Random): void | Promise<void>;
}

/** What goes in: a file where there is a path to keep, else only the bytes. */
export interface Input {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Which of the target's seeds it was made of, where that counts. */
  readonly seed?: number;
}

export class Violation extends Error {}

export function demand(holds: boolean, message: () => string): asserts holds {
  if (!holds) throw new Violation(message());
}
