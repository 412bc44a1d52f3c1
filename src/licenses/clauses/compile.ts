import { compilePattern, PatternError, type Vocabulary } from "./pattern.ts";
import type { Choices, ClauseRule, CompiledClauseRules, Extraction, Place, Sequence } from "./rules.ts";

/** A mistake in `rules/clauses`, with the file and the rule. */
export class ClauseRulesError extends Error {}

/** One file of `rules/clauses`: its path, and what the YAML in it says. */
export interface ClauseRulesFile {
  readonly path: string;
  readonly value: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Compiles the files of `rules/clauses` (`words.yaml` and the tables before the rest). Throws ClauseRulesError. */
export function compileClauseRules(files: readonly ClauseRulesFile[]): CompiledClauseRules {
  const spellings: Record<string, string> = {};
  const groups: Sequence[] = [];
  const names = new Map<string, number>();
  const vocabulary: Vocabulary = { words: new Map(), groups: names, spellings };
  const tables: Record<string, Choices> = {};
  const guards: { match: readonly Sequence[]; before: number; after: number }[] = [];
  const rules: ClauseRule[] = [];
  const reader = new Reader(vocabulary);
  for (const [section, each] of sections(spellings, groups, names, tables, guards, rules, reader)) {
    for (const { path, value } of files) {
      const content = fieldsOf(value, path)[section];
      if (content === undefined) continue;
      for (const [name, entry] of Object.entries(fieldsOf(content, `${path}: ${section}`))) {
        reader.place = `${path}: ${section}.${name}`;
        each(name, entry);
      }
    }
  }
  return { words: [...vocabulary.words.keys()], groups, spellings, tables, guards, rules };
}

/** What each section of a file means, in the order in which they are read. */
function sections(
  spellings: Record<string, string>,
  groups: Sequence[],
  names: Map<string, number>,
  tables: Record<string, Choices>,
  guards: { match: readonly Sequence[]; before: number; after: number }[],
  rules: ClauseRule[],
  reader: Reader,
): [string, (name: string, entry: unknown) => void][] {
  return [
    [
      "spellings",
      (name, entry) => {
        spellings[name] = String(entry);
      },
    ],
    [
      "groups",
      (name, entry) => {
        groups.push([["|", ...reader.patterns(entry)]]);
        names.set(name, groups.length - 1);
      },
    ],
    [
      "tables",
      (name, entry) => {
        tables[name] = reader.choices(entry);
      },
    ],
    [
      "guards",
      (_, entry) => {
        const fields = fieldsOf(entry, reader.place);
        guards.push({
          match: reader.patterns(fields["match"]),
          before: reader.number(fields["before"], 0),
          after: reader.number(fields["after"], 0),
        });
      },
    ],
    [
      "terms",
      (name, entry) => {
        if (!Array.isArray(entry)) throw reader.mistake("expected a list of rules");
        for (const rule of entry) rules.push(reader.rule(name, fieldsOf(rule, reader.place)));
      },
    ],
  ];
}

const known = new Set([
  "why",
  "match",
  "with",
  "without",
  "reach",
  "whole",
  "under",
  "in",
  "guards",
  "quoted",
  "alone",
  "unless",
  "along",
  "parameters",
]);

class Reader {
  place = "";
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  mistake(message: string): ClauseRulesError {
    return new ClauseRulesError(`${this.place}: ${message}`);
  }

  number(value: unknown, otherwise: number): number {
    if (value === undefined) return otherwise;
    if (typeof value !== "number") throw this.mistake(`expected a number, not ${String(value)}`);
    return value;
  }

  names(value: unknown): string[] {
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.mistake("expected a list of terms");
    return value.map(String);
  }

  patterns(value: unknown): Sequence[] {
    const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
    return list.map((pattern) => {
      if (typeof pattern !== "string") throw this.mistake(`expected a pattern, not ${String(pattern)}`);
      try {
        return compilePattern(pattern, this.#vocabulary);
      } catch (error) {
        if (error instanceof PatternError) throw this.mistake(error.message);
        throw error;
      }
    });
  }

  choices(value: unknown): Choices {
    return Object.entries(fieldsOf(value, this.place)).map(([name, patterns]) => [name, this.patterns(patterns)] as const);
  }

  rule(term: string, fields: Fields): ClauseRule {
    for (const field of Object.keys(fields)) if (!known.has(field)) throw this.mistake(`${field} has no meaning in a rule`);
    const place = fields["in"] ?? "text";
    if (place !== "text" && place !== "definition" && place !== "any")
      throw this.mistake(`in: text, definition or any, not ${String(place)}`);
    const match = this.patterns(fields["match"]);
    if (match.length === 0) throw this.mistake("a rule without match");
    const context = fields["with"];
    const nested = Array.isArray(context) && context.some((part) => Array.isArray(part));
    return {
      term,
      match,
      with: context === undefined ? [] : nested ? context.map((part: unknown) => this.patterns(part)) : [this.patterns(context)],
      without: this.patterns(fields["without"]),
      reach: this.number(fields["reach"], 25),
      whole: this.patterns(fields["whole"]),
      under: this.patterns(fields["under"]),
      place: place satisfies Place,
      guarded: fields["guards"] !== "none",
      quoted: fields["quoted"] === true,
      alone: fields["alone"] === true,
      unless: this.names(fields["unless"]),
      along: this.names(fields["along"]),
      parameters: Object.entries(fieldsOf(fields["parameters"] ?? {}, this.place)).map(
        ([name, how]) => [name, this.extraction(how)] as const,
      ),
    };
  }

  extraction(how: unknown): Extraction {
    if (how === "number" || how === "currency") return { by: how };
    if (how === "quoted") return { by: how, least: 1 };
    const fields = fieldsOf(how, this.place);
    const { set, choose, table } = { set: fields["set"], choose: fields["choose"], table: fields["table"] };
    if (typeof set === "string" || typeof set === "number" || typeof set === "boolean") return { by: "set", value: set };
    if (Array.isArray(set)) return { by: "set", value: set.map(String) };
    if (typeof fields["quoted"] === "number") return { by: "quoted", least: fields["quoted"] };
    if (typeof fields["notice"] === "number") return { by: "notice", least: fields["notice"] };
    if (choose !== undefined) {
      const otherwise = fields["otherwise"];
      return {
        by: "choose",
        from: this.choices(choose),
        otherwise: typeof otherwise === "string" ? otherwise : null,
        reach: this.number(fields["reach"], 30),
      };
    }
    if (typeof table !== "string") throw this.mistake("a parameter is number, currency, quoted, set, choose or table");
    const span = fields["span"] ?? "clause";
    if (span !== "match" && span !== "clause" && span !== "list") throw this.mistake("span: match, clause or list");
    return { by: "table", table, span, required: fields["required"] === true, least: this.number(fields["least"], 1) };
  }
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new ClauseRulesError(`${place}: expected a mapping`);
  return value as Fields;
}
