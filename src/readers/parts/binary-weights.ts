import { createHash } from "node:crypto";
import { limits } from "../../limits.ts";
import type { Declaration, LicenseFile, Problem, Reading, Stated, StatedBase, Subject } from "../../model.ts";
import { fileLocation, folderSubject } from "./reading.ts";

/** A longer text in a license field is the license itself. */
const NAME_LENGTH = 500;

/** What a weight file's header says of the model. */
export interface HeaderFacts {
  readonly license: string;
  readonly licenseLink?: string;
  readonly name: string;
  readonly base?: string;
  readonly dataset?: string;
}

const SILENT: HeaderFacts = { license: "", name: "" };

/** The reading of a weight file: evidence that a model lies in its folder, and what its header states. */
export function weightsReading(reader: string, path: string, facts: HeaderFacts = SILENT, problems: readonly Problem[] = []): Reading {
  const location = fileLocation(path);
  // A Core ML package is a folder that stands for one file.
  const subject: Subject = folderSubject(path.replace(/\.mlpackage\/.*$/i, ".mlpackage"));
  const stated = (value: string | undefined): Stated[] =>
    value === undefined || value.trim() === "" ? [] : [{ value: value.slice(0, limits.valueCharacters + 1), location }];
  const isTooLong = facts.license.length > limits.textBytes;
  const isText = facts.license.length > NAME_LENGTH && !isTooLong;
  const tooLong = `its license is a text longer than ${limits.textBytes / 1_000_000} MB: not read`;
  const licenses = isText || isTooLong ? [] : stated(facts.license);
  const bases: StatedBase[] = stated(facts.base).map((base) => ({ ...base, relation: null, inferred: false }));
  const datasets = stated(facts.dataset);
  const [name] = stated(facts.name);
  const [licenseLink] = stated(facts.licenseLink);
  const says = licenses.length > 0 || isText || licenseLink !== undefined || bases.length > 0;
  const declaration: Declaration = {
    reader,
    subject,
    kind: "model",
    role: "published",
    location,
    licenses,
    bases,
    datasets,
    ...(name === undefined || !says ? {} : { name }),
    ...(licenseLink === undefined ? {} : { licenseLink }),
    ...(says ? {} : { evidenceOnly: true }),
  };
  return {
    declarations: [declaration],
    licenseFiles: isText ? [ownText(path, facts.license, subject)] : [],
    problems: isTooLong ? [...problems, { message: tooLong, location, incomplete: true }] : problems,
  };
}

function ownText(path: string, text: string, covers: Subject): LicenseFile {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { path, type: "license", text, startLine: 1, covers, collection: false, sha256 };
}
