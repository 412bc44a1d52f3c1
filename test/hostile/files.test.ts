import { execFileSync, spawn } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  existsSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder } from "../harness/folders.ts";
import { ROOT } from "../harness/places.ts";
import { environmentWith, modelterms } from "../harness/program.ts";
import { ggufBytes, safetensorsBytes } from "../harness/weights.ts";

const CARD = "---\nlicense: mit\n---\n";
const PROGRAM = `${ROOT}dist/cli.js`;

/** A file of that size of which only the beginning takes room on the disk. */
function sparse(path: string, start: Uint8Array, size: number): void {
  const file = openSync(path, "w");
  writeSync(file, start);
  ftruncateSync(file, size);
  closeSync(file);
}

describe("outputs", () => {
  test.each(["json", "html", "csv", "sarif"])("%s below a file: exit code 2, words, and nothing left behind", async (format) => {
    const folder = newFolder({ "README.md": CARD, taken: "" });
    const { code, errors } = await modelterms(["scan", ".", "--no-policy", "--format", `${format}=taken/result`], { cwd: folder });
    expect(code).toBe(2);
    expect(errors).toBe("modelterms: taken/result: cannot be written (ENOTDIR)\n");
    expect(readdirSync(folder).sort()).toEqual(["README.md", "taken"]);
  });

  test.skipIf(!existsSync("/dev/full"))("a full disk below standard output: not exit code 0", async () => {
    const folder = newFolder({ "README.md": CARD });
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [PROGRAM, "scan", folder, "--no-policy", "--format", "json"], {
      env: environmentWith({}),
      stdio: ["ignore", full, "pipe"],
    });
    let errors = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    closeSync(full);
    expect({ code, errors }).toEqual({ code: 2, errors: "modelterms: standard output: cannot be written (ENOSPC)\n" });
  });

  test("what is no regular file is written to, and stays what it is", async () => {
    const folder = newFolder({ "README.md": CARD });
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reading = spawn("cat", [pipe], { stdio: ["ignore", "pipe", "ignore"] });
    let read = "";
    reading.stdout.setEncoding("utf8").on("data", (text: string) => {
      read += text;
    });
    const done = new Promise((resolve) => reading.on("close", resolve));
    const line = `"${process.execPath}" "${PROGRAM}" scan . --no-policy --format json=pipe --format markdown=/dev/stdout | cat`;
    const output = execFileSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env: environmentWith({}) });
    await done;
    expect(JSON.parse(read)).toMatchObject({ components: [{ name: "." }] });
    expect(output).toMatch(/^#/);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect(lstatSync("/dev/stdout").isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["README.md", "pipe"]);
  });

  test("whole or absent where the program is killed while it writes", async () => {
    const folder = newFolder({ "models.yml": Array.from({ length: 3_000 }, (_, at) => `- model: acme/m-${at}-7b\n`).join("") });
    for (const delay of [150, 300, 450, 600]) {
      const output = join(folder, `result-${delay}`);
      const child = spawn(process.execPath, [PROGRAM, "scan", folder, "--no-policy", "--allow-incomplete", "--format", `json=${output}`], {
        env: environmentWith({}),
        stdio: "ignore",
      });
      const ended = new Promise((resolve) => child.on("close", resolve));
      const timer = setTimeout(() => child.kill("SIGKILL"), delay);
      await ended;
      clearTimeout(timer);
      if (existsSync(output)) {
        const { code } = await modelterms(["report", output, "--format", "csv"]);
        expect(code).toBe(0);
      }
    }
  });
});

describe("large files", () => {
  test("weights of 40 GB are read by their header", async () => {
    const folder = newFolder({ "a/x": "", "b/x": "" });
    sparse(join(folder, "a/m.gguf"), ggufBytes({ "general.license": "mit", "general.name": "One" }), 40e9);
    sparse(join(folder, "b/m.safetensors"), safetensorsBytes({ license: "apache-2.0" }), 40e9);
    const { code, output } = await modelterms(["scan", folder, "--no-policy", "--format", "json"]);
    const { components, problems } = JSON.parse(output);
    expect(code).toBe(0);
    expect(problems).toEqual([]);
    expect(components.map((one: { concluded: { expression: string } }) => one.concluded.expression).sort()).toEqual(["Apache-2.0", "MIT"]);
  });

  test("a card of 1 GB is not read, and not taken into memory", async () => {
    const folder = newFolder({ "b/README.md": CARD });
    mkdirSync(join(folder, "a"));
    sparse(join(folder, "a/README.md"), Buffer.from(CARD), 1e9);
    const { code, output, errors } = await modelterms(["scan", folder, "--no-policy", "--format", "json"], {
      environment: { NODE_OPTIONS: "--max-old-space-size=200" },
    });
    expect(code).toBe(2);
    expect(errors).toContain("incomplete: a/README.md: larger than 16 MB");
    expect(JSON.parse(output).components).toHaveLength(1);
  });
});

test("files that come, go and grow while the scan runs", async () => {
  const folder = newFolder(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`m${at}/README.md`, CARD])));
  const run = modelterms(["scan", folder, "--no-policy", "--format", "json"]);
  let at = 299;
  const timer = setInterval(() => {
    if (at < 100) return;
    rmSync(join(folder, `m${at}`), { recursive: true });
    appendFileSync(join(folder, `m${at - 100}/README.md`), "x".repeat(100));
    at -= 1;
  }, 2);
  const { code, output, errors } = await run;
  clearInterval(timer);
  expect([0, 2]).toContain(code);
  expect(errors).not.toContain("    at ");
  const { components, problems, scan } = JSON.parse(output);
  expect(components.length).toBeGreaterThanOrEqual(100);
  expect(scan.complete).toBe(code === 0);
  expect(problems.every(({ message }: { message: string }) => message.length > 10)).toBe(true);
});

test.skipIf(process.platform !== "linux")("names with line ends and bytes that are no UTF-8", async () => {
  const folder = newFolder();
  for (const name of [Buffer.from("a\nb"), Buffer.from([0x63, 0xff, 0xfe])]) {
    const path = Buffer.concat([Buffer.from(`${folder}/`), name]);
    mkdirSync(path);
    writeFileSync(Buffer.concat([path, Buffer.from("/README.md")]), CARD);
  }
  const { code, output } = await modelterms(["scan", folder, "--no-policy", "--format", "json"]);
  const { components, problems } = JSON.parse(output);
  expect({ code, problems }).toEqual({ code: 0, problems: [] });
  expect(components.map((one: { concluded: { expression: string } }) => one.concluded.expression)).toEqual(["MIT", "MIT"]);
  const text = await modelterms(["scan", folder, "--no-policy"]);
  expect(text.output).not.toContain("a\nb");
});

test("twenty thousand small files", async () => {
  const folder = newFolder({ "z/README.md": CARD });
  for (let at = 0; at < 20_000; at += 1) {
    if (at % 1_000 === 0) mkdirSync(join(folder, `d${at / 1_000}`));
    writeFileSync(join(folder, `d${Math.floor(at / 1_000)}/f${at}.py`), "x = 1\n");
  }
  const { code, output } = await modelterms(["scan", folder, "--no-policy", "--format", "json"]);
  const { scan, components } = JSON.parse(output);
  expect({ code, files: scan.files, complete: scan.complete, components: components.length }).toEqual({
    code: 0,
    files: 20_001,
    complete: true,
    components: 1,
  });
});
