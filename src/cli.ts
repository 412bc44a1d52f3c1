import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ModuleConstructor, takeCompiled } from "./cache/compiled.ts";
import { cacheFolder } from "./cache/place.ts";

/** The entry of the command line. */
const dist = new URL(import.meta.url.endsWith("/src/cli.ts") ? "../dist/" : "./", import.meta.url);

/** A hash of the built program and of what it knows: two programs with the same do the same. */
declare const MODELTERMS_BUILD: string | undefined;

/** Defined in a CommonJS module only, which is what the built program is. */
declare const module: { readonly constructor: unknown } | undefined;

const cache = cacheFolder(process.env);
if (cache !== null && typeof MODELTERMS_BUILD !== "undefined" && typeof module !== "undefined") {
  const [, , command = "", ...options] = process.argv;
  const name = `${/^[a-z]+$/.test(command) ? command : "other"}${options.includes("--staged") ? "-staged" : ""}`;
  takeCompiled(module.constructor as ModuleConstructor, fileURLToPath(dist), join(cache, "compiled"), `${MODELTERMS_BUILD}-${name}`);
}

void import("./commands/run.ts").then(({ run }) => run(process.argv, dist));
