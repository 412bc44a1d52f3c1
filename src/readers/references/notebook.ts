import { notebookCells } from "../../formats/notebook.ts";
import type { Problem } from "../../model.ts";
import { between, blanked } from "./blanked.ts";
import { commandsIn } from "./cells.ts";
import { referencesInCode } from "./code.ts";
import type { References } from "./collect.ts";
import { PYTHON } from "./languages.ts";
import { referencesInProse } from "./prose.ts";
import { referencesInShell } from "./shell.ts";

/** References in a notebook: code cells are a program, with shell commands behind `!` and `%`; Markdown cells are prose. Gives what is wrong with the file. */
export function referencesInNotebook(source: string, references: References): readonly Problem[] {
  const notebook = notebookCells(source);
  if (notebook === null) return [{ message: "no notebook: a JSON object with cells is expected", location: references.locate(0) }];
  // One program: a constant of one cell is used in another.
  const code = notebook.cells.filter(({ type }) => type === "code");
  const starts: number[] = [];
  let length = 0;
  for (const { text } of code) {
    starts.push(length);
    length += text.length + 1;
  }
  const place = (offset: number) => {
    let index = starts.findLastIndex((start) => start <= offset);
    if (index === -1) index = 0;
    return code[index]?.place(offset - (starts[index] ?? 0)) ?? 0;
  };
  const parts = code.map(({ text }) => ({ text, commands: commandsIn(text) }));
  const program = parts.map(({ text, commands }) => blanked(text, commands)).join("\n");
  const commands = parts.map(({ text, commands: spans }) => blanked(text, between(spans, text.length))).join("\n");
  referencesInCode(program, PYTHON, references, "used", place);
  referencesInShell(commands, references, "used", place);
  for (const cell of notebook.cells) if (cell.type !== "code") referencesInProse(cell.text, references, (offset) => cell.place(offset));
  const { fault, cut } = notebook;
  const faulty = "the text of a cell is malformed here: it is read up to this place";
  const broken = "the notebook breaks off here: what stands before it is read";
  return [
    ...(fault === null || cut !== null ? [] : [{ message: faulty, location: references.locate(fault) }]),
    ...(cut === null ? [] : [{ message: broken, location: references.locate(cut) }]),
  ];
}
