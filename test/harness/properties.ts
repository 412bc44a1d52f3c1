import type { Parameters } from "fast-check";

/** How many cases a property is tried with; always the same ones, so that a failure is never a matter of luck. `FAST_CHECK_SEED` tries others. */
export function cases<Values>(count: number): Parameters<Values> {
  return { numRuns: count, seed: Number(process.env["FAST_CHECK_SEED"] ?? 20_261_123) };
}
