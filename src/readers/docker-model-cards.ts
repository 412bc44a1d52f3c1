import { decodeText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, Location, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { hubAddress } from "./parts/hub-names.ts";
import { isHole, placeholder } from "./parts/license-fields.ts";
import { declaration } from "./parts/manifest.ts";
import { declared, nothing } from "./parts/reading.ts";
import { holds } from "./parts/yaml-manifest.ts";

const ROW = /^\s*\|\s*(?:(?:\*\*|__)\s*)?licen[sc]e\s*(?:(?:\*\*|__)\s*)?\|([^|]*)(?:\||$)/i;
/** The other rows of the table of characteristics; without their asterisks many a card has such. */
const TRAIT =
  /^\s*\|\s*(\*\*)?(?:provider|architecture|cutoff date|languages|tool calling|input modalities|output modalities|parameters|context length)(?:\*\*)?\s*\|/i;
const LINK = /\[([^\][]{1,500})\]\(\s*<?([^)\s>]{1,1000})>?[^)]{0,1000}\)/;
const LINK_HEADING = /^#+\s+(?:links|references|sources?|resources)\b/i;

/** Model cards of Docker's model catalog: Markdown with a table of characteristics in which a row is the license (docker/model-cards). */
export const dockerModelCards: Reader = {
  id: "docker-model-cards",
  title: "Docker model card",
  ends: ["md"],
  matches: (_path, name) => name.endsWith(".md"),
  read: readCard,
};

function readCard(file: FileContent): Reading {
  if (!holds(file.bytes, ["docker model ", "odel variants", "**License**"])) return nothing;
  const lines = decodeText(file.bytes).text.split(/\r\n|\n|\r/);
  const heading = lines.findIndex((line) => /^#+\s+(?:available\s+)?model variants/i.test(line));
  const rows = lines.flatMap((line, index) => licenseRow(line, { path: file.path, line: index + 1, column: 1 }));
  const isPulled = heading !== -1 && lines.some((line) => /^\s*docker model (?:pull|run)\b/.test(line));
  const traits = lines.filter((line) => {
    const match = TRAIT.exec(line.slice(0, limits.valueCharacters));
    return match !== null && (isPulled || match[1] !== undefined);
  }).length;
  const isCard = rows.length > 0 ? traits >= (heading === -1 ? 2 : 1) : isPulled;
  if (!isCard) return nothing;
  const problems: Problem[] = rows.filter(({ license }) => isHole(license.value)).map(({ license }) => placeholder(license));
  const stated = rows.filter(({ license }) => !isHole(license.value));
  const name = nameOf(lines, file.path);
  const base: Declaration = {
    reader: dockerModelCards.id,
    subject: { at: "file", path: file.path },
    kind: "model",
    role: "published",
    location: stated[0]?.license.location ?? name?.location ?? { path: file.path, line: 1, column: 1 },
    licenses: stated.map(({ license }) => license),
    bases: bases(lines, file.path),
  };
  return declared([declaration(base, { name, licenseLink: stated.find(({ link }) => link !== undefined)?.link })], problems);
}

/** The cell of a license row: a text, or a link whose text is the license. */
function licenseRow(line: string, at: Location): { license: Stated; link?: Stated }[] {
  const cell = ROW.exec(line.slice(0, limits.valueCharacters))?.[1];
  if (cell === undefined || /^[\s:-]*$/.test(cell)) return [];
  const link = LINK.exec(cell);
  const value = (link?.[1] ?? cell).replace(/^[\s*_`]+|(?<![\s*_`])[\s*_`]+$/g, "");
  if (value === "") return [];
  const license = {
    value,
    location: {
      ...at,
      column: line.lastIndexOf(value) === -1 ? 1 : line.indexOf(value, line.indexOf("|", line.search(/licen[sc]e/i))) + 1,
    },
  };
  if (link === null) return [{ license }];
  return [{ license, link: { value: link[2] ?? "", location: { ...at, column: line.indexOf(link[2] ?? "") + 1 } } }];
}

/** The name that the variants are pulled by: `ai/name`, without its tag. */
function nameOf(lines: readonly string[], path: string): Stated | undefined {
  for (const [index, line] of lines.entries()) {
    const match =
      /`([\w.-]+\/[\w.-]+)(?::[\w.-]+)?`/.exec(line.slice(0, limits.valueCharacters)) ??
      /docker model (?:pull|run)\s+([\w.-]+\/[\w.-]+)/.exec(line);
    if (match?.[1] !== undefined) return { value: match[1], location: { path, line: index + 1, column: line.indexOf(match[1]) + 1 } };
  }
  return undefined;
}

/** Repositories of the Hub among the links at the end suggest where the model comes from. */
function bases(lines: readonly string[], path: string): StatedBase[] {
  const start = lines.findIndex((line) => LINK_HEADING.test(line));
  const found = new Map<string, StatedBase>();
  for (const [index, line] of (start === -1 ? [] : lines.slice(start)).entries()) {
    const hub = hubAddress({
      value: line,
      location: { path, line: start + index + 1, column: Math.max(line.search(/https?:/), 0) + 1 },
    });
    if (hub?.kind === "model" && !found.has(hub.name.value)) found.set(hub.name.value, { ...hub.name, relation: null, inferred: true });
  }
  return [...found.values()];
}
