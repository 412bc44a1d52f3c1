import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { publint } from "publint";
import { describe, expect, test } from "vitest";
import { ROOT } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";

const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as Readonly<Record<string, unknown>>;

describe("the package", () => {
  test("holds everything that it needs, and nothing else", () => {
    const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [packed] = JSON.parse(output) as { files: { path: string }[] }[];
    const paths = packed?.files.map(({ path }) => path) ?? [];
    const built = readdirSync(`${ROOT}dist`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(ROOT.length));
    expect(built).toContain("dist/THIRD-PARTY-NOTICES.txt");
    const beside = ["LICENSE", "README.md", "package.json", ...(existsSync(`${ROOT}action.yml`) ? ["action.yml"] : [])];
    expect(paths.toSorted()).toEqual([...built, ...beside].toSorted());
  });

  test("has no dependencies and no scripts that run when it is installed", () => {
    expect(["dependencies", "optionalDependencies", "peerDependencies"].filter((key) => manifest[key] !== undefined)).toEqual([]);
    const scripts = Object.keys(manifest["scripts"] as object);
    expect(scripts.filter((name) => /^(?:pre|post)?(?:install|prepare|publish|pack)$|^prepublishOnly$|^prepack$/.test(name))).toEqual([]);
  });

  test("is locked: every package with its hash, from one registry", () => {
    const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, "utf8")) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    const installed = Object.entries(packages).filter(([path]) => path !== "");
    expect(installed.length).toBeGreaterThan(100);
    for (const [path, { resolved, integrity }] of installed) {
      expect(integrity, path).toMatch(/^sha512-/);
      if (resolved !== undefined) expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
  });

  test("has no mistakes that publint knows", async () => {
    const { messages } = await publint({ pkgDir: ROOT, strict: true });
    expect(messages.filter(({ type }) => type !== "suggestion")).toEqual([]);
  });
});

test("the project's own models and data sets pass its own policy", async () => {
  const run = await modelterms(["scan", ".", "--fail-on", "review"]);
  expect(run).toMatchObject({ code: 0, errors: "" });
});
