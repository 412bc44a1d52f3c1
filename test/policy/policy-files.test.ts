import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgeFiles } from "../harness/judging.ts";
import { ROOT } from "../harness/places.ts";

const POLICY = "tests:\n  - { model: { name: meta-llama/Llama-2-7b-hf }, expect: fail }\n";

test.each(["modelterms.yml", ".github/modelterms.yaml", "packages/api/modelterms.yml"])(
  "models that %s names are not used",
  async (path) => {
    const { components } = await judgeFiles({ [path]: POLICY }, POLICY);
    expect(components).toEqual([]);
  },
);

const SCRIPT = spawnSync("script", ["--version"]).status === 0;

/** Asks in a pseudo-terminal, and answers with these lines all at once. */
function init(answers: string): { readonly shown: string; readonly written: string | null } {
  const folder = mkdtempSync(join(tmpdir(), "modelterms-init-"));
  try {
    const command = `${process.execPath} ${ROOT}dist/cli.js policy init`;
    const shown = execFileSync("script", ["-qec", command, "/dev/null"], { cwd: folder, input: answers, encoding: "utf8", stdio: "pipe" });
    return { shown, written: readFileSync(join(folder, "modelterms.yml"), "utf8") };
  } catch (error) {
    return { shown: String((error as { stdout?: string }).stdout ?? error), written: null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!SCRIPT)("policy init in a terminal (needs script of util-linux)", () => {
  test("writes what three answers say", () => {
    const { written } = init("research\nresearch, fine-tuning\nUS, DE\n");
    expect(written).toContain("- modelterms:research");
    expect(written).toContain("uses: [research, fine-tuning]");
    expect(written).toContain("territories: [US, DE]");
  });

  test("takes the default for every answer that is left empty", () => {
    const { written } = init("\n\n\n");
    expect(written).toContain("- modelterms:commercial-product");
    expect(written).toContain("#   uses:");
  });

  test("writes nothing where the terminal is closed, and says so without a stack", () => {
    const { shown, written } = init("\u0004");
    expect(written).toBeNull();
    expect(shown).toContain("nothing is written");
    expect(shown).not.toMatch(/\bat .*\(|AbortError/);
  });
});
