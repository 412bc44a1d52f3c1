import { describe, expect, test } from "vitest";
import { formatLock } from "../../src/hub/lock-text.ts";
import { emptyRecord } from "../../src/hub/record.ts";
import { put } from "./action-run.ts";
import { newChange } from "./change.ts";
import { CARD, DENIED, type NewScene, POLICY, type RunOptions } from "./scenarios.ts";
import { annotations } from "./what-counts.ts";

const LOOSER = POLICY.replace("[permissive]", "[permissive, copyleft]");

/** A lock that says that a model is under a license. */
function lock(license: string): string {
  const record = emptyRecord({ name: "acme/base", kind: "model", pin: null }, "lock", "public");
  return formatLock([{ ...record, revision: "a".repeat(40), license: [license], resolved: "2026-01-01T00:00:00Z" }]);
}

const USES = { "use.yaml": "base_model: acme/base\n", "m/README.md": CARD("mit", "base_model: acme/base\n") };

/** Whose policy and lock judge, under one version of Node. */
export function describeRules(newScene: NewScene): void {
  describe("the policy", () => {
    test.each<[string, RunOptions]>([
      ["with a checkout", {}],
      ["without one", { checkout: "none" }],
      ["as pull_request_target", { event: "pull_request_target", checkout: "base" }],
      ["when the workflow names it", { inputs: { policy: "modelterms.yml" } }],
    ])("of the base judges a pull request that loosens it, %s, and the loosening is told", async (_, options) => {
      const scene = await newScene(newChange({ "modelterms.yml": POLICY }, { "modelterms.yml": LOOSER, "new/README.md": DENIED }));
      const run = await scene.run(options);
      expect(run.code).toBe(1);
      expect(annotations(run)).toEqual(["error new/README.md:2 license-unlisted", "error modelterms.yml:2 policy-changed"]);
      expect(scene.comments()[0]).toContain("#### The policy itself");
      expect(scene.comments()[0]).toContain("`policy-changed`");
      expect(scene.comments()[0]).toContain("copyleft");
      expect(scene.server.mistakes).toEqual([]);
    });

    test("that becomes stricter is no finding", async () => {
      const run = await (await newScene(newChange({ "modelterms.yml": LOOSER }, { "modelterms.yml": POLICY }))).run();
      expect(run.code).toBe(0);
    });

    test("that a pull request breaks or takes away is told", async () => {
      for (const policy of ["licenses: [\n", null]) {
        const scene = await newScene(newChange({ "modelterms.yml": POLICY.replace("fail", "review") }, { "modelterms.yml": policy }));
        const run = await scene.run();
        expect(run.code).toBe(1);
        expect(annotations(run).every((line) => line.includes("policy-changed"))).toBe(true);
      }
    });

    test("is the pull request's own where the base has none, which is announced", async () => {
      const scene = await newScene(newChange({ "a.txt": "a" }, { "modelterms.yml": LOOSER, "new/README.md": DENIED }));
      const run = await scene.run({ inputs: { comment: "always" } });
      expect(run.code).toBe(0);
      const words = "The base has no policy yet: this pull request's own is used, modelterms.yml.";
      expect(run.commands).toContain(`::notice title=modelterms::${words}`);
      for (const text of [run.summary, scene.comments()[0]]) expect(text).toContain(words);
    });

    test("that the base has broken is the one of the pull request that mends it, which a person has to see", async () => {
      const broken = "licenses: [\n";
      const scene = await newScene(newChange({ "modelterms.yml": broken }, { "modelterms.yml": POLICY, "new/README.md": DENIED }));
      const run = await scene.run();
      expect(run.code).toBe(1);
      expect(annotations(run)).toEqual([
        "notice : modelterms",
        "error new/README.md:2 license-unlisted",
        "warning modelterms.yml:1 policy-changed",
      ]);
      expect(run.summary).toContain("The base's policy cannot be used, so this pull request's own judges it");
      scene.push(newChange({ "modelterms.yml": broken }, { "modelterms.yml": POLICY }));
      const mended = await scene.run();
      expect([mended.code, mended.outputs["verdict"]]).toEqual([0, "review"]);
      scene.push(newChange({ "modelterms.yml": broken }, { "a.txt": "a" }));
      expect((await scene.run()).code).toBe(2);
    });

    test("that lies elsewhere is read from the base, with what it extends", async () => {
      const base = { "rules/own.yml": "extends: [./shared.yml]\n", "rules/shared.yml": POLICY };
      const change = newChange(base, { "rules/shared.yml": LOOSER, "new/README.md": DENIED });
      for (const checkout of ["full", "none"] as const) {
        const run = await (await newScene(change)).run({ checkout, inputs: { policy: "rules/own.yml" } });
        expect(annotations(run).map((line) => line.split(" ").at(-1))).toEqual(["license-unlisted", "policy-changed"]);
      }
    });

    test("that the workflow brings from elsewhere is not replaced by a file of the change", async () => {
      const change = newChange({ "a.txt": "a" }, { "brought/p.yml": LOOSER, "new/README.md": DENIED });
      const scene = await newScene(change);
      const { workspace } = await scene.run({ inputs: { "fail-on": "never" } });
      put(workspace, "brought/p.yml", POLICY);
      const run = await scene.run({ workspace, inputs: { policy: "brought/p.yml" } });
      expect(annotations(run)).toEqual(["error new/README.md:2 license-unlisted"]);
    });

    test("cannot reach files of the runner", async () => {
      const scene = await newScene(newChange({ "a.txt": "a" }, { "modelterms.yml": "extends: [/proc/self/environ]\n" }));
      const run = await scene.run({ environment: { HIDDEN: "hidden-value" } });
      expect(run.code).toBe(2);
      expect(run.log + run.summary).not.toContain("hidden-value");
      expect(run.log).toContain("no such file in this tree");
    });

    test("that is broken in any number of places is told line by line, as text alone", async () => {
      const keys = Array.from({ length: 40_000 }, (_, index) => `wrong${index}: 1\n`).join("");
      const policy = `"\u202e\u001b[31m\\n::error::pwned <b>": 1\n${keys}`;
      const run = await (await newScene(newChange({ "a.txt": "a" }, { "modelterms.yml": policy }))).run();
      expect(run.code).toBe(2);
      expect(run.commands).toHaveLength(1);
      expect(run.log + run.summary).not.toMatch(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/u);
      expect(run.summary.split("\n").filter((line) => line.startsWith("> modelterms.yml:"))).toHaveLength(50);
      expect(run.summary).toContain("and 39,951 more");
      expect(run.summary).not.toContain("<b>");
    });

    test("that is shipped and named judges, and not the one of the base", async () => {
      const scene = await newScene(newChange({ "modelterms.yml": POLICY }, { "new/README.md": DENIED }));
      const run = await scene.run({ inputs: { policy: "modelterms:inventory-only" } });
      expect(annotations(run)).toEqual([]);
    });

    test("that is named and nowhere is a mistake", async () => {
      const run = await (await newScene(newChange({ "a.txt": "a" }, { "b.txt": "b" }))).run({ inputs: { policy: "no.yml" } });
      expect(run.code).toBe(2);
      expect(run.commands[0]).toContain("no.yml: there is no such policy");
      expect(run.outputs["verdict"]).toBe("fail");
      expect(run.summary).toContain("modelterms could not judge this");
    });
  });

  describe("the lock", () => {
    test("of the base judges a pull request that claims another license in it, and the claim is told", async () => {
      const scene = await newScene(
        newChange({ "modelterms.yml": POLICY, "modelterms.lock": lock("gpl-2.0"), ...USES }, { "modelterms.lock": lock("mit") }),
      );
      const run = await scene.run();
      expect(run.code).toBe(1);
      expect(annotations(run)).toEqual(["error modelterms.lock:4 policy-changed"]);
      expect(scene.comments()[0]).toContain("the lock says that acme/base is under mit, and said gpl-2.0");
    });

    test("is the pull request's own where the base has none, which is announced", async () => {
      const run = await (
        await newScene(newChange({ "modelterms.yml": POLICY, "a.txt": "a" }, { "modelterms.lock": lock("mit"), ...USES }))
      ).run();
      expect(run.summary).toContain("The base has no modelterms.lock yet");
    });
  });

  test("a lock that the base has broken is the one of the pull request that mends it, which a person has to see", async () => {
    const scene = await newScene(
      newChange({ "modelterms.yml": POLICY, "modelterms.lock": "{", ...USES }, { "modelterms.lock": lock("mit") }),
    );
    const run = await scene.run();
    expect(annotations(run)).toContain("warning modelterms.lock:1 policy-changed");
    expect(run.summary).toContain("The base's lock cannot be used, so this pull request's own judges it");
    scene.push(newChange({ "modelterms.yml": POLICY, "modelterms.lock": "{", ...USES }, { "modelterms.lock": "[" }));
    expect((await scene.run()).code).toBe(2);
  });

  test("mistakes of the workflow are told with what to write", async () => {
    const scene = await newScene(newChange({ "a.txt": "a" }, { "b.txt": "b" }));
    for (const [inputs, words] of [
      [{ "fail-on": "error" }, 'the input fail-on is "error"; write one of: fail, review, never'],
      [{ path: "../x" }, 'the input path is "../x"; name a folder of the repository'],
      [{ online: "yes" }, 'the input online is "yes"'],
    ] as const) {
      const run = await scene.run({ inputs });
      expect(run.code).toBe(2);
      expect(run.commands).toHaveLength(1);
      expect(run.commands[0]).toContain(words);
    }
  });

  test("what needs review fails where the workflow wants it", async () => {
    const scene = await newScene(
      newChange({ "modelterms.yml": POLICY.replace("unlisted: fail", "unlisted: review") }, { "new/README.md": DENIED }),
    );
    const run = await scene.run();
    expect([run.code, run.outputs["verdict"], run.outputs["review-count"]]).toEqual([0, "review", "1"]);
    expect(scene.comments()).toEqual([]);
    expect((await scene.run({ inputs: { "fail-on": "review" } })).code).toBe(1);
    expect(scene.comments()).toHaveLength(1);
  });

  test("an incomplete scan fails, unless it is accepted or the base is the same", async () => {
    const huge = `---\nlicense: mit\n---\n${"x".repeat(4_100_000)}`;
    const scene = await newScene(newChange({ "modelterms.yml": POLICY }, { "huge/README.md": huge }));
    const run = await scene.run();
    expect([run.code, run.outputs["verdict"]]).toEqual([2, "fail"]);
    expect(run.summary).toContain("the scan is incomplete");
    const accepted = await scene.run({ inputs: { "allow-incomplete": "true" } });
    expect([accepted.code, accepted.outputs["verdict"]]).toEqual([0, "review"]);
    scene.push(newChange({ "modelterms.yml": POLICY, "huge/README.md": huge }, { "a.txt": "a" }));
    expect((await scene.run()).code).toBe(0);
  });

  test("a base that could not be read whole is told: what was there may seem to be new", async () => {
    const huge = `${DENIED}${"x".repeat(4_100_000)}`;
    const scene = await newScene(newChange({ "modelterms.yml": POLICY, "m/README.md": huge }, { "m/README.md": DENIED }));
    const run = await scene.run();
    expect(run.code).toBe(1);
    const words = "What was there before could not be read whole, so that some of it may be told as new: m/README.md: larger than 4 MB";
    for (const text of [run.log, run.summary.replaceAll("\\", ""), scene.comments()[0]?.replaceAll("\\", "")])
      expect(text).toContain(words);
  });
}
