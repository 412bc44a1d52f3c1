import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Readings } from "../../src/cache/readings.ts";
import { commitSource, indexSource } from "../../src/sources/git-tree.ts";
import { memorySource } from "../../src/sources/memory.ts";
import { worktreeSource } from "../../src/sources/worktree.ts";
import { commit, git, newFolder, write } from "../harness/folders.ts";
import { age, agedRepository, CARD, LONG_AGO, look, lookAnew, manyFiles, stage } from "./trees.ts";

const paths = Object.keys(manyFiles()).sort();
const worktree = (folder: string) => worktreeSource(folder, ".");

/** What is done to a repository between two scans of its work tree, and which files the second one must read. */
const changes: Readonly<Record<string, { do(folder: string): void; readonly reads: readonly string[] }>> = {
  "nothing changed": { do() {}, reads: [] },
  "a file was edited": { do: (folder) => write(folder, { "src/m1.py": "x = 1\n" }), reads: ["src/m1.py"] },
  "a file was touched": { do: (folder) => utimesSync(join(folder, "src/m1.py"), 1, 1), reads: ["src/m1.py"] },
  "other bytes of the same length and time": {
    do(folder) {
      write(folder, { "models/a/README.md": CARD.replace("apache-2.0", "cc-by-nc-4") });
      age(folder, "models/a/README.md");
    },
    reads: ["models/a/README.md"],
  },
  "a file was replaced by another": {
    do(folder) {
      write(folder, { new: CARD.replace("apache-2.0", "cc-by-nc-4") });
      age(folder, "new");
      renameSync(join(folder, "new"), join(folder, "models/a/README.md"));
    },
    reads: ["models/a/README.md"],
  },
  "other bytes were staged": {
    do: (folder) => stage(folder, { "models/a/README.md": CARD.replace("apache-2.0", "cc-by-nc-4") }),
    reads: ["models/a/README.md"],
  },
  "staged, and edited again": {
    do(folder) {
      stage(folder, { "src/m1.py": "x = 1\n" });
      write(folder, { "src/m1.py": "x = 2\n" });
    },
    reads: ["src/m1.py"],
  },
  "the index is as old as the files": {
    do: (folder) => utimesSync(join(folder, ".git/index"), LONG_AGO, LONG_AGO),
    reads: paths,
  },
  renamed: { do: (folder) => void git(folder, "mv", "src/m1.py", "src/n1.py"), reads: ["src/n1.py"] },
  deleted: { do: (folder) => rmSync(join(folder, "src/m1.py")), reads: ["src/m1.py"] },
  "a file that git does not know": { do: (folder) => write(folder, { "src/new.py": "x = 1\n" }), reads: ["src/new.py"] },
  "a file that git shall add later": {
    do(folder) {
      write(folder, { "src/new.py": "x = 1\n" });
      git(folder, "add", "--intent-to-add", "src/new.py");
    },
    reads: ["src/new.py"],
  },
  "another branch": {
    do(folder) {
      git(folder, "checkout", "--quiet", "-b", "other");
      stage(folder, { "models/a/README.md": CARD.replace("apache-2.0", "mit"), "src/m1.py": "x = 1\n" });
    },
    reads: ["models/a/README.md", "src/m1.py"],
  },
  "edited though git was told to assume it unchanged": {
    do(folder) {
      git(folder, "update-index", "--assume-unchanged", "src/m1.py");
      write(folder, { "src/m1.py": "x = 1\n" });
      age(folder, "src/m1.py");
    },
    reads: ["src/m1.py"],
  },
  "edited though git was told to skip it": {
    do(folder) {
      git(folder, "update-index", "--skip-worktree", "src/m1.py");
      write(folder, { "src/m1.py": "x = 1\n" });
      age(folder, "src/m1.py");
    },
    reads: ["src/m1.py"],
  },
  "a link with the same bytes behind it": {
    do(folder) {
      renameSync(join(folder, "src/m1.py"), join(folder, "src/m1.txt"));
      symlinkSync("m1.txt", join(folder, "src/m1.py"));
    },
    reads: ["src/m1.py"],
  },
  "a folder that leads out": {
    do(folder) {
      const outside = newFolder();
      renameSync(join(folder, "models"), join(outside, "models"));
      symlinkSync(join(outside, "models"), join(folder, "models"));
    },
    reads: paths.filter((path) => path.startsWith("models/")),
  },
  "the index split in two": { do: (folder) => void git(folder, "update-index", "--split-index"), reads: [] },
  "an index of version 4": { do: (folder) => void git(folder, "update-index", "--index-version", "4"), reads: [] },
  "attributes that convert files": {
    do(folder) {
      write(folder, { ".git/info/attributes": "*.md filter=x\n*.py ident\nLICENSE working-tree-encoding=UTF-16\n" });
    },
    reads: paths,
  },
  "a conflict": {
    do(folder) {
      git(folder, "checkout", "--quiet", "-b", "other");
      stage(folder, { "src/m1.py": "x = 1\n" });
      git(folder, "commit", "--quiet", "--message", "theirs");
      git(folder, "checkout", "--quiet", "main");
      stage(folder, { "src/m1.py": "x = 2\n" });
      git(folder, "commit", "--quiet", "--message", "ours");
      expect(() => git(folder, "merge", "other")).toThrow();
    },
    reads: ["src/m1.py"],
  },
};

describe("a second scan of a work tree", () => {
  test.each(Object.entries(changes))("%s", async (_, change) => {
    const folder = agedRepository();
    const first = await look(worktree(folder));
    expect(first.asked).toEqual(paths);
    change.do(folder);
    const second = await look(worktree(folder), first.next);
    expect(second.tree).toEqual(await lookAnew(worktree(folder)));
    expect(second.asked).toEqual(change.reads);
    const third = await look(worktree(folder), second.next);
    expect(third.tree).toEqual(second.tree);
  });

  test.runIf(process.getuid?.() !== 0)("a file that may not be read any more is told", async () => {
    const folder = agedRepository();
    const { next } = await look(worktree(folder));
    chmodSync(join(folder, "src/m1.py"), 0);
    git(folder, "update-index", "--refresh");
    const { tree } = await look(worktree(folder), next);
    expect(tree.problems.map(({ location }) => location.path)).toContain("src/m1.py");
  });

  test("in a clone of it reads nothing, wherever it lies", async () => {
    const folder = agedRepository();
    const { next, tree } = await look(worktree(folder));
    const clone = join(newFolder(), "clone");
    git(folder, "clone", "--quiet", folder, clone);
    age(clone, ...paths);
    git(clone, "update-index", "--refresh");
    const second = await look(worktree(clone), next);
    expect(second.tree).toEqual(tree);
    expect(second.asked).toEqual([]);
  });

  test("in a linked work tree reads nothing", async () => {
    const folder = agedRepository();
    const { next } = await look(worktree(folder));
    const linked = join(newFolder(), "linked");
    git(folder, "worktree", "add", "--quiet", linked, "-b", "linked");
    age(linked, ...paths);
    git(linked, "update-index", "--refresh");
    expect((await look(worktree(linked), next)).asked).toEqual([]);
  });

  test("in a folder that git does not know reads all, and hands nothing to the readers again", async () => {
    const folder = newFolder(manyFiles());
    const first = await look(worktree(folder));
    const second = await look(worktree(folder), first.next);
    expect(second.asked).toEqual(paths);
    expect(second.tree).toEqual(first.tree);
    expect(second.kept).toBeNull();
  });

  test("of SHA-256 names", async () => {
    const folder = agedRepository(manyFiles(), "--object-format=sha256");
    const first = await look(worktree(folder));
    const second = await look(worktree(folder), first.next);
    expect(second.asked).toEqual([]);
    expect(second.tree).toEqual(first.tree);
  });

  test("looks into nested repositories with their own index", async () => {
    const folder = agedRepository();
    const inner = join(folder, "inner");
    mkdirSync(inner);
    write(inner, { "a.py": 'AutoModel.from_pretrained("acme/inner")\n', "b.py": "b = 1\n" });
    age(inner, "a.py", "b.py");
    git(inner, "init", "--quiet");
    git(inner, "add", "--all");
    git(inner, "commit", "--quiet", "--message", "inner");
    const first = await look(worktree(folder));
    expect(first.asked).toContain("inner/a.py");
    write(inner, { "b.py": "b = 2\n" });
    const second = await look(worktree(folder), first.next);
    expect(second.asked).toEqual(["inner/b.py"]);
    expect(second.tree).toEqual(await lookAnew(worktree(folder)));
  });

  test("of a folder in a repository", async () => {
    const folder = join(agedRepository(), "src");
    const first = await look(worktree(folder));
    const second = await look(worktree(folder), first.next);
    expect(second.asked).toEqual([]);
    expect(second.tree).toEqual(first.tree);
  });
});

describe("files that lie on the disk otherwise than in git", () => {
  const conversions: Readonly<Record<string, (folder: string) => void>> = {
    "a filter that keeps the length": (folder) => {
      write(folder, { ".git/info/attributes": "*.md filter=rot\n" });
      git(folder, "config", "filter.rot.smudge", "tr a-y b-z");
      git(folder, "config", "filter.rot.clean", "tr b-z a-y");
    },
    "a filter that makes them longer": (folder) => {
      write(folder, { ".git/info/attributes": "*.md filter=lfs\n" });
      git(folder, "config", "filter.lfs.smudge", "sed s/apache-2.0/cc-by-nc-4.0/");
      git(folder, "config", "filter.lfs.clean", "sed s/cc-by-nc-4.0/apache-2.0/");
    },
    "ends of lines": (folder) => void git(folder, "config", "core.autocrlf", "true"),
    "an encoding": (folder) => write(folder, { ".git/info/attributes": "*.md working-tree-encoding=UTF-16LE-BOM\n" }),
  };
  test.each(Object.entries(conversions))("%s: the disk counts, and for a commit the blob", async (_, convert) => {
    const folder = agedRepository();
    const commits = await look(commitSource(folder, "HEAD", "."));
    convert(folder);
    rmSync(join(folder, "models/a/README.md"));
    git(folder, "checkout", "--", "models/a/README.md");
    age(folder, "models/a/README.md");
    git(folder, "update-index", "--refresh");
    expect(readFileSync(join(folder, "models/a/README.md"), "utf8")).not.toBe(CARD);
    const onDisk = await look(worktree(folder), commits.next);
    expect(onDisk.tree).toEqual(await lookAnew(worktree(folder)));
    expect(onDisk.asked).toContain("models/a/README.md");
    const again = await look(worktree(folder), onDisk.next);
    expect(again.tree).toEqual(onDisk.tree);
    const committed = await look(commitSource(folder, "HEAD", "."), again.next);
    expect(committed.tree).toEqual(commits.tree);
    expect(committed.asked).toEqual([]);
  });
});

describe("index and commits", () => {
  test("share with the work tree what is the same", async () => {
    const folder = agedRepository();
    const first = await look(worktree(folder));
    write(folder, { "src/m1.py": "x = 1\n", "src/m2.py": "y = 1\n" });
    git(folder, "add", "src/m1.py");
    const index = await look(indexSource(folder, "."), first.next);
    expect(index.asked).toEqual(["src/m1.py"]);
    expect(index.tree).toEqual(await lookAnew(indexSource(folder, ".")));
    const head = await look(commitSource(folder, "HEAD", "."), index.next);
    expect(head.asked).toEqual([]);
    expect(head.tree).toEqual(await lookAnew(commitSource(folder, "HEAD", ".")));
  });

  test("a symbolic link is followed each time", async () => {
    const folder = agedRepository();
    symlinkSync("../src/m1.py", join(folder, "docs/link.py"));
    commit(folder);
    const first = await look(commitSource(folder, "HEAD", "."));
    writeFileSync(join(folder, "src/m1.py"), 'AutoModel.from_pretrained("acme/other")\n');
    commit(folder);
    const second = await look(commitSource(folder, "HEAD", "."), first.next);
    expect(second.asked).toEqual(["docs/link.py", "src/m1.py"]);
    expect(second.tree).toEqual(await lookAnew(commitSource(folder, "HEAD", ".")));
  });

  test("a blob that is not what its name says is believed nowhere else", async () => {
    const liar = agedRepository();
    const honest = agedRepository();
    const name = git(liar, "rev-parse", "HEAD:models/a/README.md").trim();
    const other = git(liar, "hash-object", "-w", "models/b/LICENSE").trim();
    const placeOf = (object: string) => join(liar, ".git/objects", object.slice(0, 2), object.slice(2));
    rmSync(placeOf(name));
    writeFileSync(placeOf(name), readFileSync(placeOf(other)));
    const lie = await look(commitSource(liar, "HEAD", "."));
    expect(lie.tree).not.toEqual(await lookAnew(commitSource(honest, "HEAD", ".")));
    const { tree } = await look(commitSource(honest, "HEAD", "."), lie.next);
    expect(tree).toEqual(await lookAnew(commitSource(honest, "HEAD", ".")));
  });
});

describe("what is kept", () => {
  test("is dropped when much of it was not used", async () => {
    const many = await look(memorySource(manyFiles(400)));
    const few = await look(memorySource(manyFiles(205)), many.next);
    expect([many.kept, few.kept]).toEqual([405, 210]);
    const again = await look(memorySource(manyFiles(205)), few.next);
    expect([again.kept, again.tree]).toEqual([null, few.tree]);
  });

  test("is not dropped for a few files that were not used", async () => {
    const first = await look(memorySource(manyFiles(220)));
    const second = await look(memorySource({ ...manyFiles(205), "src/new.py": "x = 1\n" }), first.next);
    expect(second.kept).toBe(226);
  });

  test("is nothing of small trees", async () => {
    const opened: unknown[] = [];
    const { readFiles } = await import("../../src/reading.ts");
    await readFiles(
      memorySource(manyFiles(20)),
      () => false,
      undefined,
      undefined,
      async (these) => {
        opened.push(these);
        return new Readings(null);
      },
    );
    expect(opened).toEqual([]);
  });
});
