import { join, sep } from "node:path";
import { type ModuleConstructor, takeCompiled } from "./cache/compiled.ts";
import { cacheFolder } from "./cache/place.ts";
import { run } from "./commands/run.ts";

/** The entry of the command line: takes the program as it was compiled before, and runs it. */
const dist = import.meta.dirname;

/** A hash of the built program and of what it knows: two programs with the same do the same. */
declare const MODELTERMS_BUILD: string | undefined;

/** Defined in a CommonJS module only, which is what the built program is. */
declare const module: { readonly constructor: unknown } | undefined;

const cache = cacheFolder(process.env);
if (cache !== null && typeof MODELTERMS_BUILD !== "undefined" && typeof module !== "undefined") {
  const [, , command = "", ...options] = process.argv;
  const name = `${/^[a-z]+$/.test(command) ? command : "other"}${options.includes("--staged") ? "-staged" : ""}`;
  takeCompiled(module.constructor as ModuleConstructor, dist + sep, join(cache, "compiled"), `${MODELTERMS_BUILD}-${name}`);
}

run(process.argv, dist);
