import type { Span } from "./match.ts";
import type { Row } from "./row.ts";
import type { Choices, ClauseRule, CompiledClauseRules, Extraction, ParameterValue } from "./rules.ts";
import type { Unit, Units } from "./units.ts";
import type { Word } from "./words.ts";

export interface Surroundings {
  readonly index: number;
  readonly units: Units;
  readonly rows: readonly Row[];
  readonly rules: CompiledClauseRules;
}

/** The parameters of a match; null where one is missing that the rule cannot be without. */
export function parametersOf(rule: ClauseRule, span: Span, around: Surroundings): Record<string, ParameterValue> | null {
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, extraction] of rule.parameters) {
    const value = extract(extraction, span, around);
    if (value === null && extraction.by === "table" && extraction.required) return null;
    if (value === null && extraction.by === "number") return null;
    if (value !== null) parameters[name] = value;
  }
  return parameters;
}

function extract(extraction: Extraction, span: Span, around: Surroundings): ParameterValue | null {
  const unit = around.units.units[around.index];
  const row = around.rows[around.index];
  if (unit === undefined || row === undefined) return null;
  switch (extraction.by) {
    case "set":
      return typeof extraction.value === "object" ? [...extraction.value] : extraction.value;
    case "number":
      return amountIn(unit.words, span)?.value ?? null;
    case "currency":
      return amountIn(unit.words, span)?.currency ?? null;
    case "choose":
      return chosen(extraction.from, span, extraction.reach, around) ?? extraction.otherwise;
    case "quoted":
      return quotedNear(unit, span, around.units, extraction.least);
    case "notice":
      return quotedNear(unit, span, around.units, extraction.least) ?? copyrightLine(around.units);
    case "table": {
      const found = fromTable(around.rules.tables[extraction.table] ?? [], extraction.span, span, around);
      return found.length < extraction.least ? null : found;
    }
  }
}

function amountIn(words: readonly Word[], span: Span): Word | null {
  const amounts = words.slice(span.start, span.end).filter((word) => word.value !== null);
  return (
    amounts.find((word) => word.currency !== null) ??
    amounts.reduce<Word | null>((best, word) => (best === null || (word.value ?? 0) > (best.value ?? 0) ? word : best), null)
  );
}

/** The value whose pattern stands nearest to the match, in the clause or in those after it. */
function chosen(choices: Choices, span: Span, reach: number, around: Surroundings): string | null {
  let best: string | null = null;
  let distance = Number.POSITIVE_INFINITY;
  let passed = 0;
  for (let step = 0; step < 4 && passed <= reach; step++) {
    const row = around.rows[around.index + step];
    const unit = around.units.units[around.index + step];
    if (row === undefined || unit === undefined) break;
    for (const [value, patterns] of choices) {
      for (const pattern of patterns) {
        for (const place of row.spans(pattern)) {
          if (step > 0 && place.start < unit.own) continue;
          const gap = step > 0 ? passed + place.start - unit.own : Math.max(0, place.start - span.end, span.start - place.end);
          if (gap >= distance || gap > reach) continue;
          best = value;
          distance = gap;
        }
      }
    }
    passed += step === 0 ? Math.max(0, row.classes.length - span.end) : row.classes.length - unit.own;
  }
  return best;
}

/** The quotation that stands nearest after the match, else the one around or before it, else a short paragraph that follows a colon. */
function quotedNear(unit: Unit, span: Span, units: Units, least: number): string | null {
  const longEnough = (text: string): boolean => text.trim().split(/\s+/).length >= least;
  const quotations = (units.quotations[unit.paragraph] ?? []).filter((quotation) => longEnough(quotation.text));
  const first = unit.words[Math.max(span.start, unit.own)];
  const last = unit.words[unit.words.length - 1];
  if (first === undefined || last === undefined) return null;
  const after = quotations.find((quotation) => quotation.end > first.start && quotation.start <= last.end);
  if (after !== undefined) return cleaned(after.text);
  const paragraph = units.paragraphs[unit.paragraph];
  const next = units.paragraphs[unit.paragraph + 1];
  if (paragraph === undefined || next === undefined || !/[:：]\s*$/.test(paragraph.text)) return null;
  const quoted = units.quotations[unit.paragraph + 1]?.find((quotation) => longEnough(quotation.text))?.text ?? next.text;
  return quoted.length <= 300 ? cleaned(quoted) : null;
}

/** "Copyright (c) 2024 Example Inc." as a line of its own: what a notice duty without words of its own asks for. */
function copyrightLine(units: Units): string | null {
  let line = copyrightLines.get(units);
  if (line === undefined) {
    line = findCopyrightLine(units);
    copyrightLines.set(units, line);
  }
  return line;
}

const copyrightLines = new WeakMap<Units, string | null>();

function findCopyrightLine(units: Units): string | null {
  for (const { text } of units.paragraphs) {
    for (const line of text.split("\n")) {
      if (line.length > 200 || !/copyright|©|\(c\)|版权/i.test(line)) continue;
      const plain = cleaned(line);
      if (plain.length < 160 && copyright().test(plain) && !/\b(?:notices?|owners?|holders?|licen[cs]es?)\b/i.test(plain)) return plain;
    }
  }
  return null;
}

/** Made when it is first asked for: V8 reads classes of Unicode for up to a millisecond. */
const copyright = () => /^(?:[\p{L}\d ]{1,40} )?(?:copyright|©|\(c\)|版权所有)\b.*(?:\d{4}|©|\(c\)).*\p{L}/iu;

function cleaned(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, "$1")
    .replace(/[*_]/g, "")
    .trim()
    .replace(/[,;]$/, "");
}

/** All values of a table whose patterns occur in the match, in its clause, or in its clause and the list that it leads. */
function fromTable(table: Choices, reach: "match" | "clause" | "list", span: Span, around: Surroundings): string[] {
  const found = new Set<string>();
  const look = (index: number, from: number, to: number): void => {
    const row = around.rows[index];
    if (row === undefined) return;
    for (const [value, patterns] of table) if (!found.has(value) && row.holds(patterns, from, to)) found.add(value);
  };
  const unit = around.units.units[around.index];
  if (unit === undefined) return [];
  look(
    around.index,
    reach === "match" ? span.start : Math.max(unit.own, reach === "list" ? span.start : 0),
    reach === "match" ? span.end : unit.words.length,
  );
  if (reach === "list")
    for (const index of listOf(around.index, around.units.units))
      look(index, around.units.units[index]?.own ?? 0, Number.POSITIVE_INFINITY);
  return table.map(([value]) => value).filter((value) => found.has(value));
}

/** The units that a unit leads up to, and those that they lead up to, as far as they follow. */
export function listOf(index: number, units: readonly Unit[]): number[] {
  const members = new Set([index]);
  const list: number[] = [];
  let strangers = 0;
  for (let at = index + 1; at < units.length && strangers < 12; at++) {
    const unit = units[at];
    if (unit === undefined) break;
    const sameParagraph = list.length > 0 && unit.paragraph === units[list.at(-1) ?? 0]?.paragraph;
    if ((unit.lead !== null && members.has(unit.lead)) || sameParagraph) {
      members.add(at);
      list.push(at);
      strangers = 0;
    } else strangers++;
  }
  return list;
}
