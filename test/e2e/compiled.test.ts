import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { modelterms } from "../harness/program.ts";

const card = "---\nlicense: mit\n---\n\n# A model\n";

function places() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "modelterms-compiled-")));
  const [cwd, cache] = [join(root, "tree"), join(root, "cache")];
  mkdirSync(cwd);
  mkdirSync(cache);
  writeFileSync(join(cwd, "README.md"), card);
  const environment = { XDG_CACHE_HOME: cache };
  const compiled = join(cache, "modelterms/compiled");
  return { cwd, compiled, cache, environment, scan: () => modelterms(["scan", "--format", "json"], { cwd, environment }) };
}

describe("the program's own code, compiled", () => {
  test("is kept once for a way of being called, and changes nothing", async () => {
    const { compiled, scan } = places();
    const first = await scan();
    expect(first.code).toBe(0);
    const [name = ""] = readdirSync(compiled);
    const kept = readFileSync(join(compiled, name));
    expect(kept.length).toBeGreaterThan(100_000);
    expect(await scan()).toEqual(first);
    expect(readFileSync(join(compiled, name)).equals(kept)).toBe(true);
    expect(readdirSync(compiled)).toEqual([name]);
  });

  test.each([
    ["empty", () => Buffer.alloc(0)],
    ["cut off", (kept: Buffer) => kept.subarray(0, kept.length >> 1)],
    ["without its head", (kept: Buffer) => kept.subarray(kept.indexOf(10) + 1)],
    [
      "of other code",
      (kept: Buffer) => Buffer.concat([kept.subarray(0, kept.indexOf(10) + 1), Buffer.alloc(kept.length - kept.indexOf(10) - 1, 7)]),
    ],
  ])("is written anew where what was kept is %s", async (_, spoil) => {
    const { compiled, scan } = places();
    const first = await scan();
    const place = join(compiled, readdirSync(compiled)[0] ?? "");
    const kept = readFileSync(place);
    writeFileSync(place, spoil(kept));
    expect(await scan()).toEqual(first);
    expect(readFileSync(place).length).toBeGreaterThan(kept.length / 2);
    expect(await scan()).toEqual(first);
  });

  test("is written anew after a while, since another run needs other functions", async () => {
    const { compiled, scan } = places();
    const first = await scan();
    const place = join(compiled, readdirSync(compiled)[0] ?? "");
    const age = (seconds: number) => utimesSync(place, new Date(), new Date(Date.now() - seconds * 1_000));
    const isOld = () => statSync(place).mtimeMs < Date.now() - 15_000;
    age(60);
    expect(await scan()).toEqual(first);
    expect(isOld()).toBe(false);
    age(-100);
    expect(await scan()).toEqual(first);
    age(20);
    expect(await scan()).toEqual(first);
    expect(isOld()).toBe(false);
  });

  test("knows the modules that are asked for later, as in a large tree", async () => {
    const { cwd, scan } = places();
    for (let number = 0; number < 2_001; number += 1) writeFileSync(join(cwd, `${number}.txt`), "");
    const first = await scan();
    expect(first).toMatchObject({ code: 0, errors: "" });
    expect(await scan()).toEqual(first);
  });

  test("is not taken from a file that others may write", async () => {
    const { compiled, scan } = places();
    const first = await scan();
    const place = join(compiled, readdirSync(compiled)[0] ?? "");
    chmodSync(place, 0o666);
    expect(await scan()).toEqual(first);
    expect(statSync(place).mode & 0o777).toBe(0o600);
  });

  test("is not kept where the cache is off, nor needed where it cannot be written", async () => {
    const { scan } = places();
    const first = await scan();
    const off = places();
    const without = { ...off.environment, MODELTERMS_CACHE: "off" };
    expect((await modelterms(["explain", "mit"], { environment: without })).code).toBe(0);
    expect(readdirSync(off.cache)).toEqual([]);
    writeFileSync(join(off.cache, "modelterms"), "a file where a folder is to be");
    expect((await off.scan()).output).toBe(first.output);
  });
});
