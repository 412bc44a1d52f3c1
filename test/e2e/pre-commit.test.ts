import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readers } from "../../src/readers/registry.ts";
import { commit, git, newRepository, write } from "../harness/folders.ts";
import { ROOT } from "../harness/places.ts";
import { environmentWith } from "../harness/program.ts";

const MANIFEST = ".pre-commit-hooks.yaml";
const hooks = parse(readFileSync(`${ROOT}${MANIFEST}`, "utf8")) as { id: string; files?: string; types?: unknown }[];
const CARD = (license: string) => `---\nlicense: ${license}\n---\n`;
const POLICY = "licenses:\n  allow: [permissive]\n";

describe("the files that start the hook", () => {
  const files = new RegExp((hooks.find(({ id }) => id === "modelterms")?.files ?? "").replace("(?i)", ""), "i");
  const isRead = (path: string) => readers.some((reader) => reader.matches(path, path.slice(path.lastIndexOf("/") + 1).toLowerCase()));

  test("hold every fixture of the readers", () => {
    const paths = readdirSync(`${ROOT}fixtures`, { recursive: true, encoding: "utf8" }).filter(isRead);
    expect(paths.length).toBeGreaterThan(200);
    expect(paths.filter((path) => !files.test(path))).toEqual([]);
  });

  test("hold whatever a reader wants", () => {
    const sources = readdirSync(`${ROOT}src/readers`, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
    const words = sources.flatMap((path) => readFileSync(`${ROOT}src/readers/${path}`, "utf8").match(/[A-Za-z0-9]+/g) ?? []);
    const part = fc.constantFrom(...new Set(words), "LICENSE", "Usage Policy", "third-party notices", "a.b", "é");
    const name = fc
      .tuple(part, fc.constantFrom("", ".", "-", "_", " ", "/"), part, fc.constantFrom("", "."), part)
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(name, (path) => !isRead(path) || files.test(path)),
      { numRuns: 20_000, seed: 1 },
    );
  });

  test("hold the policy and the lock, and weights whatever they are", () => {
    for (const path of ["modelterms.yml", ".github/modelterms.yaml", "modelterms.lock", "a/model.safetensors", "LICENSES/X"])
      expect(path).toMatch(files);
    for (const { types } of hooks) expect(types).toBeUndefined();
  });
});

const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;

/** Debian's pre-commit, and the program as a repository of hooks, without the network. */
describe.skipIf(!hasPreCommit)("pre-commit", () => {
  let home = "";
  beforeAll(() => {
    home = execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
    const program = join(home, "program");
    for (const name of ["dist", MANIFEST, "package.json"])
      cpSync(`${ROOT}${name}`, join(program, name), { recursive: true, preserveTimestamps: false });
    git(program, "init", "--quiet");
    commit(program);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  function run(folder: string, hook: string, ...more: readonly string[]) {
    const environment = environmentWith({
      HOME: home,
      PRE_COMMIT_HOME: join(home, "cache"),
      npm_config_offline: "true",
      PRE_COMMIT_COLOR: "never",
    });
    const { status, stdout, stderr } = spawnSync("pre-commit", ["try-repo", join(home, "program"), hook, "--verbose", ...more], {
      cwd: folder,
      env: environment,
      encoding: "utf8",
    });
    return { code: status, output: `${stdout}${stderr}` };
  }

  const repository = (files: Readonly<Record<string, string>> = {}) => newRepository({ "modelterms.yml": POLICY, ...files });

  test("passes in silence when all is well", () => {
    const folder = repository();
    write(folder, { "m/README.md": CARD("mit") });
    git(folder, "add", "--all");
    const { code, output } = run(folder, "modelterms");
    expect(output).toMatch(/model licenses \(staged\)\.+Passed\n- hook id: modelterms\n- duration: [\d.]+s\s*$/);
    expect(code).toBe(0);
  });

  test("fails with the line, in a few", () => {
    const folder = repository({ "old/README.md": CARD("gpl-2.0-only") });
    write(folder, { "m/README.md": CARD("gpl-2.0-only") });
    git(folder, "add", "--all");
    const { code, output } = run(folder, "modelterms");
    expect(code).toBe(1);
    expect(output).toContain("m/README.md:2:10");
    expect(output, "only what is staged").not.toContain("old/README.md");
    expect(output.slice(output.indexOf("exit code: 1")).split("\n").length).toBeLessThan(16);
  });

  test("sees what is staged, not what lies there", () => {
    const folder = repository();
    write(folder, { "m/README.md": CARD("mit") });
    git(folder, "add", "--all");
    write(folder, { "m/README.md": CARD("gpl-2.0-only") });
    expect(run(folder, "modelterms").code).toBe(0);
    git(folder, "add", "--all");
    write(folder, { "m/README.md": CARD("mit") });
    expect(run(folder, "modelterms").code).toBe(1);
  });

  test("scans everything when the policy or the lock is staged", () => {
    const folder = repository({ "old/README.md": CARD("gpl-2.0-only") });
    write(folder, { "a.py": "print()\n" });
    git(folder, "add", "--all");
    expect(run(folder, "modelterms").code).toBe(0);
    write(folder, { "modelterms.yml": `${POLICY}  unknown: fail\n` });
    git(folder, "add", "--all");
    expect(run(folder, "modelterms").output).toContain("old/README.md:2:10");
  });

  test("takes names of every kind", () => {
    const folder = repository();
    write(folder, { "-m/README.md": CARD("gpl-2.0-only"), "-- x/README.md": CARD("mit"), "$(touch y)/README.md": CARD("mit") });
    git(folder, "add", "--all");
    const { code, output } = run(folder, "modelterms");
    expect(code).toBe(1);
    expect(output).toContain("-m/README.md:2:10");
  });

  test("modelterms-all judges the whole repository", () => {
    const folder = repository({ "old/README.md": CARD("gpl-2.0-only") });
    const { code, output } = run(folder, "modelterms-all", "--hook-stage", "manual");
    expect(code).toBe(1);
    expect(output).toContain("old/README.md:2:10");
    expect(run(repository(), "modelterms-all", "--hook-stage", "manual").code).toBe(0);
  });
});

test.skipIf(hasPreCommit)("pre-commit is not installed: its hooks were not tried (apt-get install pre-commit)", () => {});
