import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Tests start programs and read thousands of files: the limit of time is for hangs, not a measure. Some wait for a program or for an answer, so that
 * there is one file of tests more at work than there are processors (by default one is left free).
 */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: availableParallelism() + 1,
  },
});
