import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SourceError } from "../../src/sources/source.ts";
import { worktreeSource } from "../../src/sources/worktree.ts";
import { commit, git, newFolder, newRepository, write } from "../harness/folders.ts";
import { readAll } from "../harness/reading.ts";

const read = (folder: string) => readAll(worktreeSource(folder, "."));
const isRoot = process.getuid?.() === 0;

describe("a repository", () => {
  test("gives tracked and untracked files, not the ignored ones, as they lie on disk", async () => {
    const folder = newRepository({ ".gitignore": "*.log\nbuild/\n", "README.md": "old", "a/b.txt": "b" });
    write(folder, {
      "README.md": "new",
      "untracked.txt": "u",
      "x.log": "log",
      "build/out.md": "out",
      "a/.gitignore": "c.txt\n",
      "a/c.txt": "c",
    });
    const { files, problems } = await read(folder);
    expect(files).toEqual({
      ".gitignore": "*.log\nbuild/\n",
      "README.md": "new",
      "a/b.txt": "b",
      "untracked.txt": "u",
      "a/.gitignore": "c.txt\n",
    });
    expect(problems).toEqual([]);
  });

  test("gives a tracked file that is ignored by now", async () => {
    const folder = newRepository({ "x.log": "log" });
    write(folder, { ".gitignore": "*.log\n" });
    expect((await read(folder)).files["x.log"]).toBe("log");
  });

  test("leaves deleted files out, without a problem", async () => {
    const folder = newRepository({ "a.txt": "a", "b.txt": "b", "c/d.txt": "d" });
    rmSync(join(folder, "b.txt"));
    rmSync(join(folder, "c"), { recursive: true });
    const { files, problems } = await read(folder);
    expect(Object.entries(files).filter(([, text]) => text !== null)).toEqual([["a.txt", "a"]]);
    expect(problems).toEqual([]);
  });

  test("lists a folder that took the place of a file", async () => {
    const folder = newRepository({ a: "file" });
    rmSync(join(folder, "a"));
    write(folder, { "a/b": "inside" });
    expect((await read(folder)).files["a/b"]).toBe("inside");
  });

  test("lists only what lies below a folder of it", async () => {
    const folder = newRepository({ "a/one.txt": "1", "b/two.txt": "2" });
    expect((await read(join(folder, "a"))).files).toEqual({ "one.txt": "1" });
  });

  test("lists all of a folder that it ignores, when that is the target", async () => {
    const folder = newRepository({ ".gitignore": "out/\n", "a.txt": "a" });
    write(folder, { "out/one.txt": "1", "out/deep/two.txt": "2" });
    expect((await read(join(folder, "out"))).files).toEqual({ "one.txt": "1", "deep/two.txt": "2" });
  });

  test("without any commit gives its untracked files", async () => {
    const folder = newFolder({ "a.txt": "a" });
    git(folder, "init", "--quiet");
    expect((await read(folder)).files).toEqual({ "a.txt": "a" });
    expect(await worktreeSource(folder, ".").revision()).toBeNull();
  });

  test("of no files is empty", async () => {
    const folder = newRepository();
    expect((await read(folder)).paths).toEqual([]);
  });

  test("that is a linked worktree (a .git file) is one", async () => {
    const folder = newRepository({ "a.txt": "main", ".gitignore": "*.log\n" });
    const other = join(newFolder(), "linked");
    git(folder, "worktree", "add", "--quiet", "-b", "side", other);
    write(other, { "a.txt": "side", "x.log": "log" });
    expect((await read(other)).files).toEqual({ "a.txt": "side", ".gitignore": "*.log\n" });
  });

  test("tells the commit it stands at", async () => {
    const folder = newRepository({ a: "1" });
    expect(await worktreeSource(folder, ".").revision()).toBe(git(folder, "rev-parse", "HEAD").trim());
  });

  test("with an unmerged file gives the one on disk, once", async () => {
    const folder = newRepository({ a: "base\n" });
    git(folder, "checkout", "--quiet", "-b", "side");
    write(folder, { a: "theirs\n" });
    commit(folder);
    git(folder, "checkout", "--quiet", "main");
    write(folder, { a: "ours\n" });
    commit(folder);
    expect(() => git(folder, "merge", "--quiet", "side")).toThrow();
    const { paths, files } = await read(folder);
    expect(paths).toEqual(["a"]);
    expect(files["a"]).toContain("<<<<<<<");
  });

  test("lists the files of a checked-out submodule, honoring its own .gitignore", async () => {
    const inner = newRepository({ ".gitignore": "*.log\n", "model/README.md": "inner" });
    const folder = newRepository({ "a.txt": "a" });
    git(folder, "submodule", "--quiet", "add", inner, "sub");
    commit(folder);
    write(folder, { "sub/x.log": "log", "sub/new.txt": "new" });
    const { files } = await read(folder);
    expect(files).toMatchObject({ "a.txt": "a", "sub/model/README.md": "inner", "sub/new.txt": "new" });
    expect(Object.keys(files)).not.toContain("sub/x.log");
  });

  test("says of a submodule that is not checked out that it was not read", async () => {
    const inner = newRepository({ "model/README.md": "inner" });
    const folder = newRepository({ "a.txt": "a" });
    git(folder, "submodule", "--quiet", "add", inner, "sub");
    commit(folder);
    const clone = join(newFolder(), "clone");
    git(folder, "clone", "--quiet", folder, clone);
    const { files, problems } = await read(clone);
    expect(Object.keys(files)).not.toContain("sub/model/README.md");
    expect(
      problems.some(({ location }) => location.path === "sub"),
      "a problem at sub",
    ).toBe(true);
  });

  test("lists a repository that lies in it untracked", async () => {
    const folder = newRepository({ "a.txt": "a" });
    write(folder, { "nested/b.txt": "b", "nested/.gitignore": "c.txt\n", "nested/c.txt": "c" });
    git(join(folder, "nested"), "init", "--quiet");
    expect((await read(folder)).paths).toEqual(["a.txt", "nested/.gitignore", "nested/b.txt"]);
  });

  test("whose settings name a program does not have it run", async () => {
    const folder = newRepository({ "a.txt": "a" });
    const trap = join(folder, "trap.sh");
    writeFileSync(trap, `#!/bin/sh\ntouch '${folder}/sprung'\n`);
    chmodSync(trap, 0o755);
    git(folder, "config", "core.fsmonitor", trap);
    const { paths } = await read(folder);
    expect(paths).not.toContain("sprung");
    expect((await read(folder)).paths).not.toContain("sprung");
  });
});

describe("a folder without git", () => {
  test("gives all of its files", async () => {
    const folder = newFolder({ "README.md": "r", "a/b/c.txt": "c", ".hidden/d": "d" });
    expect((await read(folder)).files).toEqual({ "README.md": "r", "a/b/c.txt": "c", ".hidden/d": "d" });
    expect(await worktreeSource(folder, ".").revision()).toBeNull();
  });

  test("honors its .gitignore files", async () => {
    const ignored = { ".gitignore": "*.log\n!keep.log\n/top\nbuild/\n", "a/.gitignore": "secret\n!x.log\n" };
    const folder = newFolder({
      ...ignored,
      "x.log": "1",
      "keep.log": "2",
      top: "3",
      "a/top": "4",
      "build/b": "5",
      "a/secret": "6",
      "a/x.log": "7",
    });
    expect((await read(folder)).paths).toEqual([".gitignore", "a/.gitignore", "a/top", "a/x.log", "keep.log"]);
  });

  test("whose .git is broken is read as a folder", async () => {
    const folder = newFolder({ "a.txt": "a", ".git": "gitdir: /nowhere/at/all\n" });
    expect((await read(folder)).paths).toEqual(["a.txt"]);
  });

  test("that does not exist is a mistake told in words", async () => {
    await expect(read("/nonexistent/folder")).rejects.toThrow(SourceError);
    await expect(read("/nonexistent/folder")).rejects.toThrow(/no folder "\/nonexistent\/folder"; name an existing one/);
    const folder = newFolder({ "a.txt": "a" });
    await expect(read(join(folder, "a.txt"))).rejects.toThrow(/no folder/);
  });
});

describe.each(["with git", "without git"])("names and kinds of files, %s", (kind) => {
  const folderWith = (files: Readonly<Record<string, string | Uint8Array>>) =>
    kind === "with git" ? newRepository(files) : newFolder(files);

  test("spaces, quotes, newlines, a leading dash and letters of other scripts", async () => {
    const names = ["a b.txt", "it's.txt", 'say "hi".txt', "two\nlines.txt", "-dash", "tab\there", "模型/README.md", "é.txt", "back\\slash"];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, name])));
    const { files } = await read(folder);
    expect(files).toEqual(Object.fromEntries(names.map((name) => [name, name])));
  });

  test("bytes that are not UTF-8 are shown, and different names stay different", async () => {
    const folder = folderWith({});
    for (const byte of [0xe9, 0xff]) {
      const path = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([byte]), Buffer.from(".md")]);
      writeFileSync(path, `byte ${byte}`);
    }
    expect((await read(folder)).files).toEqual({ "caf\\xe9.md": "byte 233", "caf\\xff.md": "byte 255" });
  });

  test("names in odd case keep it", async () => {
    const folder = folderWith({ "readme.MD": "1", "License.TXT": "2", "README.md": "3" });
    expect((await read(folder)).files).toEqual({ "readme.MD": "1", "License.TXT": "2", "README.md": "3" });
  });

  test("empty files are read, and the size is the whole file's", async () => {
    const folder = folderWith({ empty: "", long: "x".repeat(5000) });
    expect((await read(folder)).files["empty"]).toBe("");
    const source = worktreeSource(folder, ".");
    const entry = (await source.list()).entries.find(({ path }) => path === "long");
    if (entry === undefined) throw new Error("not listed");
    for await (const answer of source.read([{ entry, limit: 10 }])) {
      expect(answer).toMatchObject({ content: { size: 5000, path: "long" } });
      if ("content" in answer) expect(answer.content.bytes).toHaveLength(10);
    }
  });

  test("symbolic links inside are followed, links out of the root, to nothing and in a circle are problems", async () => {
    const outside = newFolder({ "secret.txt": "secret" });
    const folder = folderWith({ "real/README.md": "real" });
    symlinkSync("real/README.md", join(folder, "inside.md"));
    symlinkSync(join(outside, "secret.txt"), join(folder, "outside.md"));
    symlinkSync("../../../../../../../../etc/hostname", join(folder, "climbing.md"));
    symlinkSync("nowhere", join(folder, "dangling.md"));
    symlinkSync("circle-b.md", join(folder, "circle-a.md"));
    symlinkSync("circle-a.md", join(folder, "circle-b.md"));
    const { files, problems } = await read(folder);
    expect(files["inside.md"]).toBe("real");
    expect(files["outside.md"]).toBeNull();
    expect(files["climbing.md"]).toBeNull();
    expect(files["dangling.md"]).toBeNull();
    const said = problems.map(({ location, incomplete }) => `${location.path}${incomplete === true ? " incomplete" : ""}`).sort();
    expect(said).toEqual(["circle-a.md", "circle-b.md", "climbing.md", "dangling.md", "outside.md"]);
  });

  test("a link to a folder is not walked, inside or outside", async () => {
    const outside = newFolder({ "secret.txt": "secret" });
    const folder = folderWith({ "real/README.md": "real" });
    symlinkSync(outside, join(folder, "out"));
    symlinkSync("real", join(folder, "in"));
    symlinkSync(".", join(folder, "self"));
    const { files } = await read(folder);
    expect(Object.values(files)).not.toContain("secret");
    expect(Object.keys(files).filter((path) => files[path] === "real")).toEqual(["real/README.md"]);
  });

  test("a file below a folder that became a link out of the root is not read", async () => {
    const folder = folderWith({ "a/secret.txt": "ours" });
    const outside = newFolder({ "secret.txt": "theirs" });
    const source = worktreeSource(folder, ".");
    const { entries } = await source.list();
    renameSync(join(folder, "a"), join(newFolder(), "away"));
    symlinkSync(outside, join(folder, "a"));
    for await (const answer of source.read(entries.map((entry) => ({ entry, limit: 100 })))) {
      expect("content" in answer ? Buffer.from(answer.content.bytes).toString() : "").not.toBe("theirs");
    }
  });

  test("a Git LFS pointer is given as it is", async () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n";
    const folder = folderWith({ "model.safetensors": pointer });
    expect((await read(folder)).files).toEqual({ "model.safetensors": pointer });
  });

  test("a pipe is not opened", async () => {
    const folder = folderWith({ a: "a" });
    execFileSync("mkfifo", [join(folder, "pipe.md")]);
    const { files, problems } = await read(folder);
    expect(files["a"]).toBe("a");
    if (Object.hasOwn(files, "pipe.md")) expect(problems.map(({ location }) => location.path)).toEqual(["pipe.md"]);
  });

  test.skipIf(isRoot)("a file that cannot be read makes the scan incomplete (skipped for root, who reads everything)", async () => {
    const folder = folderWith({ a: "a", b: "b" });
    chmodSync(join(folder, "b"), 0);
    const { files, problems } = await read(folder);
    expect(files).toEqual({ a: "a", b: null });
    expect(problems).toMatchObject([{ location: { path: "b" }, incomplete: true }]);
  });

  test("a tree that is very deep is cut with a problem, or listed", async () => {
    const folder = folderWith({});
    let path = folder;
    for (let depth = 0; depth < 80; depth += 1) path = join(path, "d");
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "README.md"), "deep");
    const { files, problems } = await read(folder);
    const found = Object.values(files).includes("deep");
    expect(found || problems.some(({ incomplete }) => incomplete === true)).toBe(true);
  });
});
