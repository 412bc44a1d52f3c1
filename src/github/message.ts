import type { Component, Problem } from "../model.ts";
import { grouped } from "../numbers.ts";
import { forMarkdown } from "../reports/parts/escape.ts";
import { componentText, count, DISCLAIMER, licenseText, policyText, summaryText, verdictText } from "../reports/parts/wording.ts";
import type { Judgement } from "./judgement.ts";
import { findingBlocks } from "./message-findings.ts";
import { code, MARKS, type MessageContext, place, text } from "./message-words.ts";

/** The answer in a few words; plain text. */
export function headline({ verdict, code, findings, unknown, problems, isCompared }: Judgement): string {
  const failing = findings.filter((one) => one.verdict === "fail").length;
  const open = findings.length - failing + unknown.length;
  const parts = [
    ...(failing > 0 ? [`${count(failing, isCompared ? "new finding" : "finding")} fail${failing === 1 ? "s" : ""}`] : []),
    ...(open > 0
      ? [`${failing > 0 ? grouped(open) : count(open, isCompared ? "new finding" : "finding")} need${open === 1 ? "s" : ""} review`]
      : []),
    ...(problems.some(({ incomplete }) => incomplete === true) ? ["the scan is incomplete"] : []),
  ];
  if (parts.length > 0) return parts.join(", ");
  const otherwise = isCompared ? "this change adds nothing that needs attention" : "all models keep to the policy";
  return verdict === "pass" && code === 0 ? otherwise : verdictText(verdict);
}

/** Bytes in UTF-8: what GitHub counts of a check run and of a job summary. Of comments it counts characters. */
export function bytesIn(text: string): number {
  return Buffer.byteLength(text);
}

/**
 * Markdown of at most `budget` characters as `sizeOf` counts them, for a comment, a check run or a job summary. What does not fit is counted. `isWhole` adds
 * a table of all components.
 */
export function messageOf(
  judgement: Judgement,
  context: MessageContext,
  budget: number,
  isWhole: boolean,
  sizeOf = (text: string) => text.length,
): string {
  const head = [
    `### ${MARKS[judgement.verdict]} modelterms: ${headline(judgement)}`,
    "",
    ...context.notes.map((note) => `> ${text(note)}\n>`),
  ].join("\n");
  const foot = `\n\n${footLines(judgement).join("\n")}\n`;
  const blocks = [
    ...findingBlocks(judgement, context),
    ...unknownBlocks(judgement, context),
    ...problemBlocks(judgement.problems, judgement, context),
    ...(isWhole ? componentBlocks(judgement, context) : []),
  ];
  const reserve = 400;
  let left = budget - sizeOf(head) - sizeOf(foot) - reserve;
  const shown: string[] = [];
  for (const block of blocks) {
    const size = sizeOf(block) + 1;
    if (size > left) break;
    left -= size;
    shown.push(block);
  }
  const rest = blocks.length - shown.length;
  const note =
    rest > 0
      ? `\n_${count(rest, "more entry", "more entries")} left out: there is no room for them here. The log and the files that the action writes have them all._\n`
      : "";
  const body = `${shown.join("\n")}${note}`;
  return judgement.verdict === "pass" && !isWhole
    ? `${head}\n${folded("What was looked at", `${body}${foot}`)}`
    : `${head}\n${body}${foot}`;
}

/** Under a summary line that a click opens. */
function folded(title: string, markdown: string): string {
  return `<details><summary>${title}</summary>\n\n${markdown}\n</details>\n`;
}

function unknownBlocks(judgement: Judgement, context: MessageContext): string[] {
  return judgement.unknown.map((component) => {
    const [first] = component.locations;
    return `\n#### ${code(componentText(component))}\n\n- ${MARKS.review} its license is not known${first === undefined ? "" : `, ${place(first, judgement, context)}`}`;
  });
}

function problemBlocks(problems: readonly Problem[], judgement: Judgement, context: MessageContext): string[] {
  return problems
    .toSorted((a, b) => Number(b.incomplete === true) - Number(a.incomplete === true))
    .map(({ message, location, incomplete }, index) => {
      const title = index === 0 ? `\n#### ${count(problems.length, "problem")} in files\n\n` : "";
      return `${title}- ${place(location, judgement, context)}: ${text(message)}${incomplete === true ? " **(the scan is incomplete)**" : ""}`;
    });
}

const ORDER = ["fail", "review", "pass", null] as const;

/** A table of all components, the worst first. */
function componentBlocks(judgement: Judgement, context: MessageContext): string[] {
  const { components } = judgement.result;
  if (components.length === 0) return ["\n#### No models or data sets were found"];
  const rows = ORDER.flatMap((verdict) => components.filter((one) => one.verdict === verdict)).map((one) =>
    componentRow(one, judgement, context),
  );
  const [first = "", ...others] = rows;
  return [`\n#### All components\n\n| | Component | License | Classes | Place |\n| --- | --- | --- | --- | --- |\n${first}`, ...others];
}

function componentRow(component: Component, judgement: Judgement, context: MessageContext): string {
  const [first] = component.locations;
  const mark = component.verdict === null ? "" : MARKS[component.verdict];
  const cells = [
    `${mark} ${verdictText(component.verdict)}`,
    code(componentText(component)),
    code(licenseText(component)),
    component.concluded.classes.join(", "),
    first === undefined ? "" : place(first, judgement, context),
  ];
  return `| ${cells.join(" | ")} |`;
}

function footLines({ result, earlier, fixed, isCompared }: Judgement): string[] {
  const before = [
    ...(earlier > 0
      ? [`${count(earlier, "finding")} ${earlier === 1 ? "was" : "were"} there before and ${earlier === 1 ? "is" : "are"} not repeated`]
      : []),
    ...(fixed > 0 ? [`${count(fixed, "finding")} ${fixed === 1 ? "is" : "are"} fixed`] : []),
  ];
  return [
    ...(before.length === 0 ? [] : [`${sentence(before.join("; "))}`, ""]),
    `<sub>${isCompared ? "After the change: " : ""}${forMarkdown(summaryText(result))}. Policy ${code(policyText(result.scan))}; ${forMarkdown(result.scan.date)}. ${DISCLAIMER}</sub>`,
  ];
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
