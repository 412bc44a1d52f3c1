import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { type InputOptions, type OutputOptions, rolldown } from "rolldown";
import { compileKnowledge } from "./knowledge.ts";
import { packBlocks } from "./knowledge-blocks.ts";
import { knowledgeLines } from "./knowledge-lines.ts";
import { loadedLate, ofNode } from "./late.ts";
import { shippedPackages, thirdPartyNotices } from "./notices.ts";
import { policyJsonSchema, resultJsonSchema } from "./schemas.ts";
import { buildTextIndex } from "./text-index.ts";

/** Writes `dist/`: the bundled program, the compiled knowledge and the JSON Schemas. The same sources give the same bytes. */
const root = process.cwd();
const { version } = createRequire(import.meta.url)(`${root}/package.json`) as { version: string };
/** Stands in the code until it is known what the build's hash is. */
const NO_BUILD = "build-not-known-";
const dist = `${root}/node_modules/.modelterms-dist-${process.pid}`;
mkdirSync(`${dist}/schemas`, { recursive: true });
const knowledge = compileKnowledge(root);
const { all, often } = knowledgeLines(knowledge);
writeFileSync(`${dist}/knowledge.br`, packBlocks(all, often));
writeFileSync(`${dist}/texts.bin`, buildTextIndex(root));
writeFileSync(`${dist}/schemas/policy.schema.json`, `${JSON.stringify(policyJsonSchema(knowledge.terms), null, 1)}\n`);
writeFileSync(`${dist}/schemas/result.schema.json`, `${JSON.stringify(resultJsonSchema(), null, 1)}\n`);
const settings: InputOptions = {
  platform: "node",
  resolve: { mainFields: ["module", "main"] },
  cwd: root,
  // Each takes a millisecond or more to load, and many runs need neither.
  plugins: [loadedLate([await ofNode("node:child_process"), await ofNode("node:crypto")])],
  transform: { define: { MODELTERMS_VERSION: JSON.stringify(version), MODELTERMS_BUILD: JSON.stringify(NO_BUILD) } },
};
const written: OutputOptions = {
  // CommonJS starts faster than modules do: nothing is resolved, parsed ahead and linked before the first line runs.
  format: "cjs",
  minify: true,
  minifyInternalExports: false,
};
const program = await rolldown({
  ...settings,
  input: { run: `${root}/src/commands/run.ts`, action: `${root}/src/action.ts`, texts: `${root}/src/text-files.ts` },
  plugins: [settings.plugins, loadedLate([{ module: "/text-files.ts", from: "./texts.js", functions: ["openTextReader"] }])],
});
const { output: parts } = await program.generate({
  ...written,
  entryFileNames: ({ name }) => (name === "texts" ? "chunks/[name].js" : "[name].js"),
  chunkFileNames: "chunks/[name].js",
  // Opening many small files takes longer than to have them compiled: all that a scan of a small folder needs comes in one.
  codeSplitting: {
    groups: [
      { name: "scan", test: /\/src\/(?:commands\/(?:run|scan|write-reports)|knowledge-files|scan)\.ts$/, priority: 2 },
      { name: "manifests", test: /\/src\/readers\/registry\.ts$/, priority: 1 },
      { name: "references", test: /\/src\/readers\/references\/prose\.ts$/, priority: 1 },
    ],
  },
});
// The entry opens no other file before it has at hand what was compiled before: it is bundled alone, and calls what lies in a part of the program.
const entry = await rolldown({
  ...settings,
  input: { cli: `${root}/src/cli.ts` },
  plugins: [loadedLate([{ module: "/commands/run.ts", from: "./chunks/scan.js", functions: ["run"] }])],
});
const { output: start } = await entry.generate({ ...written, dynamicImportInCjs: false, banner: "#!/usr/bin/env node" });
const output = [...start, ...parts.filter(({ fileName }) => fileName !== "run.js")];
const files = output.map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source] as const);
const hash = createHash("sha256");
for (const [name, content] of files) hash.update(name).update(content);
// Of the knowledge what is packed counts: versions of Node compress differently.
hash
  .update(all)
  .update(often)
  .update(readFileSync(`${dist}/texts.bin`));
const build = hash.digest("hex").slice(0, NO_BUILD.length);
for (const [name, content] of files) {
  mkdirSync(dirname(`${dist}/${name}`), { recursive: true });
  writeFileSync(`${dist}/${name}`, typeof content === "string" ? inAscii(content.replaceAll(NO_BUILD, build)) : content);
}
const moduleIds = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
writeFileSync(`${dist}/THIRD-PARTY-NOTICES.txt`, thirdPartyNotices(shippedPackages(moduleIds, root)));
chmodSync(`${dist}/cli.js`, 0o755);
writeFileSync(`${dist}/package.json`, `${JSON.stringify({ type: "commonjs" })}\n`);

// Only a whole build takes the place of the old one.
rmSync(`${root}/dist`, { recursive: true, force: true });
renameSync(dist, `${root}/dist`);

/** V8 keeps and reads code twice as fast where all of it is ASCII; in strings, regular expressions and names an escape means the same. */
function inAscii(code: string): string {
  return code.replace(/[^\p{ASCII}]/gu, (character) =>
    character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}
