import { createHash } from "node:crypto";
import { decodeText } from "../formats/text.ts";
import { licenseFile } from "../readers/license-file.ts";
import type { HubText } from "./record.ts";

/** Those of the root folder that are license texts by their name; notices and use policies aside. */
export function licensePaths(paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => !path.includes("/") && licenseFile.matches(path, path.toLowerCase()))
    .filter((path) => /licen[cs]e|copying|terms|eula/i.test(path) && !/\.(?:pdf|docx?|rtf)$/i.test(path))
    .sort();
}

export function hubText(path: string, bytes: Uint8Array): HubText {
  return { path, sha256: createHash("sha256").update(bytes).digest("hex"), text: decodeText(bytes).text, recognized: null };
}
