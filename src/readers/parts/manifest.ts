import type { ScalarNode, ValueNode } from "../../formats/node.ts";
import { decodeText, rawBytes } from "../../formats/text.ts";
import { limits } from "../../limits.ts";
import type { Declaration, FileContent, Problem, Reading, Stated, Subject } from "../../model.ts";
import { fileName } from "../../paths.ts";
import type { LicenseFields } from "./license-fields.ts";
import { declared, nothing, pointerProblem, problemOnly } from "./reading.ts";

/** Bytes in which a format whose names say little must show its marks. */
export const HEAD_BYTES = 8_192;
/** Problems of one malformed file that are handed on; the rest follow from the first. */
const PROBLEMS = 3;
/** Stands in for a template's hole while the text around it is parsed. */
const HOLE = "\uE000";
const RUNS = /\uE000+/g;
const HOLES = /\{\{[^{}]*\}\}/g;

/** Names that manifests of models have, whichever tool's they are: a Git LFS pointer in such a file's place hides what it states. */
const MANIFEST_NAME =
  /^(?:models?|model[-_]?card|model[-_](?:index|catalog)|metafile|rdf|bioimageio|definition|spec|info|metadata|croissant|supported_models)\.(?:ya?ml|json)$|(?:bom|cdx|spdx|croissant)[\w.-]{0,60}\.(?:json|jsonld|xml)$/i;

/** What a server sent in place of the file that was asked for. */
const WEB_PAGE = /^\s*<(?:!doctype html|html)\b/i;
const NOT_FOUND = /^\s{0,9}(?:404: ?|entry |repository )not found\s{0,9}$/i;
/** The least character that text begins with; those before it are of binary files and of encodings that are not known. */
const TAB = 9;

/** A manifest's text, or the reading that ends here: another tool's file, a Git LFS pointer, a file of which more is needed. */
type Opened =
  | { readonly source: string; readonly marks: string; readonly reading?: never }
  | { readonly source?: never; readonly marks?: never; readonly reading: Reading };

/** Opens a file whose name fits; `isOurs` looks at the text cheaply, and may do so again at `marks`. `named`: no other tool uses the name, so that a pointer in its place is a problem. */
export function openManifest(file: FileContent, isOurs: (source: string) => boolean, named: boolean): Opened {
  const pointer = pointerProblem(file);
  const isNamed = named || MANIFEST_NAME.test(fileName(file.path));
  if (pointer !== null) return { reading: isNamed ? declared([], [pointer]) : nothing };
  const source = decodeText(file.bytes).text.replace(/^\uFEFF/, "");
  const marks = [source, plainKeys(source, file.path)].find((text) => text !== null && isOurs(text)) ?? null;
  const cut = file.size !== null && file.bytes.length < file.size;
  if (marks === null) return { reading: isNamed ? foreign(source, file.path, !cut) : nothing };
  if (!cut) return { source, marks };
  if (file.bytes.length < limits.textBytes) return { reading: { ...nothing, more: limits.textBytes } };
  const location = { path: file.path, line: null, column: null };
  return {
    reading: {
      ...nothing,
      problems: [{ message: `larger than ${limits.textBytes / 1_000_000} MB: not read`, location, incomplete: true }],
    },
  };
}

/** Whether a mark in ASCII stands in the file, for readers that are asked of every file of a kind: nothing is decoded for it. */
export function holds(file: FileContent, mark: string): boolean {
  return rawBytes(file.bytes).includes(mark);
}

/** What to say of a file that cannot be what its name says. `isWhole`: the text is all that the file holds. */
export function foreign(source: string, path: string, isWhole: boolean): Reading {
  const found = WEB_PAGE.test(source)
    ? "a web page"
    : [...source.slice(0, 64)].some((character) => character.charCodeAt(0) < TAB)
      ? "a binary file, or a text of an unknown encoding,"
      : NOT_FOUND.test(source) || (/\.json$/i.test(path) && /^[^[{"/]/.test(source.trimStart().slice(0, 1)))
        ? "another text"
        : isWhole && /\.json$/i.test(path) && isCutShort(source)
          ? "a file that is cut short"
          : null;
  return found === null
    ? nothing
    : problemOnly(`${found} stands in the place of the manifest: nothing of it is read`, { path, line: 1, column: 1 });
}

/** JSON that begins and does not end. */
function isCutShort(source: string): boolean {
  return /^\s*[[{]/.test(source) && !"]}".includes(source.trimEnd().at(-1) ?? "");
}

/** A key of YAML in quotation marks, or with white space before its colon. */
const ODD_KEY = /^([ \t]{0,99}(?:- )?)(?:(["'])([\w.$-]{1,99})\2[ \t]{0,99}|([\w.$-]{1,99})[ \t]{1,99}):(?=\s|$)/gm;
/** Several readers look at one file in a row: it is looked through once for them. */
let latest: { readonly source: string; readonly plain: string | null } = { source: "", plain: null };

/** YAML with its keys as they are written most often, to look for marks in; null where they are. */
function plainKeys(source: string, path: string): string | null {
  if (/\.(?:json|jsonld|json-ld|toml|xml|md)$/i.test(path) || !/["' \t]:\s/.test(source)) return null;
  if (latest.source !== source) {
    // JSON is YAML: what it holds at the top stands one step in, and a fault may stand before it.
    const step = /^[ \t]{0,9}\{/m.test(source) ? (/\n([ \t]{1,16})"/.exec(source)?.[1] ?? "") : "";
    const top = step === "" ? source : source.replaceAll(`\n${step}`, "\n");
    const plain = top.replace(ODD_KEY, "$1$3$4:");
    latest = { source, plain: plain === source ? null : plain };
  }
  return latest.plain;
}

export async function parseJsonManifest(source: string, path: string): Promise<Parsed> {
  const { parseJson } = await import("../../formats/json.ts");
  const { value, problems } = parseJson(source, path);
  const cut = problems.find(({ message }) => message.includes("end of string"))?.location;
  if (value === null || cut === undefined) return { value, problems };
  const isCut = ({ location }: ScalarNode) => location.line === cut.line && location.column === cut.column;
  return { value: mapScalars(value, (scalar) => (isCut(scalar) ? { ...scalar, text: "", kind: "null" } : scalar)), problems };
}

export async function parseTomlManifest(source: string, path: string): Promise<Parsed> {
  const { parseToml } = await import("../../formats/toml.ts");
  return parseToml(source, path);
}

interface Parsed {
  readonly value: ValueNode | null;
  readonly problems: readonly Problem[];
}

/**
 * The first document of a YAML manifest that says something. A template is read around its holes, with one problem at the first of them; what can be
 * understood of a malformed file is returned beside its first problems.
 */
export async function parseYamlManifest(source: string, path: string, lines = 0): Promise<Parsed> {
  const { parseYaml } = await import("../../formats/yaml.ts");
  const plain = parseYaml(source, { path, lines });
  const first = (documents: readonly (ValueNode | null)[]) =>
    documents.find((document) => document !== null && document.type !== "scalar") ?? documents[0] ?? null;
  const hole = /\{\{|\{%/.exec(source);
  if (hole === null || (plain.problems.length === 0 && !plain.documents.some(holdsHole)))
    return { value: first(plain.documents), problems: [...plain.problems.slice(0, PROBLEMS), ...unread(plain.documents)] };
  const masked = parseYaml(mask(source), { path, lines });
  const written = source.split("\n");
  const masks = first(masked.documents);
  const value =
    masks === null ? null : mapScalars(masks, (scalar) => unmask(scalar, written[(scalar.location.line ?? 1) - 1 - lines] ?? ""));
  const [fault] = masked.problems;
  const sameFault = fault !== undefined && fault.location.line === plain.problems[0]?.location.line;
  if (sameFault) return { value, problems: masked.problems.slice(0, PROBLEMS) };
  const before = source.slice(0, hole.index);
  const location = { path, line: lines + before.split("\n").length, column: hole.index - before.lastIndexOf("\n") };
  return {
    value,
    problems: [{ message: "a template: a hole stands where YAML expects a value; what stands around the holes is read", location }],
  };
}

/** Whether a hole without quotes stands somewhere: to a YAML parser it is a mapping in a mapping. */
function holdsHole(node: ValueNode | null): boolean {
  if (node === null || node.type === "scalar") return false;
  if (node.type === "list") return node.items.some(holdsHole);
  const [only, second] = node.entries;
  const isHole = second === undefined && only?.key.startsWith("{") === true && only.value.type === "scalar" && only.value.kind === "null";
  return isHole || node.entries.some(({ value }) => holdsHole(value));
}

/** What to say of the documents behind the first. */
function unread(documents: readonly (ValueNode | null)[]): readonly Problem[] {
  const [, second] = documents.flatMap((document) => (document === null || document.type === "scalar" ? [] : [document]));
  return second === undefined
    ? []
    : [{ message: "a second document begins here: only the first of a manifest is read", location: second.location }];
}

/** Holes become a text of the same length, template statements become white space, so that every line and column stays. */
function mask(source: string): string {
  return source
    .split("\n")
    .map((text) => text.replace(/\{%[^%]*%\}/g, (found) => " ".repeat(found.length)).replace(HOLES, (found) => HOLE.repeat(found.length)))
    .join("\n");
}

/** Puts the holes of its line back into a text. */
function unmask(scalar: ScalarNode, line: string): ScalarNode {
  if (!scalar.text.includes(HOLE)) return scalar;
  const holes = line.slice((scalar.location.column ?? 1) - 1).match(HOLES) ?? [];
  let index = 0;
  return { ...scalar, text: scalar.text.replace(RUNS, () => holes[index++] ?? "{{ }}") };
}

function mapScalars(node: ValueNode, change: (scalar: ScalarNode) => ScalarNode): ValueNode {
  if (node.type === "scalar") return change(node);
  if (node.type === "list") return { ...node, items: node.items.map((item) => mapScalars(item, change)) };
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: mapScalars(entry.value, change) })) };
}

type Optional = Partial<Record<"name" | "licenseName" | "licenseLink" | "modality", Stated | undefined>> & {
  revision?: string | undefined;
};

/** A declaration with the optional fields that there are. */
export function declaration(base: Declaration, optional: Optional = {}): Declaration {
  const { name, licenseName, licenseLink, modality, revision } = optional;
  return {
    ...base,
    ...(name === undefined ? {} : { name }),
    ...(licenseName === undefined ? {} : { licenseName }),
    ...(licenseLink === undefined ? {} : { licenseLink }),
    ...(modality === undefined ? {} : { modality }),
    ...(revision === undefined ? {} : { revision }),
  };
}

/** A model or data set that is referred to by its name. */
export function reference(reader: string, name: Stated, kind: Declaration["kind"], revision?: string): Declaration {
  return declaration(
    { reader, subject: { at: "name", name: name.value }, kind, role: "used", location: name.location },
    { name, revision },
  );
}

/** A part of the manifest's thing that carries a license of its own: one entry of the file. */
export function part(
  reader: string,
  path: string,
  entry: Stated,
  kind: Declaration["kind"],
  role: Declaration["role"],
  license: LicenseFields,
): Declaration {
  const subject: Subject = { at: "entry", path, entry: entry.value };
  return declaration(
    { reader, subject, kind, role, location: license.licenses[0]?.location ?? entry.location, licenses: license.licenses },
    { name: entry, licenseLink: license.licenseLink },
  );
}
