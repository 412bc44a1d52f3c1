import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hubAnswers } from "../../src/hub/answers.ts";
import { hubCacheFolder, hubSettings } from "../../src/hub/settings.ts";
import { limits } from "../../src/limits.ts";
import { newFolder, write } from "../harness/folders.ts";
import { component, scanWith, using } from "./scanning.ts";

const COMMIT = "1234567890123456789012345678901234567890";
const OTHER = "0987654321098765432109876543210987654321";

/** A cache as huggingface_hub keeps it: snapshots are links to blobs. */
function cacheWith(cards: Readonly<Record<string, string>>, repository = "models--acme--plain"): string {
  const home = newFolder();
  const folder = `hub/${repository}`;
  for (const [commit, card] of Object.entries(cards)) {
    write(home, { [`${folder}/blobs/${commit}`]: card, [`${folder}/snapshots/${commit}/config.json`]: "{}" });
    symlinkSync(`../../blobs/${commit}`, join(home, folder, "snapshots", commit, "README.md"));
  }
  return home;
}

const CARD = "---\nlicense: mit\nbase_model: acme/base\n---\n";

describe("the Hub's local cache", () => {
  test("is read offline: the snapshot of the main branch", async () => {
    const home = cacheWith({ [COMMIT]: CARD, [OTHER]: "---\nlicense: gpl-3.0\n---\n" });
    write(home, { "hub/models--acme--plain/refs/main": COMMIT });
    const { concluded, basedOn } = component(await scanWith(using("acme/plain"), hubAnswers({ HF_HOME: home }, false)), "acme/plain");
    expect(concluded).toMatchObject({ expression: "MIT", basis: "hub" });
    expect(concluded.steps[0]).toBe("the Hub's local cache holds acme/plain at the commit 123456789012");
    expect(basedOn.map(({ name }) => name)).toEqual(["acme/base"]);
  });

  test("its license files are read", async () => {
    const home = cacheWith({ [COMMIT]: CARD });
    write(home, { [`hub/models--acme--plain/snapshots/${COMMIT}/LICENSE`]: "Text of Apache-2.0" });
    const { concluded } = component(await scanWith(using("acme/plain"), hubAnswers({ HF_HOME: home }, false)), "acme/plain");
    expect(concluded).toMatchObject({ expression: "Apache-2.0", basis: "hub" });
  });

  test("a pinned revision is that one, or nothing", async () => {
    const home = cacheWith({ [COMMIT]: CARD, [OTHER]: "---\nlicense: apache-2.0\n---\n" });
    write(home, { "hub/models--acme--plain/refs/v1": OTHER, "hub/models--acme--plain/refs/main": COMMIT });
    const at = async (pin: string) =>
      component(await scanWith(using(`acme/plain@${pin}`), hubAnswers({ HF_HOME: home }, false)), "acme/plain").concluded.expression;
    expect([await at("v1"), await at(OTHER), await at("v2")]).toEqual(["Apache-2.0", "Apache-2.0", null]);
  });

  test("weights alone say nothing", async () => {
    const home = newFolder({
      [`hub/models--acme--plain/snapshots/${COMMIT}/config.json`]: "{}",
      "hub/models--acme--plain/refs/main": COMMIT,
    });
    expect(component(await scanWith(using("acme/plain"), hubAnswers({ HF_HOME: home }, false)), "acme/plain").concluded.basis).toBe("none");
  });

  test("a file at the limit is read, one beyond is a problem, and nothing of the snapshot counts", async () => {
    const scanned = async (size: number) => {
      const home = cacheWith({ [COMMIT]: CARD });
      write(home, { [`hub/models--acme--plain/snapshots/${COMMIT}/LICENSE`]: "Text of Apache-2.0\n".padEnd(size) });
      const result = await scanWith(using("acme/plain"), hubAnswers({ HF_HOME: home }, false));
      return [component(result, "acme/plain").concluded.expression, result.problems.map(({ message }) => message)];
    };
    expect(await scanned(limits.textBytes)).toEqual(["Apache-2.0", []]);
    expect(await scanned(limits.textBytes + 1)).toEqual([
      null,
      ["could not look up acme/plain in the Hub's local cache: its LICENSE is larger than 4 MB: not read"],
    ]);
  });

  test("there need not be one", () => expect(hubAnswers({ HF_HOME: "/nonexistent" }, false)).toEqual({ cached: null, online: null }));

  test("lies where the Hub's own programs have it", () => {
    const environment = { HOME: "/h" };
    expect(hubCacheFolder(environment)).toBe("/h/.cache/huggingface/hub");
    expect(hubCacheFolder({ ...environment, XDG_CACHE_HOME: "/x" })).toBe("/x/huggingface/hub");
    expect(hubCacheFolder({ ...environment, XDG_CACHE_HOME: "/x", HF_HOME: "/f" })).toBe("/f/hub");
    expect(hubCacheFolder({ ...environment, HF_HOME: "/f", HF_HUB_CACHE: "/c" })).toBe("/c");
  });
});

describe("the environment", () => {
  test("tells the token: HF_TOKEN, else the file in HF_HOME", () => {
    const home = newFolder({ token: "hf_file\n" });
    expect(hubSettings({ HF_HOME: home }, "--online").token).toBe("hf_file");
    expect(hubSettings({ HF_HOME: home, HF_TOKEN: "hf_stated" }, "--online").token).toBe("hf_stated");
    expect(hubSettings({ HF_HOME: "/nonexistent" }, "--online").token).toBeNull();
  });

  test("tells the endpoint", () => {
    expect(hubSettings({ HF_HOME: "/nonexistent" }, "--online").endpoint).toBe("https://huggingface.co");
    expect(hubSettings({ HF_HOME: "/nonexistent", HF_ENDPOINT: "http://mirror.example/hf/" }, "--online").endpoint).toBe(
      "http://mirror.example/hf",
    );
    expect(() => hubSettings({ HF_ENDPOINT: "mirror" }, "--online")).toThrow("HF_ENDPOINT must be a web address");
  });

  test("may forbid the network", () => {
    for (const value of ["1", "true", "YES", "on"])
      expect(() => hubAnswers({ HF_HUB_OFFLINE: value }, true)).toThrow(`--online asks the Hub, and HF_HUB_OFFLINE=${value} forbids it`);
    expect(() => hubAnswers({ HF_HUB_OFFLINE: "1", HF_HOME: "/nonexistent" }, false)).not.toThrow();
  });
});
