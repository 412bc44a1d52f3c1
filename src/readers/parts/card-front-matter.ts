import type { FrontMatter } from "../../formats/front-matter.ts";
import type { ValueNode } from "../../formats/node.ts";
import { plainYaml } from "../../formats/plain-yaml.ts";
import type { ParsedYaml } from "../../formats/yaml.ts";
import { fieldsByLine } from "../../formats/yaml-lines.ts";
import type { Problem } from "../../model.ts";

const RECOVERED_KEYS = new Set(["license", "license_name", "license_link", "base_model", "pipeline_tag", "library_name"]);

/** The fields of a card's front matter, null where it has none, and what is wrong with it. */
export async function fieldsOf(
  matter: FrontMatter,
  path: string,
): Promise<{ readonly value: ValueNode | null; readonly problems: readonly Problem[] }> {
  const { documents, problems } = await parsed(matter, path);
  return { value: recover(documents[0] ?? null, problems.length > 0, matter, path), problems };
}

async function parsed(matter: FrontMatter, path: string): Promise<ParsedYaml> {
  const plain = plainYaml(matter.yaml, path, matter.lines);
  if (plain !== null) return { documents: [plain], problems: [] };
  const { parseYaml } = await import("../../formats/yaml.ts");
  return parseYaml(matter.yaml, { path, lines: matter.lines });
}

/** Text between two thematic breaks (`---`), with a blank line below the first, is no front matter. */
export function isProse(value: ValueNode | null, yaml: string): boolean {
  return value?.type !== "list" && /^[ \t]*\n/.test(yaml);
}

/** `---text` at the top looks like front matter that was never written. */
export function oddOpening(source: string, path: string): Problem[] {
  if (!/^\s*---[^-\s]/.test(source.slice(0, 200))) return [];
  return [
    {
      message: "the first line begins with --- and is no opening of front matter: put --- on a line of its own",
      location: { path, line: 1, column: 1 },
    },
  ];
}

/** Where the YAML is malformed, fields that matter and stand on lines of their own are read all the same. */
function recover(value: ValueNode | null, malformed: boolean, matter: FrontMatter, path: string): ValueNode | null {
  if (!malformed) return value;
  const known = value?.type === "map" ? value.entries : [];
  const lost = fieldsByLine(matter.yaml, RECOVERED_KEYS, { path, lines: matter.lines }).filter(
    ({ key }) => !known.some((entry) => entry.key === key),
  );
  if (lost.length === 0) return value;
  return { type: "map", entries: [...known, ...lost], location: { path, line: matter.lines + 1, column: 1 } };
}
