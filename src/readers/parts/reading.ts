import { isLfsPointer } from "../../formats/text.ts";
import type { Declaration, FileContent, Location, Problem, Reading, Subject } from "../../model.ts";
import { folderOf } from "../../paths.ts";
import type { ModelName } from "./model-names.ts";

/** Nothing found: the file is some other tool's. */
export const nothing: Reading = { declarations: [], licenseFiles: [], problems: [] };

export function declared(declarations: readonly Declaration[], problems: readonly Problem[] = []): Reading {
  return { declarations, licenseFiles: [], problems };
}

/** What several looks at one file, or at parts of it, found of declarations and faults. */
export function joined(...readings: readonly Reading[]): Reading {
  return declared(
    readings.flatMap(({ declarations }) => declarations),
    readings.flatMap(({ problems }) => problems),
  );
}

/** For a file that bears the marks of a format and in which nothing of it was found: its faults, which may be why; nothing where it has none. */
export function unrecognized(problems: readonly Problem[] = []): Reading {
  return problems.length === 0 ? nothing : declared([], problems);
}

export function problemOnly(message: string, location: Location): Reading {
  return { declarations: [], licenseFiles: [], problems: [{ message, location }] };
}

export function folderSubject(path: string): Subject {
  return { at: "folder", folder: folderOf(path) };
}

/** The data set that a file beside it describes: its folder; in the root, where the license of a program lies too, the file alone. */
export function dataSubject(path: string): Subject {
  return folderOf(path) === "" ? { at: "file", path } : folderSubject(path);
}

/** A file without lines: a binary header. */
export function fileLocation(path: string): Location {
  return { path, line: null, column: null };
}

/** What to say of a Git LFS pointer where the content is needed; null where there is none. */
export function lfsProblem(path: string, bytes: Uint8Array): Problem | null {
  if (!isLfsPointer(bytes)) return null;
  return {
    message: "a Git LFS pointer: the content is not here, so its metadata is not read; run git lfs pull",
    location: fileLocation(path),
  };
}

/** What to say of a Git LFS pointer in place of a text: it has a first line. Null where there is none. */
export function pointerProblem(file: FileContent): Problem | null {
  const pointer = lfsProblem(file.path, file.bytes);
  return pointer === null ? null : { ...pointer, location: { path: file.path, line: 1, column: 1 } };
}

/** A model that is used under this name; the location is where the name stands. */
export function usedModel(reader: string, { name, kind, revision }: ModelName, location: Location): Declaration {
  return {
    reader,
    subject: { at: "name", name },
    kind,
    role: "used",
    location,
    name: { value: name, location },
    ...(revision === undefined ? {} : { revision }),
  };
}
