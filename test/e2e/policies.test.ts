import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { sumOf } from "../../src/cache/keep.ts";
import { newFolder, write } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";

const CARD = "---\nlicense: mit\n---\n\n# A model\n";
const ALLOWS = "licenses: { allow: [MIT] }\n";
const DENIES = "licenses: {  deny: [MIT] }\n";

function project(policy: string, files: Readonly<Record<string, string>> = {}) {
  const home = newFolder();
  const cwd = newFolder({ "README.md": CARD, "modelterms.yml": policy, ...files });
  const folder = join(home, "modelterms/policies");
  return {
    cwd,
    folder,
    scan: () => modelterms(["scan", "--format", "json"], { cwd, environment: { XDG_CACHE_HOME: home } }),
    kept: () => (existsSync(folder) ? readdirSync(folder, { encoding: "utf8" }).map((name) => join(folder, name)) : []),
  };
}

describe("a policy that was parsed before", () => {
  test("judges the same, and lies there once, for its owner alone", async () => {
    const { scan, kept, folder } = project(ALLOWS);
    const first = await scan();
    expect(first).toMatchObject({ code: 0, errors: "" });
    expect(await scan()).toEqual(first);
    expect(kept()).toHaveLength(1);
    expect(kept().map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("is not taken for what stands there now, though it is as long", async () => {
    const { scan, cwd } = project(ALLOWS);
    expect((await scan()).code).toBe(0);
    write(cwd, { "modelterms.yml": DENIES });
    expect((await scan()).code).toBe(1);
    write(cwd, { "modelterms.yml": ALLOWS });
    expect((await scan()).code).toBe(0);
  });

  test("is not taken for what it extends", async () => {
    const { scan, cwd, kept } = project("extends: [./shared.yml]\n", { "shared.yml": ALLOWS });
    expect((await scan()).code).toBe(0);
    expect(kept()).toHaveLength(2);
    write(cwd, { "shared.yml": DENIES });
    expect((await scan()).code).toBe(1);
  });

  test("is told each time where it has mistakes, and not kept", async () => {
    const { scan, kept } = project("licenses: { alow: [MIT] }\n");
    const first = await scan();
    expect(first.code).toBe(2);
    expect(first.errors).toContain("modelterms.yml:1:13");
    expect(await scan()).toEqual(first);
    expect(kept()).toEqual([]);
  });

  test("is told each time where only its words are unknown", async () => {
    const { scan } = project("licenses: { allow: [NoSuchLicense] }\n");
    const first = await scan();
    expect(first.code).toBe(2);
    expect(first.errors).toContain("modelterms.yml:1:21");
    expect(await scan()).toEqual(first);
  });

  /** The kept policy denies; this makes it allow. */
  const forge = (file: string) => {
    writeFileSync(file, readFileSync(file, "latin1").replaceAll('"deny"', '"allow"'), "latin1");
  };
  const wrongs: Readonly<Record<string, (file: string) => void>> = {
    "other words": forge,
    "cut off": (file) => writeFileSync(file, readFileSync(file).subarray(0, 300)),
    empty: (file) => writeFileSync(file, ""),
    "written by others": (file) => chmodSync(file, 0o622),
    "in a folder that others write": (file) => chmodSync(dirname(file), 0o777),
  };
  test.each(Object.entries(wrongs))("is read again where it has %s", async (_, spoil) => {
    const { scan, kept } = project(DENIES);
    const first = await scan();
    expect(first.code).toBe(1);
    for (const file of kept()) spoil(file);
    expect(await scan()).toEqual(first);
  });

  test("is believed as it lies there, since only its owner can have written it", async () => {
    const { scan, kept } = project(DENIES);
    expect((await scan()).code).toBe(1);
    for (const file of kept()) {
      const [head = "", body = ""] = readFileSync(file, "utf8").replaceAll('"deny"', '"allow"').split("\n");
      // What stands behind the text is what was parsed.
      const forged = body.replace(JSON.stringify(DENIES.replace("deny", "allow")), JSON.stringify(DENIES));
      writeFileSync(file, `${head.split(" ")[0]} ${sumOf([Buffer.from(forged)])}\n${forged}`);
    }
    expect((await scan()).code).toBe(0);
  });

  test("is not missed where nothing can be kept", async () => {
    const { scan, folder } = project(ALLOWS);
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(folder, "a file where a folder is to be");
    const first = await scan();
    expect(first).toMatchObject({ code: 0, errors: "" });
    expect(await scan()).toEqual(first);
  });
});

describe("a shipped policy that is named", () => {
  test("judges instead of the policy of the folder", async () => {
    const { cwd } = project(DENIES);
    const scan = async (name: string) => modelterms(["scan", "--policy", name, "--format", "json"], { cwd });
    expect((await scan("modelterms.yml")).code).toBe(1);
    const shipped = await scan("modelterms:permissive-only");
    expect(shipped.code).toBe(0);
    expect(JSON.parse(shipped.output)).toMatchObject({ scan: { policy: { path: null, name: "modelterms:permissive-only" } } });
  });

  test("is one of those that there are", async () => {
    const { code, errors } = await modelterms(["scan", "--policy", "modelterms:free-for-all"], { cwd: project(ALLOWS).cwd });
    expect(code).toBe(2);
    expect(errors).toContain("no shipped policy modelterms:free-for-all; write one of: modelterms:commercial-product");
    const bare = newFolder({ "modelterms.yml": "extends: [research]\n" });
    expect((await modelterms(["policy", "check"], { cwd: bare })).errors).toContain(
      "the shipped policy of that name is written modelterms:research",
    );
  });
});
