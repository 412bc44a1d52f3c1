import { expect, test } from "vitest";
import { git, newFolder, newRepository } from "../harness/folders.ts";
import { modelterms } from "../harness/program.ts";

/** A name that colors the terminal, sets its title, goes back over the line and begins another. */
const NAME = "a\u001b[31m\u001b]0;title\u0007\r\nmodelterms: all is well\u202e";
const SHOWN = "a\\x1b[31m\\x1b]0;title\\x07\\x0d\\nmodelterms: all is well\\u202e";
const OBEYED = /[\p{Cc}\p{Bidi_Control}]/u;

function expectShown(errors: string): void {
  expect(errors).toContain(SHOWN);
  expect(errors.split("\n").filter((line) => OBEYED.test(line))).toEqual([]);
  expect(errors).not.toMatch(/^modelterms: all is well/m);
}

test("a file that is too large", async () => {
  const folder = newFolder({ [`${NAME}/LICENSE`]: "x".repeat(4_000_001) });
  const { code, errors } = await modelterms(["scan", folder, "--no-policy"]);
  expect(code).toBe(2);
  expectShown(errors);
});

test.each([
  ["a text that is not there", ["identify", NAME]],
  ["a result that is not there", ["report", NAME]],
  ["a policy that is not there", ["policy", "check", NAME]],
  ["a policy that is not there, for a scan", ["scan", ".", "--policy", NAME]],
  ["an output that cannot be written", ["scan", ".", "--no-policy", "--format", `json=nowhere/${NAME}`]],
])("%s", async (_what, args) => {
  const { code, errors } = await modelterms(args, { cwd: newFolder() });
  expect(code).toBe(2);
  expectShown(errors);
});

test("an option that there is not", async () => {
  const { code, errors } = await modelterms(["scan", "--\u001b[31m"], { cwd: newFolder() });
  expect(code).toBe(2);
  expect(errors).toContain("\\x1b[31m");
  expect(errors).not.toContain("\u001b");
});

test("a staged policy that is longer than what is read judges nothing", async () => {
  const folder = newRepository({
    "README.md": "---\nlicense: mit\n---\n",
    "modelterms.yml": `version: 1\n${"#\n".repeat(2_000_000)}licenses: { deny: [MIT] }\n`,
  });
  git(folder, "add", "--all");
  const { code, output, errors } = await modelterms(["scan", "--staged"], { cwd: folder });
  expect({ code, output }).toEqual({ code: 2, output: "" });
  expect(errors).toContain("modelterms.yml: larger than 4 MB");
});
