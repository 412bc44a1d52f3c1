import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model.ts";
import { commit, git, newFolder, newRepository, write } from "../harness/folders.ts";
import { FIXTURES, ROOT } from "../harness/places.ts";
import { environmentWith, modelterms } from "../harness/program.ts";

const PRODUCT = `${FIXTURES}repositories/product`;
const schema = JSON.parse(readFileSync(`${ROOT}dist/schemas/result.schema.json`, "utf8")) as object;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

function resultOf(text: string): Result {
  const result = JSON.parse(text) as Result;
  expect(validate(result), JSON.stringify(validate.errors, null, 1)).toBe(true);
  return result;
}

const json = async (args: readonly string[], options: Parameters<typeof modelterms>[1] = {}) =>
  resultOf((await modelterms(["scan", ...args, "--format", "json"], options)).output);

const CLEAN = "---\nlicense: apache-2.0\n---\n\n# Clean\n";
const BAD = "---\nlicense: cc-by-nc-4.0\n---\n\n# Not for sale\n";
/** Duties of distribution are another matter. */
const POLICY = "organization:\n  uses: [commercial]\nlicenses:\n  allow: [permissive]\n";

describe("the example repository", () => {
  test("fails, and its result is what the schema says", async () => {
    const { code, output, errors } = await modelterms(["scan", PRODUCT, "--format", "json"]);
    expect({ code, errors }).toEqual({ code: 1, errors: "" });
    const result = resultOf(output);
    expect(result.scan).toMatchObject({ date: "2026-11-23", complete: true, online: false });
    expect(result.components.length).toBeGreaterThanOrEqual(12);
    expect(new Set(result.components.map(({ verdict }) => verdict))).toEqual(new Set(["pass", "review", "fail"]));
    expect(result.summary.components).toBe(result.components.length);
  });

  test("gives the text that is kept beside it, at 80 columns without color", async () => {
    const { output } = await modelterms(["scan", "fixtures/repositories/product"]);
    await expect(output).toMatchFileSnapshot(`${FIXTURES}repositories/product.txt`);
    const long = output.split("\n").filter((line) => line.length > 80 && line.trim().includes(" ") && !/https?:/.test(line));
    expect(long).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is looked for
    expect(output).not.toMatch(/\u001b/);
  });

  test("gives the same bytes twice, and from another folder", async () => {
    const [first, second] = await Promise.all([
      modelterms(["scan", PRODUCT, "--format", "json"]),
      modelterms(["scan", PRODUCT, "--format", "json"]),
    ]);
    expect(second).toEqual(first);
    const elsewhere = await modelterms(["scan", PRODUCT, "--format", "json"], { cwd: newFolder() });
    expect(elsewhere).toEqual(first);
    const inside = resultOf((await modelterms(["scan", "--format", "json"], { cwd: PRODUCT })).output);
    const one = resultOf(first.output);
    expect({ ...inside, scan: { ...inside.scan, target: "" } }).toEqual({ ...one, scan: { ...one.scan, target: "" } });
  });

  test("gives the same in a folder without git", async () => {
    const folder = join(newFolder(), "copy");
    cpSync(PRODUCT, folder, { recursive: true });
    const [there, here] = [await json([folder]), await json([PRODUCT])];
    const bare = (result: Result) => ({ ...result, scan: { ...result.scan, target: "", revision: null } });
    expect(bare(there)).toEqual(bare(here));
  });

  test("has no verdicts without a policy, and passes", async () => {
    const { code, output } = await modelterms(["scan", PRODUCT, "--no-policy", "--format", "json"]);
    expect(code).toBe(0);
    const result = resultOf(output);
    expect(new Set(result.components.map(({ verdict }) => verdict))).toEqual(new Set([null]));
    expect(result.findings).toEqual([]);
  });

  test("shows only what fails with --quiet", async () => {
    const { code, output } = await modelterms(["scan", PRODUCT, "--quiet"]);
    expect(code).toBe(1);
    expect(output).toContain("FAIL");
    expect(output).not.toMatch(/^(?:PASS|REVIEW)/m);
  });

  test("goes to a file and to the terminal at once", async () => {
    const file = join(newFolder(), "result.json");
    const { code, output } = await modelterms(["scan", PRODUCT, "--format", "text", "--format", `json=${file}`]);
    expect(code).toBe(1);
    expect(output).toContain("FAIL");
    expect(resultOf(readFileSync(file, "utf8"))).toEqual(await json([PRODUCT]));
  });

  test.each([
    ["fail", 1],
    ["review", 1],
    ["never", 0],
  ])("--fail-on %s gives %i", async (level, code) => {
    expect((await modelterms(["scan", PRODUCT, "--fail-on", level])).code).toBe(code);
  });

  test("names places that are in the files", async () => {
    const { components, findings } = await json([PRODUCT]);
    for (const { path, line } of [...components.flatMap(({ locations }) => locations), ...findings.map(({ location }) => location)]) {
      expect(path).not.toMatch(/^\/|\\|\.\./);
      const lines = readFileSync(join(PRODUCT, path), "latin1").split("\n").length;
      expect(line ?? 1, path).toBeLessThanOrEqual(lines);
    }
  });
});

describe("colors", () => {
  const colorCode = "\u001b[";
  const cases: readonly [string, readonly string[], Readonly<Record<string, string>>, boolean][] = [
    ["none into a pipe", [], {}, false],
    ["FORCE_COLOR", [], { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR without a value", [], { FORCE_COLOR: "" }, true],
    ["FORCE_COLOR=0", [], { FORCE_COLOR: "0" }, false],
    ["NO_COLOR goes before FORCE_COLOR", [], { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["an empty NO_COLOR says nothing", [], { NO_COLOR: "", FORCE_COLOR: "1" }, true],
    ["--color always", ["--color", "always"], { NO_COLOR: "1" }, true],
    ["--color never", ["--color", "never"], { FORCE_COLOR: "1" }, false],
  ];
  test.each(cases)("%s", async (_name, args, environment, colored) => {
    const { output } = await modelterms(["scan", PRODUCT, ...args], { environment });
    expect(output.includes(colorCode)).toBe(colored);
  });

  test("never go into files", async () => {
    const file = join(newFolder(), "report.txt");
    await modelterms(["scan", PRODUCT, "--color", "always", "--format", `text=${file}`]);
    expect(readFileSync(file, "utf8")).not.toContain(colorCode);
  });
});

describe("wrong usage is exit code 2, with the words, and nothing on standard output", () => {
  const cases: readonly [string, readonly string[], RegExp][] = [
    ["an unknown option suggests the nearest", ["scan", "--polcy", "x.yml"], /unknown option '--polcy'[\s\S]*Did you mean --policy\?/],
    ["an unknown command suggests the nearest", ["scna"], /unknown command 'scna'[\s\S]*Did you mean scan\?/],
    ["a folder that is missing", ["scan", "no-such-folder"], /no folder "no-such-folder"; name an existing one/],
    ["a file as the target", ["scan", "package.json"], /no folder "package\.json"/],
    [
      "two formats to standard output",
      ["scan", PRODUCT, "--format", "text", "--format", "json"],
      /only one format can go to standard output/,
    ],
    ["an unknown format", ["scan", PRODUCT, "--format", "yaml"], /write one of: text, json/],
    ["a format without a file behind =", ["scan", PRODUCT, "--format", "json="], /name a file after =/],
    [
      "a file that cannot be written",
      ["scan", PRODUCT, "--format", "json=/no/such/folder/x.json"],
      /\/no\/such\/folder\/x\.json: cannot be written/,
    ],
    ["--staged with --since", ["scan", PRODUCT, "--staged", "--since", "HEAD"], /--staged and --since exclude each other/],
    ["an unknown verdict", ["scan", PRODUCT, "--fail-on", "warning"], /Allowed choices are fail, review, never/],
    ["a policy that is missing", ["scan", PRODUCT, "--policy", "no-such.yml"], /no-such\.yml: the policy cannot be read/],
    ["a baseline that is missing", ["scan", PRODUCT, "--baseline", "no-such.json"], /no-such\.json: not a result/],
    ["a baseline that is none", ["scan", PRODUCT, "--baseline", "package.json"], /package\.json: not a result/],
    ["too many targets", ["scan", "a", "b"], /too many arguments/],
  ];
  test.each(cases)("%s", async (_name, args, words) => {
    const { code, output, errors } = await modelterms(args);
    expect(errors).toMatch(words);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors, "no stack").not.toMatch(/\n\s+at /);
  });

  test("no command at all", async () => {
    const { code, errors } = await modelterms([]);
    expect(code).toBe(2);
    expect(errors).toContain("Usage: modelterms");
  });

  test("a revision that is none", async () => {
    const folder = newRepository({ "README.md": CLEAN });
    const { code, errors } = await modelterms(["scan", folder, "--since", "no-such"]);
    expect(errors).toMatch(/no revision "no-such" here/);
    expect(code).toBe(2);
  });

  test("--staged or --since outside of a repository", async () => {
    const folder = newFolder({ "README.md": CLEAN });
    for (const args of [["--staged"], ["--since", "HEAD"]]) {
      const { code, errors, output } = await modelterms(["scan", folder, ...args]);
      expect({ code, output }, errors).toEqual({ code: 2, output: "" });
      expect(errors).not.toMatch(/\n\s+at /);
    }
  });

  test.each(["yesterday", "1e99", "NaN"])("SOURCE_DATE_EPOCH=%s", async (epoch) => {
    const { code, errors } = await modelterms(["scan", PRODUCT], { environment: { SOURCE_DATE_EPOCH: epoch } });
    expect(code).toBe(2);
    expect(errors).toContain("SOURCE_DATE_EPOCH");
    expect(errors).not.toMatch(/\n\s+at /);
  });

  test("help and version are none, and go to standard output", async () => {
    const help = await modelterms(["scan", "--help"]);
    expect(help).toMatchObject({ code: 0, errors: "" });
    expect(help.output).toContain("$ modelterms scan");
    const version = await modelterms(["--version"]);
    expect(version).toMatchObject({ code: 0, errors: "" });
    expect(version.output.trim()).toBe((JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as { version: string }).version);
  });
});

describe("a policy", () => {
  test.each([
    ["an unknown key", "licenses:\n  alow: [MIT]\n", /modelterms\.yml:2:3: unknown key alow in licenses; did you mean allow\?/],
    ["a wrong type", "licenses:\n  allow: MIT\n", /modelterms\.yml:2:10: licenses\.allow: expected a list/],
    ["a key that stands twice", "owned: []\nowned: []\n", /modelterms\.yml:2:1: YAML: Map keys must be unique/],
    ["an error in the YAML", "licenses: [\n", /modelterms\.yml:\d+:\d+: YAML/],
    [
      "a date that is none",
      "waivers:\n  - { component: a, reason: b, approved-by: c, expires: 2027-3-1 }\n",
      /modelterms\.yml:2:\d+: waivers\.0\.expires/,
    ],
  ])("that is broken by %s: file, line, what to write instead", async (_name, policy, words) => {
    const folder = newFolder({ "modelterms.yml": policy, "README.md": CLEAN });
    const { code, output, errors } = await modelterms(["scan", folder]);
    expect(errors).toMatch(words);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors, "no stack").not.toMatch(/\n\s+at /);
  });

  test("that is broken and staged", async () => {
    const folder = newRepository({ "modelterms.yml": "licenses:\n  alow: [MIT]\n", "README.md": CLEAN });
    write(folder, { "modelterms.yml": POLICY });
    const { code, errors } = await modelterms(["scan", folder, "--staged"]);
    expect(code).toBe(2);
    expect(errors).toContain("modelterms.yml:2:3: unknown key alow");
  });

  test.each([".github/modelterms.yml", ".github/modelterms.yaml", "modelterms.yml", "modelterms.yaml"])("is found as %s", async (path) => {
    const folder = newFolder({ [path]: POLICY, "m/README.md": BAD });
    expect((await json([folder])).scan.policy.path).toBe(path);
  });

  test("named by the flag goes before the environment's, and that before the one in the root", async () => {
    const folder = newFolder({
      "modelterms.yml": POLICY,
      "a.yml": `${POLICY}owned: []\n`,
      "b.yml": `${POLICY}exclude: []\n`,
      "m/README.md": CLEAN,
    });
    const environment = { MODELTERMS_POLICY: join(folder, "b.yml") };
    expect((await json([folder], { environment })).scan.policy.path).toMatch(/b\.yml$/);
    expect((await json([folder, "--policy", join(folder, "a.yml")], { environment })).scan.policy.path).toMatch(/a\.yml$/);
  });

  test("is the shipped one where there is none, and the report says so", async () => {
    const folder = newFolder({ "m/README.md": CLEAN });
    expect((await json([folder])).scan.policy).toMatchObject({ path: null, name: "modelterms:commercial-product" });
    expect((await modelterms(["scan", folder])).output).toContain("modelterms:commercial-product");
  });

  test("may extend a file beside it, wherever the program is called", async () => {
    const folder = newFolder({ ".github/modelterms.yml": "extends: [./shared.yml]\n", ".github/shared.yml": POLICY, "m/README.md": BAD });
    for (const cwd of [folder, newFolder()]) {
      const { code, errors } = await modelterms(["scan", folder], { cwd });
      expect({ code, errors }).toEqual({ code: 1, errors: "" });
    }
  });
});

describe("--staged", () => {
  test("judges the staged version where the working one differs", async () => {
    const folder = newRepository({ "modelterms.yml": POLICY, "m/README.md": CLEAN });
    write(folder, { "m/README.md": BAD });
    expect((await modelterms(["scan", folder, "--staged"])).code).toBe(0);
    git(folder, "add", "--all");
    write(folder, { "m/README.md": CLEAN });
    expect((await modelterms(["scan", folder, "--staged"])).code).toBe(1);
    expect((await modelterms(["scan", folder])).code).toBe(0);
  });

  test("judges by the staged policy, also by what it extends", async () => {
    const folder = newRepository({ "modelterms.yml": POLICY, "m/README.md": BAD });
    write(folder, { "modelterms.yml": "licenses:\n  allow: [CC-BY-NC-4.0]\norganization:\n  uses: [research]\n" });
    expect((await modelterms(["scan", folder, "--staged"])).code).toBe(1);
    git(folder, "add", "--all");
    expect((await modelterms(["scan", folder, "--staged"])).code).toBe(0);
  });

  test("of a folder in a linked work tree, as its hooks are run", async () => {
    const folder = newRepository({ "modelterms.yml": POLICY, "models/modelterms.yml": POLICY, "bad/README.md": BAD });
    const linked = join(newFolder(), "linked");
    git(folder, "worktree", "add", "--quiet", linked);
    const inHook = { GIT_DIR: join(folder, ".git/worktrees/linked"), GIT_INDEX_FILE: join(folder, ".git/worktrees/linked/index") };
    const run = (...args: string[]) => modelterms(["scan", ...args], { cwd: linked, environment: inHook });
    expect((await run("models", "--staged")).code).toBe(0);
    write(linked, { "models/m/README.md": BAD });
    git(linked, "add", "--all");
    for (const args of [[], ["--staged"], ["--staged", "--files", "models/m/README.md"]]) {
      const { code, output } = await run("models", ...args);
      expect(code).toBe(1);
      expect(output).toMatch(/\bm\/README\.md:2/);
      expect(output).not.toContain("models/m");
    }
  });

  test("judges by the staged text of a policy that the staged one extends", async () => {
    const folder = newRepository({ "modelterms.yml": "extends: [./shared.yml]\n", "shared.yml": POLICY, "m/README.md": BAD });
    write(folder, { "shared.yml": "licenses:\n  allow: [CC-BY-NC-4.0]\norganization:\n  uses: [research]\n" });
    expect((await modelterms(["scan", folder, "--staged"])).code).toBe(1);
  });
});

describe("--since", () => {
  test("a revision that could not be read whole is told", async () => {
    const folder = newRepository({ "modelterms.yml": POLICY, "m/README.md": `${BAD}${"x".repeat(4_100_000)}` });
    write(folder, { "m/README.md": BAD });
    const { code, errors } = await modelterms(["scan", "--since", "HEAD"], { cwd: folder });
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^modelterms: what was there before could not be read whole, so that some of it may be told as new: m\/README\.md: /,
    );
    commit(folder);
    expect((await modelterms(["scan", "--since", "HEAD"], { cwd: folder })).errors).toBe("");
  });

  const before = { "modelterms.yml": POLICY, "m/README.md": CLEAN, "old/README.md": BAD };

  test.each<[string, (folder: string) => void, number]>([
    ["unchanged", () => {}, 0],
    ["made worse", (folder) => write(folder, { "m/README.md": BAD }), 1],
    ["made better", (folder) => write(folder, { "old/README.md": CLEAN }), 0],
    ["with other words", (folder) => write(folder, { "old/README.md": `${BAD}\nMore words.\n` }), 0],
    ["with lines before it", (folder) => write(folder, { "old/README.md": BAD.replace("---\n", "---\nlanguage: en\n") }), 0],
    ["new and bad", (folder) => write(folder, { "new/README.md": BAD }), 1],
    ["new and clean", (folder) => write(folder, { "new/README.md": CLEAN }), 0],
    ["copied", (folder) => write(folder, { "copy/README.md": BAD }), 1],
    ["moved", (folder) => renameSync(join(folder, "old"), join(folder, "moved")), 0],
    ["removed", (folder) => rmSync(join(folder, "old"), { recursive: true }), 0],
    ["bad in another way", (folder) => write(folder, { "old/README.md": BAD.replace("cc-by-nc-4.0", "gpl-3.0") }), 1],
  ])("a card %s", async (_name, change, code) => {
    const folder = newRepository(before);
    change(folder);
    const run = await modelterms(["scan", folder, "--since", "HEAD"]);
    expect(run.code, run.output + run.errors).toBe(code);
    commit(folder);
    expect((await modelterms(["scan", folder, "--since", "HEAD~1"])).code).toBe(code);
  });

  test("a card moved and made worse fails", async () => {
    const folder = newRepository({ ...before, "fine/README.md": CLEAN });
    renameSync(join(folder, "fine"), join(folder, "moved"));
    write(folder, { "moved/README.md": BAD });
    expect((await modelterms(["scan", folder, "--since", "HEAD"])).code).toBe(1);
  });

  test("with --fail-on review only what changed counts too", async () => {
    const folder = newRepository({
      ...before,
      "m/README.md": CLEAN,
      "r/README.md": "---\nlicense: mit\nbase_model: nobody/unheard-of\n---\n",
    });
    expect((await modelterms(["scan", folder, "--since", "HEAD", "--fail-on", "review"])).code).toBe(0);
  });

  test("marks each finding as new, unchanged or updated", async () => {
    const folder = newRepository(before);
    write(folder, { "m/README.md": BAD });
    const { findings, components } = await json([folder, "--since", "HEAD"]);
    const named = new Map(components.map(({ id, name }) => [id, name]));
    for (const finding of findings.filter(({ verdict }) => verdict !== "pass")) {
      expect(finding.baselineState).toBe(named.get(finding.component) === "m" ? "new" : "unchanged");
    }
  });

  test("works in a folder of the repository", async () => {
    const folder = newRepository({ "sub/modelterms.yml": POLICY, "sub/old/README.md": BAD, "other/README.md": BAD });
    expect((await modelterms(["scan", join(folder, "sub"), "--since", "HEAD"])).code).toBe(0);
    write(folder, { "sub/new/README.md": BAD });
    expect((await modelterms(["scan", join(folder, "sub"), "--since", "HEAD"])).code).toBe(1);
  });

  test("judges both sides by the policy of today", async () => {
    const folder = newRepository({
      ...before,
      "modelterms.yml": "licenses:\n  allow: [permissive, CC-BY-NC-4.0]\norganization:\n  uses: [research]\n",
    });
    write(folder, { "modelterms.yml": POLICY });
    const { code } = await modelterms(["scan", folder, "--since", "HEAD"]);
    expect(code).toBe(0);
  });
});

describe("--baseline", () => {
  test("lets only what is new against it fail", async () => {
    const folder = newFolder({ "modelterms.yml": POLICY, "old/README.md": BAD });
    const baseline = join(newFolder(), "baseline.json");
    await modelterms(["scan", folder, "--format", `json=${baseline}`]);
    expect((await modelterms(["scan", folder])).code).toBe(1);
    expect((await modelterms(["scan", folder, "--baseline", baseline])).code).toBe(0);
    write(folder, { "new/README.md": BAD });
    expect((await modelterms(["scan", folder, "--baseline", baseline])).code).toBe(1);
  });

  test("with --quiet says nothing where nothing is new", async () => {
    const folder = newFolder({ "modelterms.yml": POLICY, "old/README.md": BAD });
    const baseline = join(newFolder(), "baseline.json");
    await modelterms(["scan", folder, "--format", `json=${baseline}`]);
    expect(await modelterms(["scan", folder, "--baseline", baseline, "--quiet"])).toEqual({ code: 0, output: "", errors: "" });
  });
});

describe("--files", () => {
  const files = {
    "modelterms.yml": POLICY,
    "good/README.md": CLEAN,
    "bad/README.md": BAD,
    "bad/config.json": '{ "model_type": "bert" }',
    "src/app.ts": "",
  };

  test.each<[string, readonly string[], number]>([
    ["a clean card", ["good/README.md"], 0],
    ["a bad card", ["bad/README.md"], 1],
    ["a configuration beside a bad card", ["bad/config.json"], 1],
    ["a file that is no part of a model", ["src/app.ts"], 0],
    ["both", ["good/README.md", "bad/README.md"], 1],
    ["a file that is gone", ["gone/README.md"], 0],
    ["the policy, which means everything", ["modelterms.yml"], 1],
    ["a name with ./", ["./bad/README.md"], 1],
  ])("%s", async (_name, names, code) => {
    const folder = newFolder(files);
    const run = await modelterms(["scan", "--files", ...names], { cwd: folder });
    expect(run.code, run.output + run.errors).toBe(code);
  });

  test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    ["a policy that the policy extends", {}, ["shared/models.yml"], ""],
    ["a policy that the environment names", { MODELTERMS_POLICY: "rules/own.yml" }, ["rules/own.yml"], ""],
    ["a policy that a named one extends", { MODELTERMS_POLICY: "rules/own.yml" }, ["rules/base.yml"], ""],
    ["the same from a folder inside", { MODELTERMS_POLICY: "own.yml" }, ["base.yml"], "rules"],
  ])("%s means everything", async (_name, environment, names, cwd) => {
    const folder = newRepository({
      ...files,
      "modelterms.yml": "extends: [./shared/models.yml]\n",
      "shared/models.yml": POLICY,
      "rules/own.yml": "extends: [./base.yml]\n",
      "rules/base.yml": POLICY,
    });
    for (const flags of [[], ["--staged"]]) {
      const run = (...more: string[]) =>
        modelterms(["scan", folder, ...flags, "--files", ...more], { cwd: join(folder, cwd), environment });
      expect((await run(...names)).code).toBe(1);
      expect((await run(join(folder, "good/README.md"))).code).toBe(0);
    }
  });

  test.each([[[]], [["--staged"]]])("a name that is not UTF-8 means everything, since it does not come through: %j", async (flags) => {
    const folder = newRepository({ "modelterms.yml": POLICY, "good/README.md": CLEAN });
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x62, 0xff])]);
    mkdirSync(name);
    writeFileSync(Buffer.concat([name, Buffer.from("/README.md")]), BAD);
    git(folder, "add", "--all");
    const scan = `git diff --cached --name-only -z | xargs -0 "$0" "$1" scan ${flags.join(" ")} --quiet --files --`;
    const { status, stdout } = spawnSync("sh", ["-c", scan, process.execPath, `${ROOT}dist/cli.js`], {
      cwd: folder,
      env: environmentWith({}),
      encoding: "utf8",
    });
    // The exit code of xargs for a command that fails.
    expect(status).toBe(123);
    expect(stdout).toContain("b\\xff/README.md:2");
  });

  test("what cannot be read in other folders does not hold up a change, and what lies beside it or above does", async () => {
    const origin = newRepository({
      "modelterms.yml": POLICY,
      "good/README.md": CLEAN,
      "far/README.md": `${CLEAN}far`,
      "other/in/README.md": `${CLEAN}other`,
    });
    git(origin, "config", "uploadpack.allowFilter", "true");
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
    const folder = join(newFolder(), "clone");
    git(origin, "clone", "--quiet", "--filter=blob:none", "--sparse", `file://${origin}`, folder);
    git(folder, "sparse-checkout", "set", "good");
    write(folder, { "good/README.md": `${CLEAN}\nmore\n` });
    git(folder, "add", "--all");
    const run = (...args: string[]) => modelterms(["scan", "--staged", "--quiet", ...args], { cwd: folder });
    expect(await run("--files", "good/README.md")).toEqual({ code: 0, output: "", errors: "" });
    for (const name of ["far/config.json", "far/in/config.json", "modelterms.yml"]) expect((await run("--files", name)).code).toBe(2);
    expect((await run()).code).toBe(2);
    write(folder, { "good/README.md": BAD });
    git(folder, "add", "--all");
    expect((await run("--files", "good/README.md")).code).toBe(1);
    const { output } = await modelterms(["scan", "--staged", "--format", "json", "--files", "good/README.md"], { cwd: folder });
    const { problems, scan } = JSON.parse(output) as Result;
    expect(problems.map(({ location }) => location.path)).toEqual(["far/README.md", "other/in/README.md"]);
    expect(scan.complete).toBe(true);
  });

  test("a name is the staged file also where a folder is gone from the disk, or a link lies in its place", async () => {
    const folder = newRepository(files);
    const link = join(newFolder(), "link");
    symlinkSync(folder, link);
    const run = (name: string) => modelterms(["scan", "--staged", "--files", name], { cwd: folder });
    rmSync(join(folder, "bad"), { recursive: true });
    expect((await run(join(link, "bad/README.md"))).code).toBe(1);
    symlinkSync("good", join(folder, "bad"));
    for (const name of ["bad/README.md", join(folder, "bad/README.md")]) expect((await run(name)).code).toBe(1);
    expect((await run("good/README.md")).code).toBe(0);
  });

  test("a name whose folders are reached by a link is the file that lies there", async () => {
    const folder = newFolder(files);
    const link = join(newFolder(), "link");
    symlinkSync(folder, link);
    for (const name of ["bad/README.md", "modelterms.yml"])
      expect((await modelterms(["scan", "--files", join(link, name)], { cwd: folder })).code).toBe(1);
    expect((await modelterms(["scan", "--files", join(link, "good/README.md")], { cwd: folder })).code).toBe(0);
  });

  test("names that begin with a dash stand behind --", async () => {
    const folder = newFolder({ "modelterms.yml": POLICY, "-README.md": BAD, "good/README.md": CLEAN });
    expect((await modelterms(["scan", "--files", "--", "-README.md"], { cwd: folder })).code).toBe(1);
    expect((await modelterms(["scan", "--files", "--", "good/README.md"], { cwd: folder })).code).toBe(0);
  });

  test("from another folder, for a target elsewhere", async () => {
    const folder = newFolder(files);
    expect((await modelterms(["scan", folder, "--files", join(folder, "good/README.md")], { cwd: newFolder() })).code).toBe(0);
    expect((await modelterms(["scan", folder, "--files", join(folder, "bad/README.md")], { cwd: newFolder() })).code).toBe(1);
  });

  test("still reads the siblings: a license beside a card", async () => {
    const folder = newFolder({ ...files, "text/README.md": "---\nlanguage: en\n---\n", "text/LICENSE": readFileSync(`${ROOT}LICENSE`) });
    const { code, output } = await modelterms(["scan", "--files", "text/README.md"], { cwd: folder });
    expect(code, output).toBe(0);
  });
});

describe("surroundings", () => {
  test("an incomplete scan is exit code 2, unless it is allowed", async () => {
    const folder = newFolder({ "modelterms.yml": POLICY, "m/README.md": CLEAN, "big/LICENSE": "x".repeat(4_500_000) });
    const run = await modelterms(["scan", folder]);
    expect(run.code).toBe(2);
    expect(run.errors).toContain("big/LICENSE");
    expect((await modelterms(["scan", folder, "--allow-incomplete"])).code).toBe(0);
  });

  test("malformed content is a problem with a line, and the scan complete", async () => {
    const folder = newFolder({ "modelterms.yml": POLICY, "m/README.md": "---\nlicense: mit\nbad: [\n---\n" });
    const { code, output } = await modelterms(["scan", folder, "--format", "json"]);
    const result = resultOf(output);
    expect(code).toBe(0);
    expect(result.scan.complete).toBe(true);
    expect(result.problems).toMatchObject([{ location: { path: "m/README.md" } }]);
  });

  test("a repository that cannot be written to is scanned, a commit of it too", async () => {
    const folder = newRepository({ "modelterms.yml": POLICY, "m/README.md": CLEAN });
    chmodSync(join(folder, ".git"), 0o555);
    chmodSync(folder, 0o555);
    for (const args of [[], ["--staged"], ["--since", "HEAD"]]) {
      const { code, errors } = await modelterms(["scan", folder, ...args]);
      expect({ code, errors }).toEqual({ code: 0, errors: "" });
    }
  });

  test("nothing is written but to the cache, and nothing at all without one", async () => {
    const folder = newRepository({ "modelterms.yml": POLICY, "m/README.md": CLEAN });
    const home = newFolder();
    const { readdirSync } = await import("node:fs");
    const environment = { HOME: home, XDG_CACHE_HOME: join(home, "cache"), TMPDIR: home };
    await modelterms(["scan", folder, "--since", "HEAD"], { cwd: home, environment: { ...environment, MODELTERMS_CACHE: "off" } });
    expect(readdirSync(home)).toEqual([]);
    await modelterms(["scan", folder, "--since", "HEAD"], { cwd: home, environment });
    expect(readdirSync(home)).toEqual(["cache"]);
    expect(git(folder, "status", "--porcelain", "--ignored")).toBe("");
  });

  test("an empty folder passes", async () => {
    const { code, output, errors } = await modelterms(["scan", newFolder()]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toContain("0 components");
  });

  test("a reader that goes away early is no crash", async () => {
    const folder = newFolder({ "modelterms.yml": POLICY });
    for (let index = 0; index < 400; index += 1) {
      mkdirSync(join(folder, `m${index}`));
      write(folder, { [`m${index}/README.md`]: BAD });
    }
    const errors = await new Promise<string>((resolve, reject) => {
      const child = spawn("sh", ["-c", '"$0" dist/cli.js scan "$1" --format json | head -c 10', process.execPath, folder], {
        cwd: ROOT,
        env: environmentWith({}),
      });
      let text = "";
      child.stderr.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      child.on("error", reject);
      child.on("close", () => resolve(text));
    });
    expect(errors).toBe("");
  });

  test("names with control characters do not reach the terminal as such", async () => {
    const folder = newFolder({ "modelterms.yml": POLICY, "m\u001b[31mred\u0007/README.md": BAD, "\u202Eevil/README.md": BAD });
    const { output } = await modelterms(["scan", folder]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are looked for
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
