import { readFileSync } from "node:fs";
import type { Knowledge } from "./licenses/knowledge.ts";

/** Opens the compiled knowledge beside the program. Each part is read when it is first asked for. */
export function openKnowledge(folder: URL): Knowledge {
  const parts = new Map<string, unknown>();
  const part = <Part>(name: string): Part => {
    if (!parts.has(name)) parts.set(name, JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")));
    return parts.get(name) as Part;
  };
  return {
    get terms() {
      return part<Knowledge>("licenses").terms;
    },
    get licenses() {
      return part<Knowledge>("licenses").licenses;
    },
    get territories() {
      return part<Knowledge>("licenses").territories;
    },
    get names() {
      return part<Knowledge["names"]>("names");
    },
    get models() {
      return part<Knowledge["models"]>("models");
    },
    get policies() {
      return part<Knowledge["policies"]>("policies");
    },
  };
}
