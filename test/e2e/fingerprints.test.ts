import { expect, test } from "vitest";
import { newFolder, write } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly locations: readonly { readonly physicalLocation: { readonly region: { readonly startLine: number } } }[];
    }[];
  }[];
}

const POLICY = "licenses:\n  allow: [permissive]\n";

async function results(folder: string) {
  const { output } = await modelterms(["scan", "--format", "sarif"], { cwd: folder });
  return (JSON.parse(output) as Sarif).runs.flatMap((run) => run.results);
}

test("SARIF fingerprints stay when lines move and words around change, and differ among findings", async () => {
  const folder = newFolder({
    "modelterms.yml": POLICY,
    "m/README.md": "---\nlicense: gpl-2.0-only\nbase_model: someone/unknown-base\n---\n",
    "n/README.md": "---\nlicense: gpl-2.0-only\n---\n",
  });
  const before = await results(folder);
  write(folder, {
    "modelterms.yml": `# moved\n\n${POLICY}`,
    "m/README.md": "---\ntags:\n  - x\nbase_model: someone/unknown-base\nlibrary_name: y\nlicense: 'gpl-2.0-only'\n---\nText.\n",
  });
  const after = await results(folder);
  const prints = (list: typeof before) =>
    list.map(({ ruleId, partialFingerprints }) => `${ruleId} ${JSON.stringify(partialFingerprints)}`).sort();
  const lines = (list: typeof before) => list.map(({ locations }) => locations[0]?.physicalLocation.region.startLine);
  expect(before.length).toBeGreaterThan(2);
  expect(prints(after)).toEqual(prints(before));
  expect(new Set(prints(before)).size).toBe(before.length);
  expect(lines(after)).not.toEqual(lines(before));
});
