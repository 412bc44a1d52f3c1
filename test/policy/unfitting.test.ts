import { describe, expect, test } from "vitest";
import { unfittingEntries } from "../../src/policy/unfitting.ts";
import { policyOf } from "../harness/judging.ts";
import { knowledge } from "../harness/knowledge.ts";

async function notesOn(text: string): Promise<readonly string[]> {
  return unfittingEntries(await policyOf(text), knowledge);
}

describe("entries of license lists that fit nothing", () => {
  test.each([
    ['deny: ["LicenseRef-gema*"]', '1:20: note: "LicenseRef-gema*" fits no license'],
    ["deny: [LicenseRef-lama-3.1]", "did you mean LicenseRef-llama-3.1?"],
    ['allow: ["LicenseRef-lama-3.1 OR MIT"]', '"LicenseRef-lama-3.1" fits no license'],
    ["review: [LicenseRef-our-own-terms]", "keep it where a license of your own is meant"],
  ])("%s is told", async (list, note) => {
    const notes = await notesOn(`licenses: { ${list} }\n`);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(note);
  });

  test("in data sets and overrides too, each once", async () => {
    const text = 'datasets: { deny: ["XX-*"] }\noverrides: [{ paths: ["a/**"], organization: { uses: [research] } }]\n';
    expect(await notesOn(text)).toEqual([
      'modelterms.yml:1:20: note: "XX-*" fits no license that is known; keep it where a license of your own is meant',
    ]);
  });

  test("what fits is passed over", async () => {
    const text =
      'licenses: { allow: [permissive, "Apache-2.0 OR MIT", gpl-3.0, "LicenseRef-gemma*"], deny: [non-commercial, "CC-BY-NC-*", llama3.1] }\n';
    expect(await notesOn(text)).toEqual([]);
  });
});
