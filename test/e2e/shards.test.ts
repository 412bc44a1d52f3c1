import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { Result } from "../../src/model.ts";
import type { ShardResult } from "../../src/shards/shard.ts";
import { newFolder, newRepository, write } from "../harness/folders.ts";
import { FIXTURES, ROOT } from "../harness/places.ts";
import { modelterms } from "../harness/program.ts";

const PRODUCT = `${FIXTURES}repositories/product`;
const schema = JSON.parse(readFileSync(`${ROOT}dist/schemas/result.schema.json`, "utf8")) as object;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

/** Scans all shards into a folder, a few at a time; gives the files in the order of the shards. */
async function scanShards(target: string, count: number, args: readonly string[] = [], cwd = ROOT): Promise<readonly string[]> {
  const files: string[] = [];
  for (let start = 1; start <= count; start += 4) {
    const shards = Array.from({ length: Math.min(4, count - start + 1) }, (_, at) => scanShard(target, start + at, count, args, cwd));
    files.push(...(await Promise.all(shards)));
  }
  return files;
}

async function scanShard(target: string, index: number, count: number, args: readonly string[] = [], cwd = ROOT): Promise<string> {
  const file = join(newFolder(), `${index}.json`);
  const run = await modelterms(["scan", target, "--shard", `${index}/${count}`, "--format", `json=${file}`, ...args], { cwd });
  expect(run).toEqual({ code: 0, output: "", errors: "" });
  return file;
}

const merge = (files: readonly string[], args: readonly string[] = ["--format", "json"]) => modelterms(["merge", ...files, ...args]);
const shardIn = (file: string) => JSON.parse(readFileSync(file, "utf8")) as ShardResult;

/** Any order will do: this one is neither ascending nor descending. */
function shuffled<Value>(values: readonly Value[]): readonly Value[] {
  return values
    .map((value, at) => ({ value, key: (at * 7919 + 13) % 101 }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** Models whose licenses, bases, weights, notices and references lie in files of their own, so that shards cut right through them. */
function cutThrough(): string {
  const files: Record<string, string> = {
    "modelterms.yml": 'extends: [./shared.yml]\nexclude: ["skipped/**"]\norganization:\n  uses: [commercial, distribution]\n',
    "shared.yml":
      "licenses:\n  allow: [permissive]\nwaivers:\n  - component: acme/waived\n    reason: an agreement\n    approved-by: legal@acme.example\n    expires: 2027-01-31\n",
    "modelterms.lock": `${JSON.stringify({ version: 1, models: { "someone/locked-base": { state: "public", revision: "a".repeat(40), license: ["cc-by-nc-4.0"] } }, datasets: {} }, null, 1)}\n`,
    NOTICE: "Attribution Notice of the models in this repository\n",
    "README.md": "# Product\n\nBuilt with Llama\n",
    "skipped/README.md": "---\nlicense: cc-by-nc-4.0\n---\n",
    "broken/README.md": "---\nlicense: [unterminated\n---\n",
  };
  const { licenseText: mit } = createRequire(import.meta.url)("spdx-license-list/licenses/MIT.json") as { licenseText: string };
  for (let at = 0; at < 24; at += 1) {
    const base = ["meta-llama/Llama-3.1-8B", "someone/locked-base", `acme/model-${at - 1}`, "nobody/knows-this"][at % 4];
    files[`models/m${at}/README.md`] =
      `---\nlicense: ${at % 3 === 0 ? "apache-2.0" : "mit"}\nmodel_name: acme/model-${at}\nbase_model: ${base}\n---\n# Model\n`;
    if (at % 2 === 0)
      files[`models/m${at}/LICENSE`] =
        at % 6 === 0 ? `${mit}\nYou may not use it for anything that earns more than 10 million dollars a year.\n` : mit;
    if (at % 5 === 0) files[`models/m${at}/LICENSE.txt`] = "See the other file.\n";
    files[`models/m${at}/config.json`] = '{"model_type": "llama", "architectures": ["LlamaForCausalLM"]}\n';
    files[`code/use${at}.py`] =
      `from transformers import AutoModel\nAutoModel.from_pretrained("acme/model-${at}")\nAutoModel.from_pretrained("google/gemma-2b")\n`;
  }
  return newRepository(files);
}

describe("shards merged are one run, byte for byte", () => {
  test.each([1, 3])("the example repository in %i", async (count) => {
    const whole = await modelterms(["scan", PRODUCT, "--format", "json"]);
    const files = await scanShards(PRODUCT, count);
    const merged = await merge(shuffled(files));
    expect(merged).toEqual(whole);
    expect(await merge([...shuffled(files), files[0] ?? ""])).toEqual(whole);
  });

  test("a tree of files that belong together in 1, 2 and 9, with policy, extends, lock and waivers, merged elsewhere", async () => {
    const folder = cutThrough();
    const whole = await modelterms(["scan", "--format", "json"], { cwd: folder });
    const result = JSON.parse(whole.output) as Result;
    expect(result.findings.map(({ check }) => check)).toEqual(expect.arrayContaining(["lineage-conflict", "license-text-modified"]));
    expect(result.components.some(({ basedOn }) => basedOn.some(({ basis }) => basis === "lock"))).toBe(true);
    for (const count of [1, 2, 9]) {
      const files = await scanShards(".", count, [], folder);
      expect(await merge([...shuffled(files), ...files.slice(0, 1)]), `${count} shards`).toEqual(whole);
      const reads = files.map((file) => shardIn(file).shard.read.read);
      expect(Math.max(...reads) - Math.min(...reads), "dealt evenly").toBeLessThanOrEqual(1);
    }
  });

  test("in other formats", async () => {
    const files = await scanShards(PRODUCT, 2);
    for (const format of ["text", "sarif", "cyclonedx"])
      expect(await merge(files, ["--format", format]), format).toEqual(await modelterms(["scan", PRODUCT, "--format", format]));
  });

  test("with another policy, without one, and from the index", async () => {
    const folder = cutThrough();
    write(folder, { "strict.yml": "extends: [modelterms:permissive-only]\n", "models/m1/README.md": "---\nlicense: cc-by-nc-4.0\n---\n" });
    for (const args of [["--policy", "strict.yml"], ["--no-policy"], ["--staged"]]) {
      const whole = await modelterms(["scan", ...args, "--format", "json"], { cwd: folder });
      expect(await merge(await scanShards(".", 3, args, folder)), args.join(" ")).toEqual(whole);
    }
  });

  test("and compared with a baseline", async () => {
    const folder = cutThrough();
    const baseline = join(newFolder(), "baseline.json");
    await modelterms(["scan", "--format", `json=${baseline}`], { cwd: folder });
    write(folder, { "models/new/README.md": "---\nlicense: cc-by-nc-4.0\n---\n" });
    const whole = await modelterms(["scan", "--baseline", baseline, "--format", "json"], { cwd: folder });
    expect(await merge(await scanShards(".", 2, [], folder), ["--baseline", baseline, "--format", "json"])).toEqual(whole);
  });
});

describe("a shard", () => {
  test("has a result of its own that the schema knows, and no verdicts", async () => {
    const [file = ""] = await scanShards(PRODUCT, 2);
    const shard = shardIn(file);
    expect(validate(shard), JSON.stringify(validate.errors, null, 1)).toBe(true);
    expect(shard.components.length).toBeGreaterThan(3);
    expect(new Set(shard.components.map(({ verdict }) => verdict))).toEqual(new Set([null]));
    expect(shard.findings).toEqual([]);
  });

  test("does not carry texts that are recognized", async () => {
    const files = await scanShards(".", 2, [], cutThrough());
    const texts = files.flatMap((file) => shardIn(file).shard.read.licenseFiles);
    expect(texts.some(({ recognized }) => recognized.groups.length > 0)).toBe(true);
    for (const { text, type, recognized } of texts) expect(text === null).toBe(type !== "notice" && recognized.groups.length > 0);
  });

  test.each([
    [["--shard", "0/2"], "write I/N"],
    [["--shard", "3/2"], "write I/N"],
    [["--shard", "1"], "write I/N"],
    [["--shard", "1/10001"], "N at most 10000"],
    [["--shard", "1/2", "--since", "HEAD"], "--since"],
    [["--shard", "1/2", "--baseline", "x.json"], "merge --baseline"],
    [["--shard", "1/2", "--online"], "merge --online"],
    [["--shard", "1/2", "--files", "README.md"], "--files"],
  ])("is refused with %j", async (args, words) => {
    const { code, output, errors } = await modelterms(["scan", PRODUCT, ...args]);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(words);
  });

  test("that could not read a file makes the merged result incomplete", async () => {
    const folder = newFolder({
      "a/README.md": "---\nlicense: mit\n---\n",
      "b/README.md": `---\nlicense: mit\n---\n${"x".repeat(4_000_001)}`,
    });
    const whole = await modelterms(["scan", ".", "--format", "json"], { cwd: folder });
    expect(whole.code).toBe(2);
    const target = newFolder();
    for (const index of [1, 2])
      await modelterms(["scan", ".", "--shard", `${index}/2`, "--format", `json=${target}/${index}.json`], { cwd: folder });
    const merged = await merge([`${target}/1.json`, `${target}/2.json`]);
    expect(merged).toEqual(whole);
    expect((await merge([`${target}/1.json`, `${target}/2.json`], ["--allow-incomplete"])).code).not.toBe(2);
  });
});

describe("merging refuses", () => {
  const refused = async (files: readonly string[], words: string, args: readonly string[] = []) => {
    const { code, output, errors } = await merge(files, args);
    expect([code, output]).toEqual([2, ""]);
    expect(errors).toContain(words);
  };
  const changed = (file: string, change: (shard: ShardResult) => unknown) => {
    const copy = join(newFolder(), "changed.json");
    writeFileSync(copy, JSON.stringify(change(shardIn(file))));
    return copy;
  };

  test("missing shards, and names them", async () => {
    const files = await scanShards(PRODUCT, 7);
    await refused(files.slice(1), "of 7 shards one is missing: 1/7");
    await refused([files[0] ?? "", files[3] ?? ""], "of 7 shards 5 are missing: 2/7, 3/7, 5/7, 6/7, 7/7");
  });

  test("shards of different scans, and says what differs", async () => {
    const folder = cutThrough();
    const [first = "", second = ""] = await scanShards(".", 2, [], folder);
    const other = (args: readonly string[], target = ".", count = 2) => scanShard(target, 2, count, args, folder);
    await refused([first, await other([], ".", 3)], "the number of shards differs (2 and 3)");
    await refused([first, await other(["--no-policy"])], "the policy differs");
    await refused([first, await other([], "models")], "the target differs (. and models)");
    await refused([first, changed(second, (one) => ({ ...one, scan: { ...one.scan, date: "2026-01-01" } }))], "the date differs");
    await refused([first, changed(second, (one) => ({ ...one, scan: { ...one.scan, revision: "b".repeat(40) } }))], "the commit differs");
    await refused([first, changed(second, (one) => ({ ...one, tool: { ...one.tool, version: "9.9.9" } }))], "made by modelterms 9.9.9");
    const otherKnowledge = (one: ShardResult) => ({
      ...one,
      shard: { ...one.shard, common: { ...one.shard.common, knowledge: "0".repeat(64) } },
    });
    await refused([first, changed(second, otherKnowledge)], "the program's knowledge differs");
    await refused([changed(first, otherKnowledge), changed(second, otherKnowledge)], "another build of the program");
    write(folder, { "added.md": "" });
    await refused([first, await other([])], "the list of files or repositories differs");
  });

  test("one shard run twice with different results", async () => {
    const folder = cutThrough();
    const files = await scanShards(".", 2, [], folder);
    write(folder, Object.fromEntries(Array.from({ length: 24 }, (_, at) => [`models/m${at}/README.md`, "---\nlicense: mit\n---\n"])));
    const again = await scanShards(".", 2, [], folder);
    await refused([...files, again[0] ?? ""], "are both shard 1 of 2, and differ");
  });

  test("another policy than that of the shards", async () => {
    const folder = cutThrough();
    const files = await scanShards(".", 2, [], folder);
    const policy = join(newFolder({ "other.yml": "licenses: { allow: [permissive] }\n" }), "other.yml");
    await refused(files, "is not the policy that the shards were made with", ["--policy", policy]);
  });

  test("what is no shard", async () => {
    const folder = newFolder({ "text.json": "no JSON", "list.json": "[]", "big.json": '{"version": 1, "shard": {"index": 1}}' });
    await modelterms(["scan", PRODUCT, "--format", `json=${folder}/whole.json`]);
    await refused([`${folder}/whole.json`], "the result of a whole scan");
    await refused([`${folder}/text.json`], "cannot be read as the result of a shard");
    await refused([`${folder}/list.json`], "not the result of a shard");
    await refused([`${folder}/big.json`], "not the result of a shard");
    await refused([`${folder}/none.json`], "ENOENT");
    const [file = ""] = await scanShards(PRODUCT, 1);
    await refused([changed(file, (one) => ({ ...one, shard: { ...one.shard, index: 2 } }))], "cannot be");
    const forged = (one: ShardResult) => ({ ...one, shard: { ...one.shard, policy: { own: null, extended: [] } } });
    await refused([changed(file, forged)], "the policy that the shards carry is not the one");
  });
});
