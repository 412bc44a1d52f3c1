import { defineConfig } from "vitest/config";

/**
 * Tests start programs and read thousands of files: the limit of time is for hangs, not a measure. Most of the time one waits for a program, so that
 * every processor takes tests (by default one is left free).
 */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: "100%",
  },
});
