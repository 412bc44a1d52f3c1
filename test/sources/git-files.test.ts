import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { plainRepository, readLooseBlob } from "../../src/sources/git-files.ts";
import { readIndex } from "../../src/sources/git-index.ts";
import { indexSource } from "../../src/sources/git-tree.ts";
import { commit, git, newFolder, newRepository, write } from "../harness/folders.ts";
import { cases } from "../harness/properties.ts";

afterEach(() => vi.unstubAllEnvs());

/** The index as its file says it, in the form of `git ls-files --stage`; null where it is left to git. */
function read(folder: string): string | null {
  const plain = plainRepository(folder);
  const index = plain === null ? null : readIndex(plain);
  if (index === null) return null;
  const numbers = Array.from({ length: index.length }, (_, number) => number);
  return numbers
    .map(
      (one) =>
        `${index.mode(one).toString(8).padStart(6, "0")} ${index.object(one)} ${index.stage(one)}\t${index.path(one).toString("utf8")}\0`,
    )
    .join("");
}

const told = (folder: string) => git(folder, "ls-files", "--stage", "-z");

describe("the index is read as git reads it", () => {
  const changes: Readonly<Record<string, (folder: string) => unknown>> = {
    "files, programs and links": (folder) => {
      write(folder, { "b/ä ö.txt": "1", "a\nb": "2", "z.sh": "3" });
      symlinkSync("z.sh", join(folder, "link"));
      git(folder, "add", "--all");
      git(folder, "update-index", "--chmod=+x", "z.sh");
    },
    "a path longer than its length can be told": (folder) => {
      git(folder, "update-index", "--add", "--cacheinfo", `100644,${"a".repeat(40)},${`${"p".repeat(250)}/`.repeat(18)}x`);
    },
    "a file that is to be added": (folder) => {
      write(folder, { later: "x" });
      git(folder, "add", "--intent-to-add", "later");
    },
    "files that are not looked at": (folder) => {
      git(folder, "update-index", "--skip-worktree", "README.md");
      git(folder, "update-index", "--assume-unchanged", "README.md");
    },
    "a submodule": (folder) => git(folder, "update-index", "--add", "--cacheinfo", `160000,${"b".repeat(40)},sub`),
    "an unmerged path": (folder) => {
      for (const [branch, text] of [
        ["one", "1"],
        ["two", "2"],
      ] as const) {
        git(folder, "checkout", "-q", "-b", branch, "main");
        write(folder, { "README.md": text });
        commit(folder);
      }
      expect(() => git(folder, "merge", "one")).toThrow();
      expect(told(folder)).toContain(" 2\t");
    },
    "a checksum that is left out": (folder) => git(folder, "-c", "index.skipHash=true", "read-tree", "HEAD"),
    "a checksum that does not fit, which git does not count again": (folder) => {
      const place = join(folder, ".git/index");
      const bytes = readFileSync(place);
      bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
      writeFileSync(place, bytes);
    },
    "nothing in it": (folder) => git(folder, "rm", "-q", "--cached", "README.md"),
  };

  test.each(Object.entries(changes))("with %s", (_, change) => {
    const folder = newRepository({ "README.md": "# One\n" });
    change(folder);
    expect(read(folder)).toBe(told(folder));
  });

  test("whatever the paths", () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9 äß]{1,70}$/).filter((text) => text.trim() === text);
    const paths = fc.uniqueArray(fc.array(part, { minLength: 1, maxLength: 4 }), {
      maxLength: 20,
      selector: ([first]) => first?.toLowerCase(),
    });
    const folder = newRepository();
    fc.assert(
      fc.property(paths, (all) => {
        git(folder, "read-tree", "--empty");
        for (const one of all) git(folder, "update-index", "--add", "--cacheinfo", `100644,${"c".repeat(40)},${one.join("/")}`);
        expect(read(folder) ?? "").toBe(told(folder));
        const plain = plainRepository(folder);
        const index = plain === null ? null : readIndex(plain);
        for (let number = 0; number < (index?.length ?? 0); number += 1) expect(index?.find(index.path(number))).toBe(number);
        for (const one of ["", "zz/z", "-"]) expect(index?.find(Buffer.from(one)) ?? null).toBeNull();
      }),
      cases(15),
    );
  });
});

describe("left to git is", () => {
  const changes: Readonly<Record<string, (folder: string) => unknown>> = {
    "an index of version 4": (folder) => git(folder, "update-index", "--index-version=4"),
    "a split index": (folder) => git(folder, "update-index", "--split-index"),
    "a sparse index": (folder) => git(folder, "sparse-checkout", "set", "--cone", "--sparse-index", "b"),
    "an index that is cut short": (folder) => truncateSync(join(folder, ".git/index"), 100),
    "a repository with extensions": (folder) => git(folder, "config", "extensions.worktreeConfig", "true"),
    "a repository that includes a configuration": (folder) => git(folder, "config", "include.path", "other"),
    "a repository whose work tree is elsewhere": (folder) => git(folder, "config", "core.worktree", "../elsewhere"),
    "no index": (folder) => rmSync(join(folder, ".git/index")),
    "no repository": (folder) => rmSync(join(folder, ".git/HEAD")),
  };

  test.each(Object.entries(changes))("%s", (_, change) => {
    const folder = newRepository({ "README.md": "# One\n", "b/c": "2" });
    expect(read(folder)).not.toBeNull();
    change(folder);
    expect(read(folder)).toBeNull();
  });

  test("a repository of longer hashes, a linked work tree, a folder inside", () => {
    const long = newFolder({ "README.md": "1" });
    git(long, "init", "-q", "--object-format=sha256");
    commit(long);
    const folder = newRepository({ "a/b": "1" });
    const linked = join(newFolder(), "linked");
    git(folder, "worktree", "add", "-q", linked);
    for (const one of [long, linked, join(folder, "a")]) expect(plainRepository(one)).toBeNull();
  });

  test.each([
    ["GIT_DIR", "/nowhere/.git"],
    ["GIT_WORK_TREE", "."],
    ["GIT_OBJECT_DIRECTORY", "objects"],
    ["GIT_COMMON_DIR", ".git"],
  ])("what %s names", (name, value) => {
    const folder = newRepository({ "a/b": "1" });
    vi.stubEnv(name, value);
    expect(plainRepository(folder)).toBeNull();
  });

  test("and the index is the one that GIT_INDEX_FILE names, as in a hook of a partial commit", () => {
    const folder = newRepository({ "a/b": "1" });
    const before = read(folder);
    writeFileSync(join(folder, ".git/next"), readFileSync(join(folder, ".git/index")));
    write(folder, { new: "1" });
    commit(folder);
    expect(read(folder)).not.toBe(before);
    vi.stubEnv("GIT_INDEX_FILE", ".git/next");
    expect(read(folder)).toBe(before);
    vi.stubEnv("GIT_INDEX_FILE", join(folder, ".git/next"));
    expect(read(folder)).toBe(before);
  });
});

describe("a blob in a file of its own", () => {
  test.each([["short"], [""], ["\0binary\0"], ["x".repeat(300_000)]])("is read whole", (text) => {
    const folder = newRepository({ file: text });
    const plain = plainRepository(folder);
    const object = git(folder, "rev-parse", "HEAD:file").trim();
    expect(plain === null ? null : readLooseBlob(plain, object)?.toString("latin1")).toBe(text);
  });

  test("is not taken from a spoiled file, a pack, or another kind of object", async () => {
    const folder = newRepository({ file: "one", other: "two" });
    const plain = plainRepository(folder) ?? { index: "", objects: "" };
    const [one = "", two = "", tree = ""] = ["HEAD:file", "HEAD:other", "HEAD^{tree}"].map((name) => git(folder, "rev-parse", name).trim());
    expect(readLooseBlob(plain, tree)).toBeNull();
    const place = (object: string) => join(plain.objects, object.slice(0, 2), object.slice(2));
    const bytes = readFileSync(place(one));
    rmSync(place(one));
    for (const at of [0, 8, bytes.length - 1]) {
      writeFileSync(place(one), Buffer.from(bytes).fill((bytes[at] ?? 0) ^ 1, at, at + 1));
      expect(readLooseBlob(plain, one)).toBeNull();
    }
    writeFileSync(place(one), bytes.subarray(0, bytes.length - 5));
    expect(readLooseBlob(plain, one)).toBeNull();
    rmSync(place(two));
    mkdirSync(place(two));
    expect(readLooseBlob(plain, two)).toBeNull();
    const packed = newRepository({ file: "one" });
    git(packed, "gc", "-q");
    const object = git(packed, "rev-parse", "HEAD:file").trim();
    expect(readLooseBlob(plainRepository(packed) ?? plain, object)).toBeNull();
    expect(await contents(packed)).toEqual({ file: "one" });
  });

  test("stands beside packed and missing ones, each in its turn", async () => {
    const folder = newRepository(Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, `text ${name}`])));
    git(folder, "gc", "-q");
    write(folder, { b: "new b", d: "new d" });
    appendFileSync(join(folder, "e"), "!");
    git(folder, "add", "--all");
    const object = git(folder, "rev-parse", ":d").trim();
    rmSync(join(folder, ".git/objects", object.slice(0, 2), object.slice(2)));
    expect(await contents(folder)).toEqual({ a: "text a", b: "new b", c: "text c", d: null, e: "text e!" });
    expect(existsSync(join(folder, ".git/objects/pack")) && readdirSync(join(folder, ".git/objects/pack")).length).toBeGreaterThan(0);
  });
});

test.each([["loose"], ["packed"]])("an object that is replaced in this clone alone is what is committed: %s", async (kept) => {
  const folder = newRepository({ "README.md": "one" });
  git(folder, "replace", git(folder, "rev-parse", "HEAD:README.md").trim(), writtenObject(folder, "other"));
  if (kept === "packed") {
    git(folder, "repack", "-adq");
    git(folder, "pack-refs", "--all", "--prune");
    rmSync(join(folder, ".git/refs/replace"), { recursive: true, force: true });
  }
  expect(git(folder, "show", ":README.md")).toBe("other");
  expect(await contents(folder)).toEqual({ "README.md": "one" });
});

function writtenObject(folder: string, text: string): string {
  write(folder, { other: text });
  const object = git(folder, "hash-object", "-w", "other").trim();
  rmSync(join(folder, "other"));
  return object;
}

/** The staged files with their texts; null where one could not be read. */
async function contents(folder: string): Promise<Readonly<Record<string, string | null>>> {
  const source = indexSource(folder, ".");
  const { entries } = await source.list();
  const found: Record<string, string | null> = {};
  for await (const answer of source.read(entries.map((entry) => ({ entry, limit: 100 }))))
    found[answer.entry.path] = "content" in answer ? Buffer.from(answer.content.bytes).toString("utf8") : null;
  return found;
}
