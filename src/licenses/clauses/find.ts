import { Matcher, type Span } from "./match.ts";
import { parametersOf } from "./parameters.ts";
import { quoteOf } from "./quote.ts";
import { Row } from "./row.ts";
import type { ClauseRule, CompiledClauseRules, FoundClause, ParameterValue, Sequence } from "./rules.ts";
import { type Unit, type Units, unitsOf } from "./units.ts";

const matchers = new WeakMap<CompiledClauseRules, Matcher>();

function matcherOf(rules: CompiledClauseRules): Matcher {
  let matcher = matchers.get(rules);
  if (matcher === undefined) {
    matcher = new Matcher(rules);
    matchers.set(rules, matcher);
  }
  return matcher;
}

/** A clause with the rule and the pattern that found it. */
export interface ClauseMatch {
  readonly clause: FoundClause;
  readonly rule: ClauseRule;
  readonly pattern: Sequence;
}

/** Finds the terms in a text that no license covers: which, with which parameters, in which lines (from 1), in which words. Ordered by line. */
export function findClauses(lines: readonly string[], rules: CompiledClauseRules): FoundClause[] {
  return joinClauses(findClauseMatches(lines, rules).map(({ clause }) => clause));
}

/** Finds the terms with the patterns that found them; `every`: also by patterns of a rule of which another has found the same words. */
export function findClauseMatches(lines: readonly string[], rules: CompiledClauseRules, every: boolean = false): ClauseMatch[] {
  const matcher = matcherOf(rules);
  const units = unitsOf(lines, rules.spellings);
  const rows = units.units.map((unit) => new Row(unit.words, matcher));
  const candidates = candidatesIn(rows, rules, matcher);
  const found: ClauseMatch[] = [];
  for (const [index, unit] of units.units.entries()) {
    const row = rows[index];
    if (row === undefined) continue;
    const last = new Map<ClauseRule, number>();
    for (const { rule, pattern, span } of matchesIn(unit, row, candidates, index)) {
      if (span.start < (last.get(rule) ?? 0) && !every) continue;
      last.set(rule, span.end);
      if (!accepted(rule, span, unit, row, rules) || (rule.alone && span.start < unit.own && isOneOfSeveral(unit, index, units))) continue;
      const parameters = parametersOf(rule, span, { index, units, rows, rules });
      if (parameters !== null) found.push({ clause: clauseOf(rule, span, unit, units, parameters), rule, pattern });
    }
  }
  return consistent(found);
}

/** Without what other terms of the text speak against: a grant that is only inferred does not stand beside its opposite. */
function consistent(found: readonly ClauseMatch[]): ClauseMatch[] {
  const sure = new Set(found.filter(({ rule }) => rule.along.length === 0 && rule.unless.length === 0).map(({ rule }) => rule.term));
  return found.filter(
    ({ rule }) => !rule.unless.some((term) => sure.has(term)) && (rule.along.length === 0 || rule.along.some((term) => sure.has(term))),
  );
}

interface Candidate {
  readonly rule: ClauseRule;
  readonly pattern: Sequence;
  readonly order: number;
  /** The last clause in which it was looked for: it may stand under several words. */
  tried: number;
}

/** The patterns that the text can hold, each under the words of that part of it which is rarest in this text. */
function candidatesIn(rows: readonly Row[], rules: CompiledClauseRules, matcher: Matcher): Map<number, Candidate[]> {
  const counts = new Array<number>(rules.words.length).fill(0);
  for (const row of rows) for (const word of row.places.keys()) counts[word] = (counts[word] ?? 0) + 1;
  const candidates = new Map<number, Candidate[]>();
  let order = 0;
  for (const rule of rules.rules) {
    for (const pattern of rule.match) {
      order++;
      if (!matcher.isPossible(pattern, counts)) continue;
      let rarest: readonly number[] = [];
      let fewest = Number.POSITIVE_INFINITY;
      for (const need of matcher.needsOf(pattern)) {
        const count = need.reduce((sum, word) => sum + (counts[word] ?? 0), 0);
        if (count >= fewest) continue;
        fewest = count;
        rarest = need;
      }
      const candidate = { rule, pattern, order, tried: -1 };
      for (const word of rarest) {
        const known = candidates.get(word);
        if (known === undefined) candidates.set(word, [candidate]);
        else known.push(candidate);
      }
    }
  }
  return candidates;
}

interface Match {
  readonly rule: ClauseRule;
  readonly pattern: Sequence;
  readonly order: number;
  readonly span: Span;
}

/** What matches in a clause, by its beginning. */
function matchesIn(unit: Unit, row: Row, candidates: ReadonlyMap<number, readonly Candidate[]>, index: number): Match[] {
  const matches: Match[] = [];
  for (const word of row.places.keys()) {
    for (const candidate of candidates.get(word) ?? []) {
      if (candidate.tried === index) continue;
      candidate.tried = index;
      let last = 0;
      for (const span of row.spans(candidate.pattern)) {
        if (span.start < last || span.end <= unit.own) continue;
        last = span.end;
        matches.push({ rule: candidate.rule, pattern: candidate.pattern, order: candidate.order, span });
      }
    }
  }
  return matches.sort((a, b) => a.span.start - b.span.start || a.order - b.order);
}

function accepted(rule: ClauseRule, span: Span, unit: Unit, row: Row, rules: CompiledClauseRules): boolean {
  if (rule.place !== "any" && (rule.place === "definition") !== unit.definition) return false;
  const quotation = unit.words[span.end - 1]?.quotation ?? 0;
  if (!rule.quoted && quotation !== 0 && unit.words[Math.max(span.start, unit.own)]?.quotation === quotation) return false;
  if (!rule.with.every((patterns) => row.holds(patterns, 0, row.classes.length))) return false;
  if (row.holds(rule.without, span.start - rule.reach, span.end + rule.reach)) return false;
  if (rule.whole.length > 0 && !isWhole(rule.whole, span, unit, row)) return false;
  if (rule.under.length > 0 && !row.under(unit.heading).holds(rule.under, 0, unit.heading.length)) return false;
  return !rule.guarded || !rules.guards.some((guard) => row.holds(guard.match, span.start - guard.before, span.end + guard.after));
}

/** Whether the match is the whole clause, but for such words. */
function isWhole(asides: readonly Sequence[], span: Span, unit: Unit, row: Row): boolean {
  if (span.start < unit.own) return false;
  for (let place = unit.own; place < row.classes.length; place++) {
    if (place === span.start) place = span.end;
    if (place < row.classes.length && !row.holds(asides, place, place + 1)) return false;
  }
  return true;
}

/** Whether the clause is an item of a list that has others. */
function isOneOfSeveral(unit: Unit, index: number, { units }: Units): boolean {
  return unit.lead !== null && (units[index - 1]?.lead === unit.lead || units[index + 1]?.lead === unit.lead);
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
export function joinClauses(found: readonly FoundClause[]): FoundClause[] {
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
