import { describe, expect, test } from "vitest";
import { git } from "../harness/folders.ts";
import { type Change, newChange } from "./change.ts";
import { CARD, DENIED, type NewScene, POLICY } from "./scenarios.ts";
import { annotations } from "./what-counts.ts";

const failing = (): Change => newChange({ "modelterms.yml": POLICY }, { "new/README.md": DENIED });
const clean = (): Change => newChange({ "modelterms.yml": POLICY }, { "new/README.md": CARD("mit") });

/** So many models that the policy does not allow. `name` makes their folders' names long. */
function many(count: number, name = "model"): Change {
  return newChange(
    { "modelterms.yml": POLICY },
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${index}/README.md`, DENIED])),
  );
}

const SECONDARY = { status: 403, headers: { "retry-after": "1" }, message: "You have exceeded a secondary rate limit" };

/** What is said on GitHub, under one version of Node. */
export function describeConversation(newScene: NewScene): void {
  describe("the comment", () => {
    test("is one, changed in place, and green when all is well again", async () => {
      const scene = await newScene(failing());
      await scene.run({ run: 1 });
      await scene.run({ run: 2 });
      expect(scene.comments()).toHaveLength(1);
      expect(scene.comments()[0]).toContain("❌");
      scene.push(clean());
      expect((await scene.run({ run: 3 })).code).toBe(0);
      expect(scene.comments()).toHaveLength(1);
      expect(scene.comments()[0]).toMatch(
        /^<!-- modelterms [0-9a-f]{12} run 3\.1 -->\n### ✅ modelterms: this change adds nothing that needs attention/,
      );
      expect(scene.comments()[0]).toContain("<details>");
      expect(scene.server.mistakes).toEqual([]);
    });

    test.each([
      ["never", "", 0],
      ["on-failure", "new", 1],
      ["always", "new", 1],
      ["on-failure", "", 0],
      ["always", "", 1],
    ])("with %s and something wrong in %j: %d", async (comment, wrong, count) => {
      const scene = await newScene(wrong === "" ? clean() : failing());
      await scene.run({ inputs: { comment } });
      expect(scene.comments()).toHaveLength(count);
    });

    test("of somebody else is left alone, whatever it holds", async () => {
      const scene = await newScene(failing());
      await scene.run({ run: 1 });
      const [own = ""] = scene.comments();
      scene.server.conversation.comments.length = 0;
      const forged = scene.server.conversation.say(7, "mallory", own);
      await scene.run({ run: 2 });
      expect(forged.body).toBe(own);
      expect(scene.server.conversation.comments.map(({ login }) => login)).toEqual(["mallory", "github-actions[bot]"]);
    });

    test("of a later run stays", async () => {
      const scene = await newScene(failing());
      await scene.run({ run: 2000 });
      const [later] = scene.comments();
      scene.push(clean());
      await scene.run({ run: 1999 });
      expect(scene.comments()).toEqual([later]);
    });

    test("is found among many", async () => {
      const scene = await newScene(failing());
      for (let index = 0; index < 230; index += 1) scene.server.conversation.say(7, "somebody", `comment ${index}`);
      await scene.run({ run: 1 });
      await scene.run({ run: 2 });
      expect(scene.comments().filter((body) => body.includes("modelterms"))).toHaveLength(1);
    });

    test("is one after two runs at once, with the later one's text", async () => {
      const scene = await newScene(failing());
      const later = newChange({ "modelterms.yml": POLICY }, { "new/README.md": DENIED, "other/README.md": DENIED });
      git(later.folder, "fetch", "--quiet", `file://${failing().folder}`);
      const first = scene.run({ run: 10 });
      const second = scene.run({ run: 11 });
      await Promise.all([first, second]);
      expect(scene.comments()).toHaveLength(1);
      expect(scene.comments()[0]).toContain("run 11.1");
      expect(scene.server.mistakes).toEqual([]);
    });

    test("keeps to GitHub's limit and says what was left out", async () => {
      const scene = await newScene(many(160, "x".repeat(180)));
      const run = await scene.run();
      expect(run.code).toBe(1);
      const [body = ""] = scene.comments();
      expect(body.length).toBeLessThanOrEqual(65_536);
      expect(body.length).toBeGreaterThan(60_000);
      const shown = body.match(/^ {2}- `/gm)?.length ?? 0;
      expect(body).toContain(`_${160 - shown} more entries left out`);
      expect(run.outputs["fail-count"]).toBe("160");
      expect(scene.server.mistakes).toEqual([]);
    });
  });

  describe("the check run", () => {
    test("holds all 120 annotations, 50 a request; the log ten", async () => {
      const change = many(120);
      const scene = await newScene(change);
      const run = await scene.run({ inputs: { "check-run": "true", comment: "never" } });
      const [check] = scene.server.conversation.checkRuns;
      expect(check).toMatchObject({ name: "modelterms", head_sha: change.head, status: "completed", conclusion: "failure" });
      expect(check?.output.title).toBe("120 new findings fail");
      expect(new Set(check?.annotations.map(({ path }) => path)).size).toBe(120);
      const sent = scene.server.requests.filter(({ asked }) => asked.includes("/check-runs"));
      expect(sent.map(({ asked }) => asked.split(" ")[0])).toEqual(["POST", "PATCH", "PATCH"]);
      const shown = annotations(run);
      expect(shown).toHaveLength(10);
      expect(run.log).toContain("and 111 more errors");
      expect(run.summary.match(/`license-unlisted`/g), "what is said of all is said once").toHaveLength(1);
      expect(run.summary.match(/^ {2}- `model-\d+`, \[`model-\d+\/README\.md:\d+:\d+`\]/gm)).toHaveLength(120);
      expect(scene.server.mistakes).toEqual([]);
    });

    test("keeps to GitHub's limits with names of several bytes a character", async () => {
      const scene = await newScene(many(250, "模😀".repeat(30)));
      const run = await scene.run({ inputs: { "check-run": "true" } });
      expect(run.summary).not.toContain("could not be written");
      const [check] = scene.server.conversation.checkRuns;
      expect(check?.annotations).toHaveLength(250);
      const summary = check?.output.summary ?? "";
      expect(Buffer.byteLength(summary)).toBeGreaterThan(60_000);
      for (const text of [summary, scene.comments()[0] ?? ""]) expect(text).toMatch(/_\d+ more entries left out/);
      expect(scene.comments()[0]?.length).toBeGreaterThan(60_000);
      expect(scene.server.mistakes).toEqual([]);
    });

    test("is green when all is well, and not made unless asked for", async () => {
      const scene = await newScene(clean());
      await scene.run();
      expect(scene.server.conversation.checkRuns).toEqual([]);
      await scene.run({ inputs: { "check-run": "true" } });
      expect(scene.server.conversation.checkRuns).toMatchObject([{ conclusion: "success" }]);
    });
  });

  describe("trouble", () => {
    test("with a token that may only read: annotations and summary hold everything, and say so", async () => {
      const scene = await newScene(failing(), { token: "read" });
      const run = await scene.run({ inputs: { "check-run": "true" } });
      expect(run.code).toBe(1);
      expect(run.outputs["verdict"]).toBe("fail");
      expect(annotations(run)).toContain("error new/README.md:2 license-unlisted");
      for (const what of ["The comment", "The check run"]) {
        const words = `${what} could not be written: the token may only read (403), as it does for pull requests from forks and from Dependabot`;
        expect(run.log).toContain(`::notice title=modelterms::${words}`);
        expect(run.summary.replaceAll("\\", "")).toContain(words);
      }
      expect(scene.comments()).toEqual([]);
      expect((await (await newScene(clean(), { token: "read" })).run({ inputs: { comment: "always" } })).code).toBe(0);
    });

    test("with rate limits: waits twice, then writes", async () => {
      const scene = await newScene(failing());
      scene.server.fail("POST /repos/acme/app/issues", SECONDARY, SECONDARY);
      const run = await scene.run();
      expect(run.code).toBe(1);
      expect(scene.comments()).toHaveLength(1);
      expect(run.summary).not.toContain("could not be written");
    });

    test("with a rate limit that lasts: gives up at once, says so, keeps the verdict", async () => {
      const scene = await newScene(clean());
      const used = {
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2147483000" },
        message: "API rate limit exceeded",
      };
      scene.server.fail("/issues/7/comments", used);
      const run = await scene.run({ inputs: { comment: "always" } });
      expect(run.code).toBe(0);
      expect(run.summary.replaceAll("\\", "")).toContain("The comment could not be written: GitHub's rate limit is used up (403)");
    });

    test("with a conversation that is locked: says that it is", async () => {
      const scene = await newScene(failing());
      scene.server.fail("POST /repos/acme/app/issues", { status: 403, message: "Unable to create comment because issue is locked." });
      const run = await scene.run();
      expect(run.code).toBe(1);
      expect(run.log).toContain("because issue is locked");
      expect(run.log).not.toContain("the token may only read");
    });

    test("with an answer that is lost: no second comment stays", async () => {
      const scene = await newScene(failing());
      scene.server.fail("POST /repos/acme/app/issues", { status: 502, after: true });
      expect((await scene.run()).code).toBe(1);
      expect(scene.comments()).toHaveLength(1);
    });

    test("with an API that is down: a checkout is judged all the same, and nothing else is", async () => {
      const scene = await newScene(failing());
      const nobody = "http://127.0.0.1:1";
      const [run, without] = await Promise.all([scene.run({ apiUrl: nobody }), scene.run({ apiUrl: nobody, checkout: "none" })]);
      expect(run.code).toBe(1);
      expect(run.outputs["verdict"]).toBe("fail");
      expect(annotations(run)).toContain("error new/README.md:2 license-unlisted");
      expect(run.summary.replaceAll("\\", "")).toContain("The comment could not be written: http:");
      expect([without.code, without.outputs["verdict"]]).toEqual([2, "fail"]);
      expect(without.summary).toContain("modelterms could not judge this");
    });

    test("with a clone that cannot be fetched into: the base comes over the API", async () => {
      const change = failing();
      const scene = await newScene(change);
      const { workspace } = await scene.run({ checkout: "shallow", inputs: { comment: "never" } });
      const fresh = await newScene(change);
      git(workspace, "remote", "set-url", "origin", "file:///nowhere");
      git(workspace, "update-ref", "-d", "FETCH_HEAD");
      const run = await fresh.run({ workspace });
      expect(run.code).toBe(1);
    });
  });
}
