import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { plainRepository } from "../../src/sources/git-files.ts";
import { readIndex } from "../../src/sources/git-index.ts";
import { listWorktree } from "../../src/sources/worktree-files.ts";
import { commit, git, newFolder, newRepository, write } from "../harness/folders.ts";

const files = { "README.md": "1", "b/c.txt": "2", "b/d/ä ö.py": "3", ".gitignore": "*.log\n/out/\n" };

/** What lies in a folder, in the order of paths; and whether the index was read as a file. */
async function listed(folder: string) {
  const { entries, problems, repositories } = await listWorktree(folder);
  const paths = entries.map(({ path }) => path).sort();
  return {
    paths,
    problems: problems.map(({ message, location }) => `${location.path}: ${message}`),
    plain: repositories[0]?.comparison != null,
  };
}

const told = (folder: string) =>
  git(folder, "ls-files", "-z", "-c", "-o", "--exclude-standard", "--deduplicate").split("\0").slice(0, -1).sort();

describe("git's own list is given, and most of it comes from the index as a file", () => {
  const changes: Readonly<Record<string, (folder: string) => unknown>> = {
    "nothing else": () => {},
    "others, some of them ignored": (folder) => write(folder, { "new.md": "1", "a.log": "2", "out/x.md": "3", "b/new/deep.md": "4" }),
    "files that are gone": (folder) => rmSync(join(folder, "b"), { recursive: true }),
    "files that are no longer tracked": (folder) => git(folder, "rm", "-q", "--cached", "README.md"),
    "a tracked file that is ignored": (folder) => {
      write(folder, { "kept.log": "1" });
      git(folder, "add", "--force", "kept.log");
    },
    "a file that is to be added": (folder) => {
      write(folder, { later: "x" });
      git(folder, "add", "--intent-to-add", "later");
    },
    "files that are not looked at": (folder) => git(folder, "update-index", "--skip-worktree", "README.md"),
    "an unmerged path": (folder) => {
      for (const branch of ["one", "two"]) {
        git(folder, "checkout", "-q", "-b", branch, "main");
        write(folder, { "README.md": branch });
        commit(folder);
      }
      expect(() => git(folder, "merge", "one")).toThrow();
    },
    "more others than git tells at once": (folder) =>
      write(folder, Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`many/${"long-".repeat(10)}${at}.txt`, ""]))),
    "more files than git is waited for": (folder) => {
      write(folder, Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`many/${"long-".repeat(10)}${at}.txt`, ""])));
      commit(folder);
      write(folder, { "new.md": "1" });
    },
  };

  test.each(Object.entries(changes))("with %s", async (_, change) => {
    const folder = newRepository(files);
    change(folder);
    expect(await listed(folder)).toEqual({ paths: told(folder), problems: [], plain: true });
  });

  test.each<[string, (folder: string) => unknown]>([
    ["an index of version 4", (folder) => git(folder, "update-index", "--index-version=4")],
    ["a split index", (folder) => git(folder, "update-index", "--split-index")],
    ["extensions", (folder) => git(folder, "config", "extensions.worktreeConfig", "true")],
  ])("but for %s", async (_, change) => {
    const folder = newRepository(files);
    write(folder, { "new.md": "1" });
    change(folder);
    expect(await listed(folder)).toEqual({ paths: told(folder), problems: [], plain: false });
  });
});

test.each([["2"], ["4"]])(
  "what lies in other repositories is listed with it, whether submodules or nested: index version %s",
  async (version) => {
    const folder = newRepository(files);
    for (const [name, how] of [
      ["sub", "add"],
      ["nested", "leave"],
      ["gone", "add"],
    ] as const) {
      write(folder, { [`${name}/README.md`]: name });
      git(join(folder, name), "init", "-q");
      commit(join(folder, name));
      if (how === "add") git(folder, "-c", "advice.addEmbeddedRepo=false", "add", name);
    }
    rmSync(join(folder, "gone"), { recursive: true });
    git(folder, "update-index", `--index-version=${version}`);
    const { paths, problems, plain } = await listed(folder);
    expect(plain).toBe(version === "2");
    expect(paths).toEqual([...Object.keys(files), "nested/README.md", "sub/README.md"].sort());
    expect(problems).toEqual([
      "gone: a submodule that is not checked out: its files are not read; git submodule update --init brings them",
    ]);
  },
);

test("an index that was written anew is another one", () => {
  const folder = newRepository(files);
  const plain = plainRepository(folder);
  const index = plain === null ? null : readIndex(plain);
  expect(index?.isCurrent()).toBe(true);
  write(folder, { "new.md": "1" });
  git(folder, "add", "new.md");
  expect(index?.isCurrent()).toBe(false);
  rmSync(join(folder, ".git/index"));
  expect(index?.isCurrent()).toBe(false);
});

test("without git all that lies in the folder is listed", async () => {
  const folder = newRepository(files);
  vi.stubEnv("PATH", newFolder());
  try {
    expect((await listed(folder)).paths).toEqual(Object.keys(files).sort());
  } finally {
    vi.unstubAllEnvs();
  }
});
