import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commitSource, indexSource } from "../../src/sources/git-tree.ts";
import { SourceError } from "../../src/sources/source.ts";
import { commit, git, newFolder, newRepository, write } from "../harness/folders.ts";
import { readAll } from "../harness/reading.ts";

const readIndex = (folder: string) => readAll(indexSource(folder, "."));
const readCommit = (folder: string, revision: string) => readAll(commitSource(folder, revision, "."));

describe("the index", () => {
  test("gives what is staged, whatever lies on disk", async () => {
    const folder = newRepository({ "a.txt": "committed", "b.txt": "b", "c.txt": "c" });
    write(folder, { "a.txt": "staged", "new.txt": "new" });
    git(folder, "add", "--all");
    git(folder, "rm", "--quiet", "--cached", "c.txt");
    write(folder, { "a.txt": "working", "b.txt": "working", "untracked.txt": "u" });
    expect((await readIndex(folder)).files).toEqual({ "a.txt": "staged", "b.txt": "b", "new.txt": "new" });
  });

  test("of an unmerged file gives our side, with a problem", async () => {
    const folder = newRepository({ a: "base\n" });
    git(folder, "checkout", "--quiet", "-b", "side");
    write(folder, { a: "theirs\n" });
    commit(folder);
    git(folder, "checkout", "--quiet", "main");
    write(folder, { a: "ours\n" });
    commit(folder);
    expect(() => git(folder, "merge", "--quiet", "side")).toThrow();
    const { files, problems } = await readIndex(folder);
    expect(files).toEqual({ a: "ours\n" });
    expect(problems).toMatchObject([{ location: { path: "a" } }]);
  });

  test("of a file that we deleted and they changed tells of it", async () => {
    const folder = newRepository({ a: "base\n", b: "b" });
    git(folder, "checkout", "--quiet", "-b", "side");
    write(folder, { a: "theirs\n" });
    commit(folder);
    git(folder, "checkout", "--quiet", "main");
    git(folder, "rm", "--quiet", "a");
    commit(folder);
    expect(() => git(folder, "merge", "--quiet", "side")).toThrow();
    const { files, problems } = await readIndex(folder);
    expect(files["b"]).toBe("b");
    expect(problems.map(({ location }) => location.path)).toEqual(["a"]);
  });

  test("follows a link to a file of the tree by what is staged, and no other link", async () => {
    const folder = newRepository({ "real/a.md": "committed" });
    symlinkSync("real/a.md", join(folder, "inside.md"));
    symlinkSync("/etc/hostname", join(folder, "outside.md"));
    symlinkSync("../../etc/hostname", join(folder, "climbing.md"));
    symlinkSync("nowhere", join(folder, "dangling.md"));
    symlinkSync("inside.md", join(folder, "twice.md"));
    symlinkSync("round.md", join(folder, "round.md"));
    write(folder, { "real/a.md": "staged" });
    git(folder, "add", "--all");
    write(folder, { "real/a.md": "working" });
    const { files, problems } = await readIndex(folder);
    expect(files["inside.md"]).toBe("staged");
    expect(files["twice.md"], "a link to a link").toBe("staged");
    for (const path of ["outside.md", "climbing.md", "dangling.md", "round.md"]) expect(files[path], path).toBeNull();
    expect(problems.map(({ location }) => location.path).sort()).toEqual(["climbing.md", "dangling.md", "outside.md", "round.md"]);
  });

  test("of a repository without a commit is what is staged", async () => {
    const folder = newFolder({ "a.txt": "a", "b.txt": "b" });
    git(folder, "init", "--quiet");
    git(folder, "add", "a.txt");
    expect((await readIndex(folder)).files).toEqual({ "a.txt": "a" });
  });

  test("of a folder in the repository is what is staged there", async () => {
    const folder = newRepository({ "a/one.txt": "1", "b/two.txt": "2" });
    expect((await readIndex(join(folder, "a"))).files).toEqual({ "one.txt": "1" });
  });

  test("says of a submodule that its files are another repository's", async () => {
    const inner = newRepository({ "model/README.md": "inner" });
    const folder = newRepository({ "a.txt": "a" });
    git(folder, "submodule", "--quiet", "add", inner, "sub");
    const { paths, problems } = await readIndex(folder);
    expect(paths).toEqual([".gitmodules", "a.txt"]);
    expect(problems).toMatchObject([{ location: { path: "sub" } }]);
  });

  test("of a linked worktree is its own", async () => {
    const folder = newRepository({ "a.txt": "main" });
    const other = join(newFolder(), "linked");
    git(folder, "worktree", "add", "--quiet", "-b", "side", other);
    write(other, { "a.txt": "side" });
    git(other, "add", "--all");
    expect((await readIndex(other)).files).toEqual({ "a.txt": "side" });
    expect((await readIndex(folder)).files).toEqual({ "a.txt": "main" });
  });

  test("without a repository is a mistake told in words", async () => {
    await expect(readIndex(newFolder({ a: "a" }))).rejects.toThrow(SourceError);
  });
});

describe("a commit", () => {
  test("gives its files, whatever is staged or on disk", async () => {
    const folder = newRepository({ "a.txt": "first", "gone.txt": "gone" });
    const first = git(folder, "rev-parse", "HEAD").trim();
    git(folder, "rm", "--quiet", "gone.txt");
    write(folder, { "a.txt": "second" });
    commit(folder);
    expect((await readCommit(folder, first)).files).toEqual({ "a.txt": "first", "gone.txt": "gone" });
    expect((await readCommit(folder, "HEAD~1")).files["a.txt"]).toBe("first");
    expect(await commitSource(folder, "main", ".").revision()).toBe(git(folder, "rev-parse", "HEAD").trim());
  });

  test("of a folder in the repository gives what lay there, by the same paths as the other sources", async () => {
    const folder = newRepository({ "a/one.txt": "1", "b/two.txt": "2" });
    expect((await readCommit(join(folder, "a"), "HEAD")).files).toEqual({ "one.txt": "1" });
  });

  test.each(["no-such-branch", "--help", "-x", "", "HEAD:a.txt", "HEAD^{tree}"])(
    "%j that is none is a mistake told in words",
    async (revision) => {
      const folder = newRepository({ "a.txt": "a" });
      await expect(readCommit(folder, revision)).rejects.toThrow(SourceError);
      await expect(readCommit(folder, revision)).rejects.toThrow(JSON.stringify(revision));
    },
  );

  test("gives names with quotes, newlines, and bytes that are not UTF-8, by the same paths as the worktree", async () => {
    const folder = newRepository({ 'say "hi".md': "1", "two\nlines.md": "2", "é.md": "3" });
    const blob = git(folder, "rev-parse", "HEAD:é.md").trim();
    const record = Buffer.concat([Buffer.from(`100644 ${blob} 0\tcaf`), Buffer.from([0xe9]), Buffer.from(".md\0")]);
    const { execFileSync } = await import("node:child_process");
    execFileSync("git", ["update-index", "-z", "--index-info"], { cwd: folder, input: record });
    git(folder, "commit", "--quiet", "--message", "odd");
    expect((await readCommit(folder, "HEAD")).files).toEqual({ 'say "hi".md': "1", "two\nlines.md": "2", "é.md": "3", "caf\\xe9.md": "3" });
  });

  test("gives empty files, large files in part, and the sizes", async () => {
    const folder = newRepository({ empty: "", long: "x".repeat(200_000), last: "end" });
    const source = commitSource(folder, "HEAD", ".");
    const { entries } = await source.list();
    const sizes: Record<string, readonly [number, number | null]> = {};
    for await (const answer of source.read(entries.map((entry) => ({ entry, limit: 100 })))) {
      if ("content" in answer) sizes[answer.entry.path] = [answer.content.bytes.length, answer.content.size];
    }
    expect(sizes).toEqual({ empty: [0, 0], last: [3, 3], long: [100, 200_000] });
  });

  test("whose objects are missing is incomplete", async () => {
    const folder = newRepository({ "a.txt": "a", "b.txt": "b" });
    const blob = git(folder, "rev-parse", "HEAD:a.txt").trim();
    const { rmSync } = await import("node:fs");
    rmSync(join(folder, ".git/objects", blob.slice(0, 2), blob.slice(2)));
    const { files, problems } = await readCommit(folder, "HEAD");
    expect(files).toEqual({ "a.txt": null, "b.txt": "b" });
    expect(problems).toMatchObject([{ location: { path: "a.txt" }, incomplete: true }]);
  });
});
