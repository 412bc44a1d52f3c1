import { describe, expect, test } from "vitest";
import { newFolder } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";

const NAMES = ["acme/first-encoder", "acme/second-encoder", "brook/a-longer-name-of-an-encoder", "brook/third"];

async function reportOn(
  names: readonly string[],
  policy = "licenses: { allow: [permissive] }\n",
  args: readonly string[] = [],
): Promise<string> {
  const lines = names.map((name) => `AutoModel.from_pretrained("${name}")\n`);
  const folder = newFolder({ "modelterms.yml": policy, "app.py": `from transformers import AutoModel\n${lines.join("")}` });
  return (await modelterms(["scan", folder, ...args])).output;
}

describe("in the terminal, what is said of several components", () => {
  test("is said once, with all names and places in columns", async () => {
    expect(await reportOn(NAMES)).toContain(`FAIL   4 models, used  license unknown
    acme/first-encoder                 app.py:2:28
    acme/second-encoder                app.py:3:28
    brook/a-longer-name-of-an-encoder  app.py:4:28
    brook/third                        app.py:5:28
  license-unknown
    which license … is under is not known
    fix: look it up on the Hub (modelterms lock); or find its license, and
         record it in the policy: curations: [{ component: "…", license: …,
         evidence: … }]
`);
  });

  test("is said of two by themselves", async () => {
    const output = await reportOn(NAMES.slice(0, 2));
    expect(output).toContain("which license acme/first-encoder is under is not known");
    expect(output).toContain("which license acme/second-encoder is under is not known");
  });

  test("stands in two lines where names are long", async () => {
    const long = ["one", "two", "three"].map((name) => `acme/${name}-${"x".repeat(70)}`);
    expect(await reportOn(long)).toContain(`    ${long[0]}\n      app.py:2:28\n`);
  });

  test("leaves alone what a waiver accepts and what has other findings", async () => {
    const waived = `waivers: [{ component: brook/third, reason: Signed, approved-by: legal@acme.example, expires: 2999-01-01 }]\n`;
    const output = await reportOn(NAMES, `licenses: { allow: [permissive] }\n${waived}`);
    expect(output).toContain("FAIL   3 models, used");
    expect(output).toMatch(
      /^PASS {3}brook\/third \(model, used\) {2}license unknown\n {2}license-unknown {2}app\.py:5:28\n {4}waived until/m,
    );
  });

  test("and of one in the same words but for the clause has one remedy, and a reason for each", async () => {
    const output = await reportOn(["black-forest-labs/FLUX.1-dev"], "extends: [modelterms:commercial-product]\n");
    expect(output.match(/fix: use a model whose license permits this use/g)).toHaveLength(1);
    expect(output.match(/^ {4}the license does not permit the use: /gm)?.length).toBeGreaterThan(3);
    expect(output.match(/^ {4}why: modelterms explain [\da-f]{16}(?:\s+or\s+[\da-f]{16}){3,}$/gm)).toHaveLength(1);
  });

  test("is one block with --quiet too", async () => {
    expect(await reportOn(NAMES, undefined, ["--quiet"])).toMatch(/^FAIL {3}4 models, used/);
  });
});
