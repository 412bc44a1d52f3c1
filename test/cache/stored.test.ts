import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { git, newFolder, write } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";
import { age, agedRepository, CARD, manyFiles, stage } from "./trees.ts";

const isRoot = process.getuid?.() === 0;

/** Scans as users do, with a cache of their own. */
function scans(folder: string, home = newFolder()) {
  const run = (args: readonly string[], cache = "on") =>
    modelterms(["scan", "--format", "json", ...args], { cwd: folder, environment: { XDG_CACHE_HOME: home, MODELTERMS_CACHE: cache } });
  return {
    home,
    run,
    /** The output with the cache, which must be that without. */
    async same(...args: readonly string[]): Promise<string> {
      const [kept, read] = [await run(args), await run(args, "off")];
      expect({ ...kept, output: "" }).toEqual({ ...read, output: "" });
      expect(kept.output).toBe(read.output);
      return kept.output;
    },
    /** The one file that was left. */
    file(): string {
      const files = readdirSync(join(home, "modelterms/readings"), { encoding: "utf8" });
      expect(files).toHaveLength(1);
      return join(home, "modelterms/readings", files[0] ?? "");
    },
  };
}

const stamp = (file: string) => lstatSync(file).ino;

describe("scans that find what an earlier one has left", () => {
  test("say the same, and leave the file as it is", async () => {
    const folder = agedRepository();
    const { same, file } = scans(folder);
    const first = await same();
    const written = stamp(file());
    expect(lstatSync(file()).mode & 0o777).toBe(0o600);
    expect(await same()).toBe(first);
    await same("--staged");
    await same("--since", "HEAD");
    await same("--files", "models/a/README.md");
    await same("--no-policy");
    expect(stamp(file())).toBe(written);
  });

  test("see three changed files, in the work tree, the index and since a commit", async () => {
    const folder = agedRepository();
    const { same, file } = scans(folder);
    const first = await same();
    const written = stamp(file());
    write(folder, {
      "models/a/README.md": CARD.replace("apache-2.0", "cc-by-nc-4"),
      "src/m1.py": 'AutoModel.from_pretrained("acme/new")\n',
      "src/new.py": "",
    });
    expect(await same("--since", "HEAD")).toContain("cc-by-nc-4");
    expect(stamp(file())).not.toBe(written);
    await same("--files", "models/a/README.md", "src/m1.py", "src/new.py");
    expect(await same("--staged")).not.toContain("cc-by-nc-4");
    git(folder, "add", "--all");
    expect(await same("--staged")).toContain("acme/new");
    expect(await same()).not.toBe(first);
  });

  test("take it along to another place", async () => {
    const folder = agedRepository();
    const { same, home, file } = scans(folder);
    await same();
    const clone = join(newFolder(), "clone");
    git(folder, "clone", "--quiet", folder, clone);
    age(clone, ...Object.keys(manyFiles()));
    git(clone, "update-index", "--refresh");
    const written = stamp(file());
    await scans(clone, home).same();
    expect(stamp(file())).toBe(written);
  });

  test("at once", async () => {
    const folder = agedRepository();
    const { same, run } = scans(folder);
    const all = await Promise.all(Array.from({ length: 4 }, () => run([])));
    const expected = await same();
    expect(all.map(({ output }) => output)).toEqual(all.map(() => expected));
  });
});

describe("a small repository before a commit", () => {
  const files = {
    "README.md": "# A tool\n",
    LICENSE: "Copyright somebody. All rights reserved.\n",
    "src/a.py": 'AutoModel.from_pretrained("acme/model")\n',
    "values.yaml": "image: acme/tool\n",
    "picture.png": "",
    "models/a/README.md": CARD,
  };

  test("is not read again, but for what was staged", async () => {
    const folder = agedRepository(files);
    const { same, run, file } = scans(folder);
    const first = await same("--staged");
    const written = stamp(file());
    expect(await same("--staged")).toBe(first);
    expect(stamp(file())).toBe(written);
    // What lies there is what is taken.
    for (const path of ["src/a.py", "models/a/README.md"]) {
      const object = git(folder, "rev-parse", `:${path}`).trim();
      renameSync(join(folder, ".git/objects", object.slice(0, 2), object.slice(2)), join(folder, ".git", object));
    }
    expect((await run(["--staged"])).output).toBe(first);
    expect((await run(["--staged"], "off")).output).not.toBe(first);
  });

  test("is judged by what it holds now", async () => {
    const folder = agedRepository(files);
    const { same } = scans(folder);
    expect(await same("--staged", "--files", "models/a/README.md")).not.toContain("cc-by-nc-4.0");
    stage(folder, { "models/a/README.md": CARD.replace("apache-2.0", "cc-by-nc-4.0") });
    expect(await same("--staged", "--files", "models/a/README.md")).toContain("cc-by-nc-4.0");
    stage(folder, { "models/a/README.md": CARD });
    expect(await same("--staged")).not.toContain("cc-by-nc-4.0");
  });

  test("is read without what a policy excludes now, and with it again", async () => {
    const folder = agedRepository(files);
    const { same } = scans(folder);
    expect(await same("--staged")).toContain("acme/base-7b");
    stage(folder, { "modelterms.yml": "exclude: [models/**]\n" });
    expect(await same("--staged")).not.toContain("acme/base-7b");
    stage(folder, { "modelterms.yml": "exclude: []\n" });
    expect(await same("--staged")).toContain("acme/base-7b");
  });

  test("does not take what another repository of the same files has left", async () => {
    const home = newFolder();
    const [one, other] = [agedRepository(files), agedRepository({ ...files, "models/a/README.md": CARD.replace("apache-2.0", "mit") })];
    const first = await scans(one, home).same("--staged");
    expect(await scans(other, home).same("--staged")).not.toBe(first);
    expect(await scans(one, home).same("--staged")).toBe(first);
    expect(readdirSync(join(home, "modelterms/readings"))).toHaveLength(2);
  });

  test("leaves nothing of its work tree, which is read as fast", async () => {
    const folder = agedRepository(files);
    const { same, home } = scans(folder);
    await same();
    expect(existsSync(join(home, "modelterms/readings"))).toBe(false);
  });
});

describe("a file that is not believed", () => {
  /** What is done to the file, which says that nothing is wrong with `models/a`. */
  const wrongs: Readonly<Record<string, (file: string) => void>> = {
    "cut off": (file) => truncateSync(file, 1000),
    empty: (file) => truncateSync(file, 0),
    "a byte is another": (file) => {
      const bytes = readFileSync(file);
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    },
    "a license is another": (file) =>
      writeFileSync(file, readFileSync(file, "latin1").replaceAll("cc-by-nc-4.0", "bsd-3-clause"), "latin1"),
    "something else": (file) => writeFileSync(file, "{}\n".repeat(1000)),
    "of another build": (file) =>
      writeFileSync(file, readFileSync(file, "latin1").replace(/(readings-1-\S*-)[0-9a-f]{8}/, "$100000000"), "latin1"),
    "others can write it": (file) => chmodSync(file, 0o622),
    "others can replace it": (file) => chmodSync(dirname(file), 0o777),
    "a link": (file) => {
      renameSync(file, `${file}-elsewhere`);
      symlinkSync(`${file}-elsewhere`, file);
    },
    "a folder": (file) => {
      renameSync(file, `${file}-elsewhere`);
      mkdirSync(file);
    },
  };
  test.each(Object.entries(wrongs))("%s", async (_, spoil) => {
    const folder = agedRepository({ ...manyFiles(), "models/a/README.md": CARD.replace("apache-2.0", "cc-by-nc-4.0") });
    const { same, run, file } = scans(folder);
    const first = await same();
    spoil(file());
    expect((await run([])).output).toBe(first);
  });

  test.runIf(isRoot)("of another user", async () => {
    const folder = agedRepository();
    const { same, run, file } = scans(folder);
    const first = await same();
    const { chownSync } = await import("node:fs");
    chownSync(file(), 12_345, 12_345);
    const written = stamp(file());
    expect((await run([])).output).toBe(first);
    expect(stamp(file())).not.toBe(written);
  });
});

describe("a cache that cannot be", () => {
  const homes: Readonly<Record<string, (home: string) => void>> = {
    "a file in its place": (home) => write(home, { modelterms: "" }),
    "no folder for it": (home) => write(home, { "modelterms/readings": "" }),
    ...(isRoot ? {} : { "read-only": (home: string) => chmodSync(home, 0o555) }),
  };
  test.each(Object.entries(homes))("%s: nothing is said", async (_, prepare) => {
    const folder = agedRepository();
    const { same, run, home } = scans(folder);
    prepare(home);
    expect((await run([])).output).toBe(await same());
  });

  test("switched off, or for a small tree: nothing is written", async () => {
    const folder = agedRepository();
    const { run, home } = scans(folder);
    await run([], "off");
    await scans(agedRepository({ "README.md": CARD }), home).run([]);
    expect(existsSync(join(home, "modelterms/readings"))).toBe(false);
  });

  test("a relative XDG_CACHE_HOME would be a folder of what is scanned", async () => {
    const folder = agedRepository();
    await modelterms(["scan"], { cwd: folder, environment: { XDG_CACHE_HOME: "docs", HOME: newFolder() } });
    expect(existsSync(join(folder, "docs/modelterms"))).toBe(false);
  });
});
