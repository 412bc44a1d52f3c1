import { field, text, type ValueNode } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared, nothing, unrecognized } from "./parts/reading.ts";
import { itemsOf } from "./parts/training.ts";
import { holds } from "./parts/yaml-manifest.ts";

/** GPT4All's list of models (`models.json`, `models2.json`, `models3.json`): licenses stand in the HTML of the descriptions. */
export const gpt4allCatalog: Reader = {
  id: "gpt4all-catalog",
  title: "GPT4All model list",
  ends: ["json"],
  matches: (_path, name) => /^(?:gpt4all[\w.-]*|models[\w.-]*)\.json$/.test(name),
  read: readCatalog,
};

async function readCatalog(file: FileContent): Promise<Reading> {
  if (!holds(file.bytes, ['"filename"'], ['"md5sum"', '"sha256sum"'])) return nothing;
  const source = decodeText(file.bytes).text;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(source, file.path);
  const entries = itemsOf(value?.type === "list" ? value : undefined).filter((entry) => field(entry, "filename") !== undefined);
  if (entries.length === 0) return unrecognized(problems);
  const lines = source.split("\n");
  return declared(
    entries.flatMap((entry) => declare(file.path, entry, lines) ?? []),
    problems,
  );
}

function declare(path: string, entry: ValueNode, lines: readonly string[]): Declaration | null {
  const title = text(field(entry, "name")) ?? text(field(entry, "filename"));
  if (title === undefined) return null;
  const description = text(field(entry, "description"));
  const url = text(field(entry, "url"));
  const onHub = url === undefined ? null : addressedName(url.value);
  const license = description === undefined ? null : licenseIn(description, lines);
  return {
    reader: gpt4allCatalog.id,
    subject: { at: "entry", path, entry: title.value },
    kind: "model",
    role: "published",
    location: license?.name.location ?? title.location,
    name: onHub === null || url === undefined ? title : { value: onHub.name, location: url.location },
    licenses: license === null ? [] : [license.name],
    ...(license?.link === undefined ? {} : { licenseLink: license.link }),
    bases: description === undefined ? [] : basesIn(description, lines),
  };
}

/** `License: <a href="…">Name</a>`, or `License: Name` in an element of its own. */
function licenseIn(description: Stated, lines: readonly string[]): { name: Stated; link?: Stated } | null {
  const linked = /licen[cs]e:\s*<a\s[^>]{0,300}?href=["']?([^"'>\s]{1,1000})["']?[^>]{0,300}>([^<]{1,500})<\/a>/i.exec(description.value);
  if (linked?.[1] !== undefined && linked[2] !== undefined) {
    return { name: part(description, linked[2].trim(), lines), link: part(description, linked[1], lines) };
  }
  const plain = /licen[cs]e:\s*([^<]{2,80})</i.exec(`${description.value}<`);
  const name = plain?.[1]?.trim() ?? "";
  return name === "" ? null : { name: part(description, name, lines) };
}

/** `Based on <a href="https://huggingface.co/owner/name">`. */
function basesIn(description: Stated, lines: readonly string[]): readonly StatedBase[] {
  const link = /(?:based|finetuned|fine-tuned) on <a\s[^>]*href=["']?([^"'>\s]+)/i.exec(description.value)?.[1] ?? "";
  const base = addressedName(link);
  return base === null || base.kind !== "model" ? [] : [{ ...part(description, base.name, lines), relation: null, inferred: false }];
}

function part({ location }: Stated, value: string, lines: readonly string[]): Stated {
  const column = (lines[(location.line ?? 1) - 1] ?? "").indexOf(value, (location.column ?? 1) - 1);
  return { value, location: column === -1 ? location : { ...location, column: column + 1 } };
}
