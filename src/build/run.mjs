// Runs a TypeScript file of this folder: `node src/build/run.mjs bundle.ts ARGUMENT…`. Node 20 does not read TypeScript by itself.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const script = process.argv[2];
const root = new URL("../../", import.meta.url).pathname;
const folder = mkdtempSync(join(root, "node_modules", ".modelterms-"));
try {
  const bundle = await rolldown({
    input: join(root, "src/build", script),
    platform: "node",
    resolve: { mainFields: ["module", "main"] },
    external: [/^node:/, /^(?!@oxc-project\/runtime)[a-z@][^:]*$/],
  });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "script.mjs", chunkFileNames: "[name].mjs" });
  await import(pathToFileURL(join(folder, "script.mjs")).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
