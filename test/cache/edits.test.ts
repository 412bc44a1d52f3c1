import { renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Readings } from "../../src/cache/readings.ts";
import { commitSource, indexSource } from "../../src/sources/git-tree.ts";
import { worktreeSource } from "../../src/sources/worktree.ts";
import { git, write } from "../harness/folders.ts";
import { cases } from "../harness/properties.ts";
import { agedRepository, CARD, look, lookAnew, manyFiles } from "./trees.ts";

const PATHS = ["models/a/README.md", "models/c/README.md", "src/m1.py", "src/m2.py", "models/a/LICENSE", "LICENSE"];
/** Three of them have the same length. */
const CONTENTS = [
  CARD,
  CARD.replace("apache-2.0", "cc-by-nc-4"),
  CARD.replace("apache-2.0", "openrail++"),
  'AutoModel.from_pretrained("acme/x")\n',
  "",
  "Permission is hereby granted, free of charge.\r\n",
];

const path = fc.constantFrom(...PATHS);
/** What people, editors and git do between two scans; whatever git refuses has not happened. */
const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("write" as const), path, content: fc.constantFrom(...CONTENTS), keepsTime: fc.boolean() }),
  },
  fc.record({ do: fc.constant("move" as const), path, to: path }),
  fc.record({ do: fc.constant("remove" as const), path }),
  fc.record({ do: fc.constant("touch" as const), path, time: fc.integer({ min: 0, max: 2_000_000_000 }) }),
  fc.record({
    do: fc.constant("git" as const),
    args: fc.constantFrom(
      ...[
        "add --all",
        "commit --quiet --allow-empty --message x",
        "checkout --quiet main",
        "checkout --quiet -B other",
        "stash --quiet",
        "reset --quiet --hard",
      ],
      ...[
        "update-index --refresh",
        "update-index --assume-unchanged src/m1.py",
        "config core.autocrlf true",
        "config core.autocrlf false",
        "rm --quiet src/m2.py",
      ],
    ),
  }),
);

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function apply(folder: string, one: Edit): void {
  try {
    if (one.do === "git") git(folder, ...one.args.split(" "));
    else if (one.do === "move") renameSync(join(folder, one.path), join(folder, one.to));
    else if (one.do === "remove") rmSync(join(folder, one.path));
    else if (one.do === "touch") utimesSync(join(folder, one.path), one.time, one.time);
    else {
      const before = one.keepsTime ? statSync(join(folder, one.path)).mtime : null;
      write(folder, { [one.path]: one.content });
      if (before !== null) utimesSync(join(folder, one.path), before, before);
    }
  } catch {
    // No such file, or nothing to commit.
  }
}

test("whatever happens between scans, they find what a first scan finds", { timeout: 600_000 }, async () => {
  const scan = fc.constantFrom("worktree" as const, "index" as const, "commit" as const);
  const steps = fc.array(fc.record({ edits: fc.array(edit, { maxLength: 5 }), scan }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (those) => {
      const folder = agedRepository(manyFiles(200));
      let readings = new Readings(null);
      for (const step of [{ edits: [], scan: "worktree" as const }, ...those]) {
        for (const one of step.edits) apply(folder, one);
        const open = () =>
          step.scan === "worktree"
            ? worktreeSource(folder, ".")
            : step.scan === "index"
              ? indexSource(folder, ".")
              : commitSource(folder, "HEAD", ".");
        const { tree, next } = await look(open(), readings);
        expect(tree).toEqual(await lookAnew(open()));
        readings = next;
      }
    }),
    cases(12),
  );
});
