import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { decodeText } from "../formats/text.ts";
import type { NamedWords } from "../licenses/texts/build-index.ts";
import { readLicense } from "../licenses/texts/license-words.ts";
import { packTexts } from "../licenses/texts/store.ts";
import { buildTextIndex, catalogName, keptTexts, type Recognition, readRecognition, readSpdxTexts } from "./text-index.ts";

// Makes the fingerprints of license texts: `node src/build/run.mjs fingerprints.ts [FOLDER]`. FOLDER holds texts and an index.tsv with
// the columns `key` and `spdx_id`. Only hashes of words are written.

const root = process.cwd();
const folder = resolve(process.argv[3] ?? join(root, "../shared/data/licenses/texts"));
const say = (message: string): boolean => process.stdout.write(`${message}\n`);

if (existsSync(join(folder, "index.tsv"))) {
  const recognition = readRecognition(root);
  const texts = readFolder(folder, recognition);
  const bytes = packTexts(withoutKnown(texts, readSpdxTexts(root, recognition)));
  writeFileSync(join(root, keptTexts), bytes);
  say(`${keptTexts}: ${bytes.length} bytes`);
} else {
  say(`${folder} has no index.tsv: ${keptTexts} stays as it is`);
}
say(`index of all texts: ${buildTextIndex(root).length} bytes`);

function readFolder(folder: string, recognition: Recognition): readonly NamedWords[] {
  const [head = "", ...rows] = readFileSync(join(folder, "index.tsv"), "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return rows.map((row) => {
    const cells = row.split("\t");
    const key = cells[columns.indexOf("key")] ?? "";
    const spdx = catalogName(root, key) ?? cells[columns.indexOf("spdx_id")]?.trim() ?? "";
    const { text } = decodeText(readFileSync(join(folder, `${key}.txt`)));
    return { names: [spdx === "" ? `LicenseRef-${key}` : spdx], ...readLicense(text, recognition) };
  });
}

/** Texts that the SPDX list has word for word under the same name need no second entry. */
function withoutKnown(texts: readonly NamedWords[], known: readonly NamedWords[]): readonly NamedWords[] {
  const words = new Set(known.flatMap((text) => text.names.map((name) => `${name} ${text.hashes.join()}`)));
  return texts.filter((text) => !text.names.every((name) => words.has(`${name} ${text.hashes.join()}`)));
}
