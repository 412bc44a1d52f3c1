import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { limits } from "../limits.ts";
import type { Location, Problem } from "../model.ts";
import { Lines } from "./lines.ts";
import type { ValueNode } from "./node.ts";
import { walkJson } from "./valid-json.ts";

const CUT = new Set(["UnexpectedEndOfString", "UnexpectedEndOfComment"]);

interface ParsedJson {
  readonly value: ValueNode | null;
  readonly problems: readonly Problem[];
}

/** JSON with places. What can be understood of a malformed or cut text is returned beside the problems. Never throws. */
export function parseJson(source: string, path: string): ParsedJson {
  const deep = deeperThan(source, limits.depth);
  if (deep !== null) {
    const location = new Lines(source, path).at(deep);
    return { value: null, problems: [{ message: `nested deeper than ${limits.depth}: not read`, location, incomplete: true }] };
  }
  return isJson(source) ? parseValid(source, path) : parseFaulty(source, path);
}

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

function parseValid(source: string, path: string): ParsedJson {
  const { value, repeatedKey } = walkJson(source, path);
  const problems = repeatedKey === null ? [] : [{ message: "JSON: keys of a map must be unique", location: repeatedKey.keyLocation }];
  return { value, problems };
}

function parseFaulty(source: string, path: string): ParsedJson {
  const errors: ParseError[] = [];
  const lines = new Lines(source, path);
  const at = (offset: number): Location => lines.at(offset);
  // Comments and a last comma are read around, as other faults are; where the text is cut counts most.
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors.find(({ error }) => CUT.has(printParseErrorCode(error))) ?? errors[0];
  const problems = first === undefined ? [] : [{ message: `JSON: ${words(printParseErrorCode(first.error))}`, location: at(first.offset) }];
  return { value: tree === undefined ? null : convert(tree, source, at), problems };
}

function convert(node: Node, source: string, at: (offset: number) => Location): ValueNode {
  const location = at(node.offset);
  if (node.type === "array") return { type: "list", items: (node.children ?? []).map((child) => convert(child, source, at)), location };
  if (node.type === "object") {
    const entries = (node.children ?? []).flatMap((property) => {
      const [key, value] = property.children ?? [];
      if (key === undefined) return [];
      const keyLocation = at(key.offset);
      const missing: ValueNode = { type: "scalar", text: "", kind: "null", location: keyLocation };
      return [{ key: String(key.value), keyLocation, value: value === undefined ? missing : convert(value, source, at) }];
    });
    return { type: "map", entries, location };
  }
  const kind = node.type === "string" ? "text" : node.type === "number" ? "number" : node.type === "boolean" ? "boolean" : "null";
  return {
    type: "scalar",
    text:
      node.type === "number"
        ? source.substr(node.offset, node.length)
        : node.value === null || node.value === undefined
          ? ""
          : String(node.value),
    kind,
    location,
  };
}

/** The offset of the first bracket below the limit; null where there is none. The parser itself would recurse. */
function deeperThan(source: string, limit: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < source.length; index += 1) {
    const code = source.charCodeAt(index);
    if (quoted) {
      if (code === 92) index += 1;
      else if (code === 34 || code === 10) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > limit) return index;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  return null;
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
