import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newChange } from "../action/change.ts";
import { CARD, DENIED, POLICY, type RunOptions, scenesOn } from "../action/scenarios.ts";
import { newFolder } from "../harness/folders.ts";
import { manyFiles } from "./trees.ts";

const newScene = scenesOn(process.execPath);
const TREE = { ...manyFiles(), "modelterms.yml": POLICY, "good/README.md": CARD("mit"), "old/README.md": DENIED };
const CHANGED = { "new/README.md": DENIED, "src/m1.py": 'AutoModel.from_pretrained("acme/new")\n', "good/README.md": CARD("apache-2.0") };

test.each<[string, RunOptions]>([
  ["checked out", { checkout: "full" }],
  ["over the API", { checkout: "none" }],
])("a pull request that is judged again is judged the same: %s", async (_, options) => {
  const scene = await newScene(newChange(TREE, CHANGED));
  const home = newFolder();
  const run = async (cache: string) => {
    const { code, log, outputs, summary } = await scene.run({ ...options, environment: { XDG_CACHE_HOME: home, MODELTERMS_CACHE: cache } });
    // Between two marks nobody can guess the runner obeys nothing.
    return { code, log: log.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…"), outputs, summary };
  };
  const readings = join(home, "modelterms/readings");
  const expected = await run("off");
  expect(expected.outputs["fail-count"]).not.toBe("0");
  expect(await run("on")).toEqual(expected);
  const written = readdirSync(readings).map((name) => lstatSync(join(readings, name)).ino);
  expect(written).toHaveLength(1);
  expect(await run("on")).toEqual(expected);
  expect(readdirSync(readings).map((name) => lstatSync(join(readings, name)).ino)).toEqual(written);
});
