import { decodeText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { declared, nothing } from "./parts/reading.ts";
import { isInstalled } from "./references/installed.ts";
import { CODE_ENDS, syntaxOf } from "./references/languages.ts";
import { canMatter } from "./references/look.ts";

const GENERATED = /\.min\.[cm]?js$|\.bundle\.js$|[.-]lock\b|\.d\.ts\.map$/;

/** Models, data sets, Spaces and hosted models that a program or a notebook refers to. */
export const codeReferences: Reader = {
  id: "code-references",
  title: "References to models in programs and notebooks",
  limit: limits.referenceBytes,
  ends: [...CODE_ENDS, "ipynb"],
  matches: (path, name) => (name.endsWith(".ipynb") || syntaxOf(name) !== undefined) && !GENERATED.test(path) && !isInstalled(path),
  read: (file) => (canMatter(file.bytes, !file.path.endsWith(".ipynb")) ? readCode(file) : nothing),
};

async function readCode(file: FileContent): Promise<Reading> {
  const { References } = await import("./references/collect.ts");
  const source = decodeText(file.bytes).text;
  const references = new References(codeReferences.id, file.path, source);
  const name = file.path.toLowerCase();
  if (name.endsWith(".ipynb")) {
    const { referencesInNotebook } = await import("./references/notebook.ts");
    const problems = referencesInNotebook(source, references);
    const reading = references.reading();
    return declared(reading.declarations, [...problems, ...reading.problems]);
  }
  const syntax = syntaxOf(name.slice(name.lastIndexOf("/") + 1));
  if (syntax === undefined) return nothing;
  const { referencesInCode } = await import("./references/code.ts");
  referencesInCode(source, syntax, references);
  if (/\.[jt]sx$/.test(name)) {
    const { referencesInMarkup } = await import("./references/markup.ts");
    referencesInMarkup(source, references);
  }
  return references.reading();
}
