/** A cell of a Jupyter notebook: its text, and where each character of it stands in the file. */
export interface NotebookCell {
  readonly type: "code" | "markdown" | "raw";
  readonly text: string;
  /** Turns an offset of the text into one of the file. */
  place(offset: number): number;
}

interface Piece {
  /** Where the piece begins in the cell's text and, behind its quote, in the file. */
  readonly at: number;
  readonly from: number;
  readonly raw: string;
}

interface Notebook {
  readonly cells: readonly NotebookCell[];
  /** Where the file breaks off; null where it does not. */
  readonly cut: number | null;
  /** Where the first cell breaks off whose text is malformed; null where none does. */
  readonly fault: number | null;
}

const TYPES = new Set(["code", "markdown", "raw"]);
const SIMPLE: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/**
 * The cells of a notebook (nbformat 3 and 4). Looks only for `cell_type` and `source` (`input` in nbformat 3), so that large outputs cost little and a
 * cut file gives what stands before the cut. Null where the text is no notebook.
 */
export function notebookCells(source: string): Notebook | null {
  if (!/^\s*\{/.test(source) || !/"cells"\s*:|"worksheets"\s*:/.test(source)) return null;
  const cells: NotebookCell[] = [];
  let type: NotebookCell["type"] = "code";
  let pending: readonly Piece[] | null = null;
  let fault: number | null = null;
  const keys = /"(cell_type|source|input)"\s*:\s*/g;
  for (let match = keys.exec(source); match !== null; match = keys.exec(source)) {
    if (match[1] === "cell_type") {
      const value = /"(\w+)"/y;
      value.lastIndex = keys.lastIndex;
      const found = value.exec(source)?.[1] ?? "";
      type = TYPES.has(found) ? (found as NotebookCell["type"]) : "markdown";
      if (pending !== null) cells.push(cell(type, pending));
      pending = null;
      continue;
    }
    const { pieces, end, isClosed } = strings(source, keys.lastIndex);
    keys.lastIndex = Math.max(end, keys.lastIndex);
    if (!isClosed) fault ??= end;
    if (pieces.length === 0) continue;
    // The type stands before the source in nearly all files, and after it in a few.
    if (typeFollows(source, end)) pending = pieces;
    else cells.push(cell(type, pieces));
  }
  return { cells, fault, cut: isWhole(source) ? null : source.length };
}

/** Whether as many brackets are closed as were opened. */
function isWhole(source: string): boolean {
  if (!/\}\s*$/.test(source.slice(-200))) return false;
  let depth = 0;
  for (let index = 0; index < source.length; index += 1) {
    const code = source.charCodeAt(index);
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    else if (code === 0x22) {
      for (index += 1; index < source.length && source.charCodeAt(index) !== 0x22; index += 1)
        if (source.charCodeAt(index) === 0x5c) index += 1;
    }
  }
  return depth <= 0;
}

function typeFollows(source: string, end: number): boolean {
  return /^\s*,\s*"cell_type"/.test(source.slice(end, end + 60));
}

function cell(type: NotebookCell["type"], pieces: readonly Piece[]): NotebookCell {
  const text = pieces.map(({ raw }) => decoded(raw)).join("");
  return { type, text, place: (offset) => place(pieces, offset) };
}

/** A text, or a list of texts, from here on. */
function strings(source: string, from: number): { readonly pieces: readonly Piece[]; readonly end: number; readonly isClosed: boolean } {
  const isList = source[from] === "[";
  const pieces: Piece[] = [];
  let at = 0;
  let end = isList ? from + 1 : from;
  const text = /\s*(?:,\s*)?"((?:[^"\\]|\\.)*)"/y;
  for (;;) {
    text.lastIndex = end;
    const match = text.exec(source);
    if (match === null) break;
    const raw = match[1] ?? "";
    pieces.push({ at, from: text.lastIndex - 1 - raw.length, raw });
    at += raw.includes("\\") ? decoded(raw).length : raw.length;
    end = text.lastIndex;
    if (!isList) break;
  }
  const rest = source.slice(end, end + 200);
  const closing = isList ? (/^\s*\]/.exec(rest)?.[0].length ?? 0) : 0;
  const isEnded = !isList || closing > 0;
  // Values of other kinds are no cell's.
  const other = pieces.length > 0 ? /^\s*,\s*(?:null|true|false|-?\d)/ : /^\s*(?:null|true|false|-?\d|[[{])/;
  const isClosed = isEnded ? (!isList && pieces.length === 0) || /^\s*(?:[,}]|$)/.test(rest.slice(closing)) : other.test(rest);
  return { pieces, end: end + closing, isClosed };
}

function decoded(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(/\\(u[\da-fA-F]{4}|[\s\S])/g, (_, code: string) =>
    code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (SIMPLE[code] ?? code),
  );
}

function place(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  if (piece === undefined) return 0;
  let raw = 0;
  for (let left = offset - piece.at; left > 0 && raw < piece.raw.length; left -= 1)
    raw += piece.raw[raw] !== "\\" ? 1 : piece.raw[raw + 1] === "u" ? 6 : 2;
  return piece.from + raw;
}
