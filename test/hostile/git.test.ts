import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { git, newFolder, newRepository } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";

const CARD = "---\nlicense: mit\n---\n\n# Card\n";
const WAYS = [[], ["--staged"], ["--since", "HEAD"]] as const;

/** A repository whose configuration runs a program wherever git lets it; the program leaves a file behind. */
function trap(): { readonly folder: string; readonly sprung: () => readonly string[] } {
  const outside = newFolder();
  const program = join(outside, "program.sh");
  writeFileSync(program, `#!/bin/sh\ntouch "${outside}/sprung-$1"\ncat\n`);
  chmodSync(program, 0o755);
  const folder = newRepository({ "README.md": CARD, LICENSE: "MIT\n", ".gitattributes": "* filter=evil diff=evil\n" });
  const settings: Readonly<Record<string, string>> = {
    "core.fsmonitor": `${program} fsmonitor`,
    "core.sshCommand": `${program} ssh`,
    "core.pager": `${program} pager`,
    "core.askPass": `${program} askpass`,
    "core.hooksPath": outside,
    "filter.evil.smudge": `${program} smudge`,
    "filter.evil.clean": `${program} clean`,
    "filter.evil.process": `${program} process`,
    "diff.evil.textconv": `${program} textconv`,
    "diff.external": `${program} external-diff`,
    "credential.helper": `!${program} credential`,
    "uploadpack.packObjectsHook": `${program} pack-objects`,
    "gpg.program": `${program} gpg`,
    "log.showSignature": "true",
    "protocol.ext.allow": "always",
    "protocol.allow": "always",
    "core.repositoryFormatVersion": "1",
    "extensions.partialClone": "origin",
    "remote.origin.promisor": "true",
  };
  for (const [name, value] of Object.entries(settings)) git(folder, "config", name, value);
  return { folder, sprung: () => readdirSync(outside).filter((name) => name.startsWith("sprung-")) };
}

describe("a repository whose configuration runs programs", () => {
  test.each(WAYS.map((way) => [way.join(" ") || "the work tree", way] as const))("runs none: %s", async (_name, way) => {
    const { folder, sprung } = trap();
    const { code, errors } = await modelterms(["scan", folder, ...way, "--no-policy"]);
    expect({ code, errors, sprung: sprung() }).toEqual({ code: 0, errors: "", sprung: [] });
  });

  test.each(["ext::PROGRAM ext", "ssh://nobody@localhost/x", "file:///nowhere"])("fetches no missing object: %s", async (address) => {
    const { folder, sprung } = trap();
    const program = git(folder, "config", "core.sshCommand").split(" ")[0] ?? "";
    git(folder, "config", "remote.origin.url", address.replace("PROGRAM", program));
    const object = git(folder, "rev-parse", "HEAD:README.md").trim();
    rmSync(join(folder, ".git/objects", object.slice(0, 2), object.slice(2)));
    const { code, errors } = await modelterms(["scan", folder, "--staged", "--no-policy"]);
    expect(errors).toContain("git has no object for it");
    expect({ code, sprung: sprung() }).toEqual({ code: 2, sprung: [] });
  });
});

describe("a repository that is broken", () => {
  test.each([
    ["a corrupt index", (folder: string) => writeFileSync(join(folder, ".git/index"), "DIRC garbage")],
    ["an empty index", (folder: string) => writeFileSync(join(folder, ".git/index"), "")],
    ["a corrupt head", (folder: string) => writeFileSync(join(folder, ".git/HEAD"), "ref: ../../etc/passwd\n")],
    ["a corrupt configuration", (folder: string) => writeFileSync(join(folder, ".git/config"), "[core\n\u0000")],
    ["no objects", (folder: string) => rmSync(join(folder, ".git/objects"), { recursive: true })],
  ])("%s: the folder itself is read", async (_name, damage) => {
    const folder = newRepository({ "README.md": CARD });
    damage(folder);
    const { code, output } = await modelterms(["scan", folder, "--no-policy", "--format", "json"]);
    expect(code).toBe(0);
    expect(output).toContain('"apache-2.0"'.replace("apache-2.0", "mit"));
    const staged = await modelterms(["scan", folder, "--staged", "--no-policy"]);
    if (staged.code !== 0) {
      expect(staged.code).toBe(2);
      expect(staged.errors).toMatch(/^modelterms: git|incomplete/);
      expect(staged.errors).not.toMatch(/\n\s+at /);
    }
  });

  test.each(["gitdir: /nonexistent/.git\n", "gitdir: .git\n", "", "\u0000\u0001"])("a file .git that holds %j", async (content) => {
    const folder = newFolder({ "README.md": CARD, ".git": content });
    const { code, output } = await modelterms(["scan", folder, "--no-policy"]);
    expect(code).toBe(0);
    expect(output).toContain("1 component");
  });

  test("a bare repository is a folder like others", async () => {
    const source = newRepository({ "README.md": CARD });
    const folder = join(newFolder(), "bare.git");
    git(source, "clone", "--quiet", "--bare", source, folder);
    expect(existsSync(join(folder, "HEAD"))).toBe(true);
    const { code, errors } = await modelterms(["scan", folder, "--no-policy"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
  });
});
