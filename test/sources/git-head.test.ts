import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mayBeInRepository, plainHead } from "../../src/sources/git-head.ts";

let folder = "";
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@localhost", ...args], { cwd: folder, encoding: "utf8" }).trim();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelterms-head-"));
  git("init", "-q", "-b", "main");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function commit(): string {
  git("commit", "-q", "--allow-empty", "-m", "x");
  return git("rev-parse", "HEAD");
}

describe("the commit that HEAD means", () => {
  test("is told from a branch's own file, from below it too", () => {
    const made = commit();
    mkdirSync(join(folder, "a/b"), { recursive: true });
    expect([plainHead(folder), plainHead(join(folder, "a/b"))]).toEqual([made, made]);
  });

  test("is told from packed branches, and from the file again once there is one", () => {
    const packed = commit();
    git("pack-refs", "--all");
    expect(plainHead(folder)).toBe(packed);
    const later = commit();
    expect(later).not.toBe(packed);
    expect(plainHead(folder)).toBe(later);
  });

  test("is told where no branch is checked out, and on a branch with a slash", () => {
    const made = commit();
    git("checkout", "-q", "-b", "feature/one");
    expect(plainHead(folder)).toBe(made);
    git("checkout", "-q", "--detach");
    expect(plainHead(folder)).toBe(made);
  });

  test("is left to git where there is no commit, in a further work tree, and where HEAD is damaged", () => {
    expect(plainHead(folder)).toBeNull();
    commit();
    git("worktree", "add", "-q", join(folder, "second"));
    expect(plainHead(join(folder, "second"))).toBeNull();
    writeFileSync(join(folder, ".git/HEAD"), "ref: ../../etc/passwd\n");
    expect(plainHead(folder)).toBeNull();
  });
});

describe("git need not be asked", () => {
  test("where no folder above has a repository, and nowhere else", () => {
    mkdirSync(join(folder, "a/b"), { recursive: true });
    git("init", "-q", "--bare", "bare.git");
    const outside = mkdtempSync(join(tmpdir(), "modelterms-outside-"));
    symlinkSync(join(folder, "a"), join(outside, "link"));
    git("init", "-q", "--separate-git-dir", join(outside, "elsewhere"), "separate");
    const places = [folder, join(folder, "a/b"), join(folder, "bare.git"), join(folder, "separate"), join(outside, "link/b")];
    expect(places.map(mayBeInRepository)).toEqual(places.map(() => true));
    expect(mayBeInRepository(outside)).toBe(false);
    rmSync(outside, { recursive: true });
  });
});
