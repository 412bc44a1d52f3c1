import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOT } from "../harness/places.ts";

test("the output that README shows is what the program prints", () => {
  const readme = readFileSync(`${ROOT}README.md`, "utf8");
  const recorded = /<!-- recorded: product -->\n```text\n(.*?)```/s.exec(readme)?.[1] ?? "";
  const printed = readFileSync(`${ROOT}fixtures/repositories/product.txt`, "utf8");
  const blocks = recorded.trimEnd().split("\n\n");
  expect(blocks.length).toBeGreaterThan(2);
  for (const block of blocks) expect(printed).toContain(block);
});
