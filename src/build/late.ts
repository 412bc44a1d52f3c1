import type { Plugin } from "rolldown";

/** What stands in for a module. */
const STAND_IN = "\0late:";

/** Where the functions of a module are to be had when the bundled program runs. */
interface Late {
  /** As an import names the module, or the end of that. */
  readonly module: string;
  readonly from: string;
  readonly functions: readonly string[];
}

/** Modules that the bundled program loads with the first call of one of their functions. Whatever else somebody imports from them fails the build. */
export function loadedLate(modules: readonly Late[]): Plugin {
  return {
    name: "loaded-late",
    resolveId(id, importer) {
      if (importer === undefined) return null;
      if (importer.startsWith(STAND_IN)) return { id, external: true };
      const late = modules.find(({ module }) => id.endsWith(module));
      return late === undefined ? null : STAND_IN + late.module;
    },
    load(id) {
      const late = modules.find(({ module }) => id === STAND_IN + module);
      if (late === undefined) return null;
      return late.functions
        .map((name) => `export function ${name}(...given) { return require("${late.from}").${name}(...given); }`)
        .join("\n");
    },
  };
}

/** A module of Node. */
export async function ofNode(name: string): Promise<Late> {
  const exported: object = await import(name);
  const functions = Object.entries(exported).flatMap(([key, value]) =>
    typeof value === "function" && /^(?!default$)[a-z]/.test(key) ? [key] : [],
  );
  return { module: name, from: name, functions };
}
