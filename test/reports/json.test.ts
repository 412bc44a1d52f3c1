import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Result } from "../../src/model.ts";
import { jsonReport } from "../../src/reports/json.ts";

test("the result in pieces is what JSON.stringify writes", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.option(fc.jsonValue({ maxDepth: 5 }), { nil: undefined })), (value) => {
      expect(jsonReport(value as unknown as Result)).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }),
    { seed: 1, numRuns: 500 },
  );
});
