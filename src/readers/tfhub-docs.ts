import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { isHole, placeholder } from "./parts/license-fields.ts";
import { declaration } from "./parts/manifest.ts";
import { declared, nothing } from "./parts/reading.ts";

const HEADING = /^#\s+(Module|Lite|Tfjs|Coral|Placeholder)\s+(\S+)\s*$/;
/** One comment a line, as the format wants it; longer lines are prose. */
const COMMENT = /^[ \t]*<!--[ \t]*([\w-]+)[ \t]*:[ \t]*(\S.{0,500}?)[ \t]*-->/;
const OPEN_LICENSE = /^[ \t]*<!--[ \t]*license[ \t]*:(?!.*-->)/;
const LINE = 1_000;

/** Documentation of TensorFlow Hub: the first heading names the model, HTML comments hold its metadata (tfhub.dev `CONTRIBUTING`, "Markdown format"). */
export const tfhubDocs: Reader = {
  id: "tfhub-docs",
  title: "TensorFlow Hub documentation page",
  ends: ["md"],
  matches: (path, name) => /^\d+\.md$/.test(name) || (name.endsWith(".md") && /(?:^|\/)assets\/docs\//.test(path)),
  read: readPage,
};

function readPage(file: FileContent): Reading {
  const source = decodeText(file.bytes).text.replace(/^\uFEFF/, "");
  const lines = source.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const heading = HEADING.exec((lines[first] ?? "").trimEnd());
  if (heading === null || !source.includes("<!--")) return nothing;
  const problems: Problem[] = [];
  const fields = comments(lines, file.path, problems);
  const of = (key: string) => fields.flatMap(([name, stated]) => (name === key ? [stated] : []));
  const written = heading[2] ?? "";
  // Some pages break the handle with invisible signs.
  const handle = written.replace(/&zwnj;|[\u200b-\u200d]/g, "");
  const licenses = of("license");
  const location = { path: file.path, line: first + 1, column: (lines[first] ?? "").indexOf(written) + 1 };
  const own: Declaration = {
    reader: tfhubDocs.id,
    subject: { at: "file", path: file.path },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? location,
    licenses,
    bases: of("parent-model").map((base) => ({ ...base, relation: null, inferred: false })),
    datasets: of("dataset"),
  };
  return declared([declaration(own, { name: { value: handle, location }, modality: of("task")[0] ?? of("module-type")[0] })], problems);
}

function comments(lines: readonly string[], path: string, problems: Problem[]): [string, Stated][] {
  const found: [string, Stated][] = [];
  for (const [index, text] of lines.entries()) {
    const match = COMMENT.exec(text.slice(0, LINE));
    if (match === null && OPEN_LICENSE.test(text.slice(0, LINE)))
      problems.push({
        message: "a comment with a license that does not end on its line: not read",
        location: { path, line: index + 1, column: 1 },
      });
    const [whole = "", key = "", value = ""] = match ?? [];
    if (match === null || value === "") continue;
    const column = match.index + whole.indexOf(value, whole.indexOf(":") + 1) + 1;
    const stated = { value, location: { path, line: index + 1, column } };
    if (key === "license" && isHole(value)) problems.push(placeholder(stated));
    else found.push([key.toLowerCase(), stated]);
  }
  return found;
}
