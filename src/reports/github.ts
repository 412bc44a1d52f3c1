import type { Result } from "../model.ts";
import { type Annotation, annotationsOf } from "./parts/annotations.ts";
import type { ReportContext } from "./parts/context.ts";
import { cut, forCommand, forCommandProperty, forTerminal } from "./parts/escape.ts";
import { isFile, pathFromRepository } from "./parts/places.ts";
import { count, summaryText } from "./parts/wording.ts";

/** GitHub shows 10 annotations of each level a step, and cuts messages at 4,096 characters. */
const MOST = 10;
const LONGEST = 4096;
const LONGEST_TITLE = 255;

/** Workflow commands: errors fail, warnings need review, notices are waived. What a baseline knows is not repeated. Where a level has more than 10, the last counts the rest. */
export function render(result: Result, context: ReportContext): string {
  const all = annotationsOf(result, context);
  const lines = (["error", "warning", "notice"] as const).flatMap((level) => {
    const own = all.filter((annotation) => annotation.level === level);
    const shown = own.length > MOST ? own.slice(0, MOST - 1) : own;
    const rest = own.length - shown.length;
    return [
      ...shown.map((annotation) => command(annotation, result)),
      ...(rest > 0
        ? [`::${level} title=modelterms::${forCommand(`and ${count(rest, `more ${level}`)}: the log and the other formats have them all`)}`]
        : []),
    ];
  });
  return `${[...lines, summaryText(result)].join("\n")}\n`;
}

function command({ level, location, title, lines }: Annotation, result: Result): string {
  const { line, column } = location;
  const place = isFile(location)
    ? [
        `file=${forCommandProperty(forTerminal(pathFromRepository(location, result)))}`,
        ...(line === null ? [] : [`line=${line}`, ...(column === null ? [] : [`col=${column}`])]),
      ]
    : [];
  const properties = [...place, `title=${forCommandProperty(cut(forTerminal(title), LONGEST_TITLE))}`];
  const message = cut(lines.map((one) => cut(forTerminal(one), LONGEST / 2)).join("\n"), LONGEST);
  return `::${level} ${properties.join(",")}::${forCommand(message)}`;
}
