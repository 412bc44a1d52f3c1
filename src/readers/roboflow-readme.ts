import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseFields } from "./parts/license-fields.ts";
import { declaration } from "./parts/manifest.ts";
import { declared, nothing } from "./parts/reading.ts";
import { shortPage } from "./parts/roboflow.ts";

const PAGE = /^https?:\/\/(?:universe|public|app)\.roboflow\.(?:com|ai)\/\S{3,200}/;

/** `README.dataset.txt` beside a data set exported from Roboflow: its page on the second line, then `License: …` (Roboflow "Export data"). */
export const roboflowReadme: Reader = {
  id: "roboflow-readme",
  title: "Roboflow README.dataset.txt",
  ends: ["txt"],
  matches: (_path, name) => /^readme[._-]dataset\.txt$/.test(name),
  read: readReadme,
};

function readReadme(file: FileContent): Reading {
  const lines = decodeText(file.bytes)
    .text.split(/\r\n|\n|\r/)
    .slice(0, 20);
  const page = lines.map((line) => PAGE.exec(line)?.[0]).find((found) => found !== undefined);
  const index = lines.findIndex((line) => /^licen[cs]e:/i.test(line));
  const value = (lines[index] ?? "").replace(/^licen[cs]e:/i, "").trim();
  if (page === undefined || value === "") return nothing;
  const location = { path: file.path, line: index + 1, column: (lines[index] ?? "").indexOf(value) + 1 };
  const problems: Problem[] = [];
  const { licenses, licenseLink } = licenseFields({ type: "scalar", text: value, kind: "text", location }, problems);
  const name = {
    value: shortPage(page),
    location: { path: file.path, line: lines.findIndex((line) => line.startsWith(page)) + 1, column: 1 },
  };
  const own: Declaration = {
    reader: roboflowReadme.id,
    subject: { at: "name", name: name.value },
    kind: "dataset",
    role: "used",
    location,
    licenses,
  };
  return declared([declaration(own, { name, licenseLink })], problems);
}
