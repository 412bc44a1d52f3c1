import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Tests start programs and read thousands of files: the limit of time is for hangs, not a measure. Some wait for a program or for an answer, so that
 * there is one file of tests more at work than there are processors (by default one is left free). Modules keep nothing but what they have worked out, so that
 * files of tests have them in common: loading them for each file takes a quarter of the time.
 */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: availableParallelism() + 1,
    isolate: false,
    unstubEnvs: true,
  },
});
