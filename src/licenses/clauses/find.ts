import { Matcher, type Span } from "./match.ts";
import { parametersOf } from "./parameters.ts";
import { quoteOf } from "./quote.ts";
import { Row } from "./row.ts";
import type { ClauseRule, CompiledClauseRules, FoundClause, ParameterValue, Sequence } from "./rules.ts";
import { type Unit, type Units, unitsOf } from "./units.ts";

interface Prepared {
  readonly matcher: Matcher;
  /** The patterns that can begin with a word. */
  readonly beginnings: ReadonlyMap<number, readonly (readonly [ClauseRule, Sequence])[]>;
}

const prepared = new WeakMap<CompiledClauseRules, Prepared>();

function prepare(rules: CompiledClauseRules): Prepared {
  const known = prepared.get(rules);
  if (known !== undefined) return known;
  const matcher = new Matcher(rules);
  const beginnings = new Map<number, [ClauseRule, Sequence][]>();
  for (const rule of rules.rules) {
    for (const pattern of rule.match) {
      for (const word of matcher.firstOf(pattern)) {
        const row = beginnings.get(word);
        if (row === undefined) beginnings.set(word, [[rule, pattern]]);
        else row.push([rule, pattern]);
      }
    }
  }
  const result = { matcher, beginnings };
  prepared.set(rules, result);
  return result;
}

/** Finds the terms in a text that no license covers: which, with which parameters, in which lines (from 1), in which words. Ordered by line. */
export function findClauses(lines: readonly string[], rules: CompiledClauseRules): FoundClause[] {
  const { matcher, beginnings } = prepare(rules);
  const units = unitsOf(lines, rules.spellings);
  const rows = units.units.map((unit) => new Row(unit.words, matcher));
  const found: FoundClause[] = [];
  for (const [index, unit] of units.units.entries()) {
    const row = rows[index];
    if (row === undefined) continue;
    for (const [rule, span] of matchesIn(unit, row, beginnings, matcher)) {
      if (!accepted(rule, span, unit, row, rules)) continue;
      const parameters = parametersOf(rule, span, { index, units, rows, rules });
      if (parameters !== null) found.push(clauseOf(rule, span, unit, units, parameters));
    }
  }
  return joined(found);
}

function matchesIn(unit: Unit, row: Row, beginnings: Prepared["beginnings"], matcher: Matcher): [ClauseRule, Span][] {
  const matches: [ClauseRule, Span][] = [];
  const last = new Map<ClauseRule, number>();
  for (const [start, classes] of row.classes.entries()) {
    for (const word of classes) {
      for (const [rule, pattern] of beginnings.get(word) ?? []) {
        if (start < (last.get(rule) ?? 0) || !matcher.possible(pattern, row.present)) continue;
        const end = matcher.endOf(pattern, row.classes, start);
        if (end <= unit.own) continue;
        matches.push([rule, { start, end }]);
        last.set(rule, end);
      }
    }
  }
  return matches;
}

function accepted(rule: ClauseRule, span: Span, unit: Unit, row: Row, rules: CompiledClauseRules): boolean {
  if (rule.place !== "any" && (rule.place === "definition") !== unit.definition) return false;
  const quotation = unit.words[span.end - 1]?.quotation ?? 0;
  if (!rule.quoted && quotation !== 0 && unit.words[Math.max(span.start, unit.own)]?.quotation === quotation) return false;
  if (!rule.with.every((patterns) => row.holds(patterns, 0, row.classes.length))) return false;
  if (row.holds(rule.without, span.start - rule.reach, span.end + rule.reach)) return false;
  if (rule.under.length > 0 && !row.under(unit.heading).holds(rule.under, 0, unit.heading.length)) return false;
  return !rule.guarded || !rules.guards.some((guard) => row.holds(guard.match, span.start - guard.before, span.end + guard.after));
}

function clauseOf(rule: ClauseRule, span: Span, unit: Unit, units: Units, parameters: Record<string, ParameterValue>): FoundClause {
  const own = unit.words.slice(Math.max(span.start, unit.own), span.end);
  const first = own[0];
  const last = own.at(-1);
  return {
    term: rule.term,
    parameters,
    startLine: first?.line ?? 1,
    endLine: last?.line ?? first?.line ?? 1,
    quote: first === undefined || last === undefined ? "" : quoteOf(units.paragraphs[unit.paragraph]?.text ?? "", first.start, last.end),
  };
}

/** Every term once in a place: what overlaps is one clause, with the parameters of the first that gives them. */
function joined(found: readonly FoundClause[]): FoundClause[] {
  const sorted = found
    .map((clause, order) => ({ clause, order }))
    .sort((a, b) => a.clause.startLine - b.clause.startLine || a.order - b.order);
  const result: FoundClause[] = [];
  const latest = new Map<string, FoundClause>();
  for (const { clause } of sorted) {
    const before = latest.get(clause.term);
    const overlaps = before !== undefined && clause.startLine <= before.endLine;
    const differs =
      before !== undefined &&
      Object.hasOwn(clause.parameters, "value") &&
      Object.hasOwn(before.parameters, "value") &&
      clause.parameters["value"] !== before.parameters["value"];
    if (before === undefined || !overlaps || differs) {
      result.push(clause);
      latest.set(clause.term, clause);
      continue;
    }
    before.endLine = Math.max(before.endLine, clause.endLine);
    before.parameters = mergeParameters(before.parameters, clause.parameters);
  }
  return result;
}

function mergeParameters(first: Record<string, ParameterValue>, second: Record<string, ParameterValue>): Record<string, ParameterValue> {
  const merged = { ...second, ...first };
  for (const [name, value] of Object.entries(second)) {
    const other = first[name];
    if (Array.isArray(value) && Array.isArray(other)) merged[name] = [...new Set([...other, ...value])];
  }
  return merged;
}
