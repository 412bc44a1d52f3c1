import { describe, expect, test } from "vitest";
import { findModel, fromCatalog } from "../../src/licenses/models.ts";
import { knowledge } from "../harness/knowledge.ts";

describe("a name of which only parts are known", () => {
  // Sizes of these families carry different licenses, which the catalog knows.
  test.each([
    ["Qwen/Qwen2.5-7B-Instruct", "Qwen/Qwen2.5-{size}-Instruct"],
    ["BAAI/bge-small-en-v1.5", `BAAI/bge-\${size}-en-v1.5`],
  ])("%s is in the catalog, %s is not", (whole, parts) => {
    const steps: string[] = [];
    expect(findModel(whole, knowledge)).not.toBeNull();
    expect(fromCatalog(parts, knowledge, steps)).toBeNull();
    expect(steps).toEqual([`a part of ${parts} is put in when the program runs: it may be any of several models`]);
  });
});

test("a license whose terms are not known is none, and is named", () => {
  const steps: string[] = [];
  expect(fromCatalog("coqui/XTTS-v2", knowledge, steps)).toBeNull();
  expect(steps).toEqual([
    "coqui/XTTS-v2 is said to carry a license whose terms are not known: coqui-public-model-license (publisher, 2026-11)",
  ]);
});
