import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../../src/limits.ts";
import { walk } from "../../src/sources/folder.ts";
import { isIgnored, parseIgnores } from "../../src/sources/gitignore.ts";
import { newFolder } from "../harness/folders.ts";
import { cases } from "../harness/properties.ts";

const PATHS = [
  "a",
  "b.md",
  "a.md",
  "x/a",
  "x/y/a.md",
  "x/y/z/b",
  "A.MD",
  "é.md",
  "x/[a]",
  "x/a b ",
  "!a",
  "#a",
  "x/y\\z",
  "-",
  "d/e/f/g/a",
];

/** What git lists there with a folder of its own elsewhere. */
function listedByGit(folder: string, repository: string): readonly string[] {
  const output = execFileSync(
    "git",
    [
      "--git-dir",
      `${repository}/.git`,
      "--work-tree",
      folder,
      "ls-files",
      "-z",
      "-o",
      "-X",
      "/dev/null",
      "--exclude-per-directory=.gitignore",
    ],
    {
      cwd: folder,
    },
  );
  return output
    .toString("latin1")
    .split("\0")
    .filter((path) => path !== "")
    .sort();
}

const word = fc.constantFrom(
  ..."a b x y z d e A * ** *** ? / // [a-c] [!a] [^b] [] [a []a] [[:alpha:]] [[:nope:]] [z-a] [a-] [a\\]b] \\ \\* \\[ \\! \\# \\/ ! # .md .* é - ~".split(
    " ",
  ),
  " ",
  "\\ ",
  "\t",
);
const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(""));
const file = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n"));

test("folders are listed as git lists them, whatever their .gitignore says", () => {
  const repository = newFolder({ empty: "" });
  execFileSync("git", ["init", "-q", repository]);
  const property = fc.property(file, fc.option(file), fc.constantFrom("\n", "\r\n"), (outer, inner, end) => {
    const rules = { ".gitignore": outer.replaceAll("\n", end), ...(inner === null ? {} : { "x/.gitignore": inner }) };
    const folder = newFolder({ ...Object.fromEntries(PATHS.map((path) => [path, ""])), ...rules });
    const walked = walk(folder);
    expect(walked.problems).toEqual([]);
    expect(walked.paths.map((path) => path.toString("latin1")).sort()).toEqual(listedByGit(folder, repository));
  });
  fc.assert(property, cases(100));
});

test.each([
  ["stars between letters", `${"a*".repeat(200)}b`, "a".repeat(255)],
  ["folders of any depth", `${"**/a*/".repeat(100)}b`, `${"a/".repeat(100)}c`],
  ["stars in brackets' company", `${"*[a-z]".repeat(200)}1`, "a".repeat(255)],
])("no pattern takes long: %s", (_name, pattern, path) => {
  expect(isIgnored(parseIgnores(pattern), path, false)).toBeNull();
});

describe("a .gitignore that is not applied", () => {
  test("a pipe, a folder and a link are none", () => {
    const folder = newFolder({ "pipe/a.md": "", "folder/.gitignore/a.md": "", "link/a.md": "", "link/rules": "*.md\n" });
    execFileSync("mkfifo", [`${folder}/pipe/.gitignore`]);
    symlinkSync("rules", `${folder}/link/.gitignore`);
    const { paths, problems } = walk(folder);
    expect(problems).toEqual([]);
    expect(paths.map(String).filter((path) => path.endsWith(".md"))).toEqual(["folder/.gitignore/a.md", "link/a.md", "pipe/a.md"]);
  });

  test("at the limit it is, beyond it makes the scan incomplete", () => {
    const read = (size: number) => walk(newFolder({ "a/x.md": "", "a/.gitignore": `*.md\n${"#".repeat(size - 5)}` }));
    expect(read(limits.ignoreBytes)).toEqual({ paths: [Buffer.from("a/.gitignore")], problems: [] });
    expect(read(limits.ignoreBytes + 1)).toEqual({
      paths: [Buffer.from("a/.gitignore"), Buffer.from("a/x.md")],
      problems: [
        {
          message: "larger than 1 MB: what it excludes is scanned as well",
          location: { path: "a/.gitignore", line: null, column: null },
          incomplete: true,
        },
      ],
    });
  });
});
