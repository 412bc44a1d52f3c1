import { describe, expect, test } from "vitest";
import type { Result, Verdict } from "../../src/model.ts";
import { namesIn, readYaml } from "../harness/fixture-files.ts";
import { newFolder, write } from "../harness/folders.ts";
import { type Files, policyOf, readReally, scanFiles, TODAY } from "../harness/judging.ts";
import { FIXTURES } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";
import { ggufBytes, safetensorsBytes } from "../harness/weights.ts";

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly gguf?: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly safetensors?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the policy calls the organization's own. */
  readonly owned?: readonly string[];
  /** The component that must not pass. */
  readonly component: string;
  /** A check that must have something against it. */
  readonly check?: string;
  readonly verdict?: Verdict;
}

const folder = `${FIXTURES}lineage/`;
const cases = namesIn(folder)
  .filter((name) => name !== "names.yaml")
  .flatMap((name) => readYaml<readonly Case[]>(folder + name).map((one) => ({ ...one, file: name })));
const POLICIES = ["commercial-product", "permissive-only"];

/** The verdict of the program, or that of its rooms: a start of the program takes longer than all the rest. */
async function scanned(files: Files, policy: string, isProgram: boolean, owned: readonly string[] = []): Promise<Result> {
  const text = `extends: [modelterms:${policy}]\nowned: ${JSON.stringify(owned)}\n`;
  if (!isProgram) return scanFiles(files, await policyOf(text, "policy.yml"), TODAY, undefined, [], readReally);
  const root = newFolder(files);
  write(root, { "policy.yml": text });
  const { output, errors } = await modelterms(["scan", root, "--policy", `${root}/policy.yml`, "--format", "json", "--fail-on", "never"]);
  expect(errors.replace(/^.*\r?$/gm, "").trim()).toBe("");
  return JSON.parse(output) as Result;
}

describe.each(POLICIES)("under %s nothing passes", (policy) => {
  test.each(cases)("$file: $title", async ({ file, files, gguf, safetensors, owned, component, check, verdict }) => {
    const bytes = <Metadata>(of: Readonly<Record<string, Metadata>> = {}, make: (metadata: Metadata) => Uint8Array) =>
      Object.fromEntries(Object.entries(of).map(([path, metadata]) => [path, make(metadata)]));
    const all = { ...files, ...bytes(gguf, ggufBytes), ...bytes(safetensors, safetensorsBytes) };
    const { components, findings } = await scanned(
      all,
      policy,
      policy === "commercial-product" && file === "apache-over-llama.yaml",
      owned,
    );
    const found = components.filter(({ name }) => name === component);
    expect(found, `components: ${components.map(({ name }) => name).join(", ")}`).not.toEqual([]);
    for (const one of found) {
      expect(one.verdict).not.toBe("pass");
      expect(one.verdict).not.toBeNull();
      if (verdict !== undefined && policy === "commercial-product") expect(one.verdict).toBe(verdict);
      const against = findings
        .filter((finding) => finding.component === one.id && finding.verdict !== "pass")
        .map((finding) => finding.check);
      if (check !== undefined) expect(against).toContain(check);
    }
  });

  test("one base, however its name is written", async () => {
    const names = readYaml<readonly string[]>(`${folder}names.yaml`);
    const cards = names.map((name, index) => [
      `m${index}/README.md`,
      `---\nlicense: apache-2.0\nbase_model: ${JSON.stringify(name)}\n---\n`,
    ]);
    const { components } = await scanned(Object.fromEntries(cards) as Record<string, string>, policy, true);
    const passed = components.filter(({ verdict }) => verdict === "pass");
    expect(passed.map(({ name, basedOn }) => [names[Number(name.slice(1))], basedOn])).toEqual([]);
    expect(components.length).toBe(names.length);
  });
});
