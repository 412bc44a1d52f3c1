import { expect, test } from "vitest";
import type { Result } from "../../src/model.ts";
import { newFolder } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";

test.each([
  ["a remark", "See the other file.\n"],
  ["terms of its own", "You may not use this model for commercial purposes without written permission.\n"],
])("of two equal license files with %s each is judged like the other, and by its own path", async (_name, text) => {
  const card = "---\nlicense: mit\n---\n";
  const cwd = newFolder({ "a/README.md": card, "a/LICENSE.txt": text, "b/README.md": card, "b/LICENSE.txt": text });
  const { findings, components } = JSON.parse((await modelterms(["scan", "--format", "json"], { cwd })).output) as Result;
  const about = (folder: string) => ({
    findings: findings
      .filter(({ component }) => component === `path:${folder}`)
      .map(({ check, verdict, message }) => [check, verdict, message]),
    terms: components.find(({ id }) => id === `path:${folder}`)?.terms,
  });
  expect(about("a").findings.length).toBeGreaterThan(0);
  expect(JSON.stringify(about("b")).replaceAll("b/", "a/")).toBe(JSON.stringify(about("a")));
});
