import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { rolldown } from "rolldown";
import { compileKnowledge } from "./knowledge.ts";
import { packBlocks } from "./knowledge-blocks.ts";
import { knowledgeLines } from "./knowledge-lines.ts";
import { shippedPackages, thirdPartyNotices } from "./notices.ts";
import { policyJsonSchema, resultJsonSchema } from "./schemas.ts";
import { buildTextIndex } from "./text-index.ts";

/** Writes `dist/`: the bundled program, the compiled knowledge and the JSON Schemas. The same sources give the same bytes. */
const root = process.cwd();
const { version } = createRequire(import.meta.url)(`${root}/package.json`) as { version: string };
const dist = `${root}/node_modules/.modelterms-dist-${process.pid}`;
mkdirSync(`${dist}/schemas`, { recursive: true });
const knowledge = compileKnowledge(root);
writeFileSync(`${dist}/knowledge.br`, packBlocks(knowledgeLines(knowledge)));
writeFileSync(`${dist}/texts.bin`, buildTextIndex(root));
writeFileSync(`${dist}/schemas/policy.schema.json`, `${JSON.stringify(policyJsonSchema(knowledge.terms), null, 1)}\n`);
writeFileSync(`${dist}/schemas/result.schema.json`, `${JSON.stringify(resultJsonSchema(), null, 1)}\n`);
const bundle = await rolldown({
  input: { cli: `${root}/src/cli.ts`, action: `${root}/src/action.ts` },
  platform: "node",
  resolve: { mainFields: ["module", "main"] },
  cwd: root,
  transform: { define: { MODELTERMS_VERSION: JSON.stringify(version) } },
});
const { output } = await bundle.write({
  dir: dist,
  // CommonJS starts faster than modules do: nothing is resolved, parsed ahead and linked before the first line runs.
  format: "cjs",
  minify: true,
  minifyInternalExports: false,
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name].js",
  // Opening thirty small files took longer than parsing them: what every scan needs comes in few, each with all that it imports statically. git is
  // asked for its list before the pipeline is opened.
  codeSplitting: {
    groups: [
      { name: "start", test: /\/src\/(?:errors|version|commands\/arguments|reports\/parts\/escape)\.ts$/, priority: 5 },
      { name: "reports", test: /\/src\/commands\/write-reports\.ts$/, priority: 4 },
      { name: "scan", test: /\/src\/(?:commands\/scan|knowledge-files)\.ts$/, priority: 3 },
      { name: "pipeline", test: /\/src\/scan\.ts$/, priority: 2 },
      { name: "references", test: /\/src\/readers\/references\/prose\.ts$/, priority: 1 },
    ],
  },
  banner: (chunk) => (chunk.name === "cli" && chunk.isEntry ? "#!/usr/bin/env node" : ""),
});
const moduleIds = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
writeFileSync(`${dist}/THIRD-PARTY-NOTICES.txt`, thirdPartyNotices(shippedPackages(moduleIds, root)));
chmodSync(`${dist}/cli.js`, 0o755);
writeFileSync(`${dist}/package.json`, `${JSON.stringify({ type: "commonjs" })}\n`);

// Only a whole build takes the place of the old one.
rmSync(`${root}/dist`, { recursive: true, force: true });
renameSync(dist, `${root}/dist`);
