import { createHash } from "node:crypto";
import { decodeText } from "../formats/text.ts";
import { licenseFile } from "../readers/license-file.ts";
import type { HubText } from "./record.ts";

/** License files of one repository that are read; those of real ones are at most a handful. */
const MOST_TEXTS = 8;

/** Those of the root folder that are license texts by their name; notices and use policies aside. */
export function licensePaths(paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => !path.includes("/") && licenseFile.matches(path, path.toLowerCase()))
    .filter((path) => /licen[cs]e|copying|terms|eula/i.test(path) && !/\.(?:pdf|docx?|rtf)$/i.test(path))
    .sort()
    .slice(0, MOST_TEXTS);
}

export function hubText(path: string, bytes: Uint8Array): HubText {
  return { path, sha256: createHash("sha256").update(bytes).digest("hex"), text: decodeText(bytes).text, recognized: null };
}
