import { isShortModel, type NameIn, ownedName } from "./names.ts";
import { isOllamaName } from "./ollama-names.ts";
import { isPair } from "./said.ts";

// Tables of Markdown of which a column is headed by what stands in it: "| Model | Size |".

const HEAD = /^[ \t]{0,8}\|[^\n]{3,1000}\|[ \t]*\r?\n[ \t]{0,8}\|[ \t]?:?-[-:| \t]{2,500}\|[ \t]*$/gm;
const TITLE =
  /^[\W_]{0,4}(?:(?:base|hub|hf|hugging ?face) )?(?:(mod(?:[eèé]le?|elo|ell[oe]?)s?|checkpoints?|hub id|repo id)|data ?sets?)(?: (?:id|name|repo|used))?[\W_]{0,4}$/i;
const NAME = /^[\s*_`[("]{0,6}([A-Za-z\d][\w.-]{1,95}\/[A-Za-z\d][\w.-]{1,95})[\s*_`)\]"]{0,6}$/;
/** `qwen3:latest`, `[phi3:mini-128k][phi]`: a name with a tag, as Ollama has them. */
const TAGGED = /^[^A-Za-z\d|]{0,8}([a-z][\w.-]{1,60}:\w[\w.-]{1,40})(?![\w/:])/;
const ROW = /^[ \t]{0,8}\|/;
/** Rows of a table that are looked at. */
const MOST_ROWS = 500;

/** Names that stand alone in a column of models or data sets. */
export function namesInColumns(text: string): readonly NameIn[] {
  if (!text.includes("|")) return [];
  const found: NameIn[] = [];
  for (const { 0: head, index } of text.matchAll(HEAD)) {
    const kinds = cells(head.slice(0, head.indexOf("\n"))).map(({ text: title }) => TITLE.exec(title.trim()));
    if (kinds.every((kind) => kind === null)) continue;
    let from = index + head.length + 1;
    for (let row = 0; row < MOST_ROWS && ROW.test(text.slice(from, from + 9)); row += 1) {
      const end = text.indexOf("\n", from);
      const line = text.slice(from, end === -1 ? text.length : end);
      for (const [at, cell] of cells(line).entries()) {
        const kind = kinds[at] ?? null;
        const written = NAME.exec(cell.text)?.[1] ?? "";
        const name =
          kind === null || (cell.text.trim() === written && isPair(written))
            ? null
            : ownedName(written, kind[1] === undefined ? "dataset" : "model");
        if (name !== null) found.push({ ...name, from: from + cell.from + cell.text.indexOf(written) });
        else if (kind?.[1] !== undefined) found.push(...tagged(cell.text, from + cell.from));
      }
      if (end === -1) break;
      from = end + 1;
    }
  }
  return found;
}

function tagged(cell: string, from: number): readonly NameIn[] {
  const name = TAGGED.exec(cell)?.[1] ?? "";
  return isShortModel(name) || isOllamaName(name) ? [{ name, kind: "model", from: from + cell.indexOf(name) }] : [];
}

/** The cells of a row, each with its place in it. */
function cells(line: string): readonly { readonly text: string; readonly from: number }[] {
  const found: { readonly text: string; readonly from: number }[] = [];
  let from = line.indexOf("|") + 1;
  for (let to = line.indexOf("|", from); to !== -1; to = line.indexOf("|", from)) {
    found.push({ text: line.slice(from, to).trimEnd(), from });
    from = to + 1;
  }
  return found;
}
