import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { git } from "../harness/folders.ts";
import { ROOT } from "../harness/places.ts";
import { type ActionRun, written } from "./action-run.ts";
import { type Change, checkOutPart, type Files, newChange } from "./change.ts";
import { CARD, DENIED, type NewScene, POLICY, type RunOptions } from "./scenarios.ts";

const TREE = { "modelterms.yml": POLICY, "good/README.md": CARD("mit"), "old/README.md": DENIED };

/** The annotations of a log, as `level path:line check`. */
export function annotations({ commands }: ActionRun): readonly string[] {
  return commands.flatMap((command) => {
    const match = /^::(error|warning|notice) (?:file=([^,:]*))?(?:,line=(\d+))?(?:,col=\d+)?,?title=([\w-]+)/.exec(command);
    return match === null ? [] : [`${match[1]} ${match[2] ?? ""}:${match[3] ?? ""} ${match[4]}`];
  });
}

/** What counts, under one version of Node. */
export function describeWhatCounts(newScene: NewScene): void {
  describe("a pull request", () => {
    test.each<[string, RunOptions]>([
      ["with the whole history checked out", { checkout: "full" }],
      ["with a shallow checkout", { checkout: "shallow" }],
      ["with its head checked out", { checkout: "head" }],
      ["without a checkout", { checkout: "none" }],
      ["as pull_request_target, with the base checked out", { checkout: "base", event: "pull_request_target" }],
      ["as pull_request_target, without a checkout", { checkout: "none", event: "pull_request_target" }],
    ])("%s fails by what it adds, and what was there is counted", async (_, options) => {
      const change = newChange(TREE, { "new/README.md": DENIED });
      const scene = await newScene(change);
      const run = await scene.run(options);
      expect(run.code).toBe(1);
      expect(run.outputs).toEqual({ verdict: "fail", "fail-count": "1", "review-count": "0" });
      expect(annotations(run)).toEqual(["error new/README.md:2 license-unlisted"]);
      expect(scene.comments()).toHaveLength(1);
      expect(scene.comments()[0]).toContain("### ❌ modelterms: 1 new finding fails");
      expect(scene.comments()[0]).toContain("[`new/README.md:2:10`](<https://github.com/acme/app/blob/");
      expect(scene.comments()[0]).toContain("1 finding was there before and is not repeated.");
      expect(run.summary).toContain("| ❌ fails | `old (model)` | `GPL-2.0-only` | copyleft |");
      expect(scene.server.mistakes).toEqual([]);
      if (options.event === "pull_request_target" && options.checkout === "base")
        expect(() => git(run.workspace, "cat-file", "-e", change.head), "the head never comes into the checkout").toThrow();
    });

    test.each<[string, Files, string]>([
      ["that touches nothing of it", { "other.txt": "text" }, "1 finding was there before"],
      [
        "that moves it and its lines",
        { "old/README.md": null, "elsewhere/README.md": `\n\n${DENIED.replace("# A", "\n\n# Another")}` },
        "1 finding was there before",
      ],
      ["that fixes it", { "old/README.md": CARD("mit") }, "1 finding is fixed"],
      ["that removes it", { "old/README.md": null }, "1 finding is fixed"],
    ])("%s passes without a comment", async (_, files, words) => {
      const scene = await newScene(newChange(TREE, files));
      const run = await scene.run();
      expect(run.code).toBe(0);
      expect(run.outputs).toEqual({ verdict: "pass", "fail-count": "0", "review-count": "0" });
      expect(annotations(run)).toEqual([]);
      expect(scene.comments()).toEqual([]);
      expect(run.summary).toContain("### ✅ modelterms: this change adds nothing that needs attention");
      expect(run.summary).toContain(words);
    });

    test("that takes the license text away from an unchanged card fails", async () => {
      const { licenseText: text } = JSON.parse(readFileSync(`${ROOT}node_modules/spdx-license-list/licenses/MIT.json`, "utf8")) as {
        licenseText: string;
      };
      const scene = await newScene(
        newChange({ ...TREE, "bare/README.md": "---\ntags: [x]\n---\n", "bare/LICENSE": text }, { "bare/LICENSE": null }),
      );
      const run = await scene.run();
      expect(run.code).toBe(1);
      expect(annotations(run)).toContain("error bare/README.md:2 license-missing");
    });

    test("is not blamed for what its base has mended since", async () => {
      const change = newChange(TREE, { "other.txt": "text" }, { "old/README.md": CARD("mit") });
      const scene = await newScene(change);
      expect((await scene.run({ checkout: "full" })).code).toBe(0);
      expect((await scene.run({ checkout: "head" })).code).toBe(0);
      expect((await scene.run({ checkout: "none", event: "pull_request_target" })).code).toBe(0);
    });

    test.each(["blob:none", "tree:0"] as const)("in a partial clone (%s): what it lacks comes over the API", async (filter) => {
      const change = newChange(TREE, { "old/README.md": `${DENIED}\nmore\n`, "new/README.md": `${DENIED}\nnew\n` });
      const scene = await newScene(change);
      const run = await scene.run({ workspace: checkOutPart(change, change.merge, filter) });
      expect([run.code, run.outputs["fail-count"]]).toEqual([1, "1"]);
      expect(annotations(run)).toEqual(["error new/README.md:2 license-unlisted"]);
      expect(run.summary).toContain("1 finding was there before");
      expect(scene.server.requests.some(({ asked }) => asked.includes("/git/blobs/"))).toBe(true);
    });

    test("of 300 files is judged whole", async () => {
      const cards = Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`many/${index}/README.md`, index === 299 ? DENIED : CARD("mit")]),
      );
      const scene = await newScene(newChange(TREE, cards));
      const run = await scene.run({ inputs: { "json-file": "out/result.json", "sarif-file": "result.sarif" } });
      expect(run.code).toBe(1);
      expect(run.outputs).toMatchObject({ "fail-count": "1", "json-file": "out/result.json", "sarif-file": "result.sarif" });
      expect(annotations(run)).toEqual(["error many/299/README.md:2 license-unlisted"]);
      const result = JSON.parse(written(run.workspace, "out/result.json")) as { components: unknown[] };
      expect(result.components).toHaveLength(302);
      expect(written(run.workspace, "result.sarif")).toContain('"baselineState": "unchanged"');
    });

    test("in a folder counts there alone", async () => {
      const tree = { "services/a/modelterms.yml": POLICY, "services/a/m/README.md": CARD("mit"), "services/b/README.md": CARD("mit") };
      const change = newChange(tree, { "services/a/n/README.md": DENIED, "services/b/README.md": DENIED });
      for (const checkout of ["full", "none"] as const) {
        const run = await (await newScene(change)).run({ checkout, inputs: { path: "services/a" } });
        expect(annotations(run)).toEqual(["error services/a/n/README.md:2 license-unlisted"]);
        expect(run.summary).toContain("[`services/a/n/README.md:2:10`](<");
      }
    });
  });

  describe("other events", () => {
    const change = (): Change => newChange(TREE, { "new/README.md": DENIED });

    test("a merge group fails by what it adds, and gets no comment", async () => {
      const scene = await newScene(change());
      for (const checkout of ["shallow", "none"] as const) {
        const run = await scene.run({ event: "merge_group", checkout });
        expect(run.code).toBe(1);
        expect(annotations(run)).toEqual(["error new/README.md:2 license-unlisted"]);
      }
      expect(scene.comments()).toEqual([]);
      expect(scene.server.mistakes).toEqual([]);
    });

    test.each(["push", "schedule"] as const)("%s judges everything", async (event) => {
      for (const checkout of ["shallow", "none"] as const) {
        const run = await (await newScene(change())).run({ event, checkout });
        expect(run.code).toBe(1);
        expect(annotations(run)).toEqual(["error new/README.md:2 license-unlisted", "error old/README.md:2 license-unlisted"]);
        expect(run.summary).toContain("### ❌ modelterms: 2 findings fail");
      }
    });

    test("a push with the scope changed is compared with what was there before it", async () => {
      const run = await (await newScene(change())).run({ event: "push", inputs: { scope: "changed" } });
      expect(annotations(run)).toEqual(["error new/README.md:2 license-unlisted"]);
    });

    test("a pull request with the scope all fails by everything", async () => {
      const run = await (await newScene(change())).run({ inputs: { scope: "all", "fail-on": "never" } });
      expect(run.code).toBe(0);
      expect(run.outputs).toEqual({ verdict: "fail", "fail-count": "2", "review-count": "0" });
    });
  });
}
