import { defineConfig } from "vitest/config";

/** Tests start programs and read thousands of files: the limit of time is for hangs, not a measure. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
