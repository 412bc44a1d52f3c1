import type { Finding, Location, Result } from "../model.ts";
import type { Explanation } from "./explain.ts";

/** A finding: from the words in the file to the verdict, step by step. `ruleLine` is the line of the policy that decided; null where it is not at hand. */
export function explainFinding(finding: Finding, result: Result, ruleLine: string | null): Explanation {
  const component = result.components.find(({ id }) => id === finding.component);
  const declared = (component?.declared ?? []).map(({ value, reader, location }) => ({
    text: `${reader} states “${value}”`,
    source: place(location),
  }));
  const fix = finding.fix === "" ? [] : [{ block: "text" as const, text: `How to fix it: ${finding.fix}` }];
  const rule =
    finding.policyLocation === null
      ? []
      : [{ block: "text" as const, text: `The rule: ${place(finding.policyLocation)}${ruleLine === null ? "" : `: ${ruleLine}`}` }];
  const waiver =
    finding.waiver === null
      ? []
      : [
          {
            block: "text" as const,
            text: `Waived until ${finding.waiver.expires} by ${finding.waiver.approvedBy}: ${finding.waiver.reason} (${place(finding.waiver.location)})`,
          },
        ];
  return [
    { block: "title", text: `${finding.check}: ${finding.verdict}, ${component?.name ?? finding.component}` },
    { block: "text", text: finding.message },
    {
      block: "list",
      heading: "What was read",
      items: declared.length > 0 ? declared : [{ text: "no license field", source: place(finding.location) }],
    },
    { block: "list", heading: "From there to the verdict", items: finding.because.map((text) => ({ text, source: "" })) },
    ...rule,
    ...waiver,
    ...fix,
    { block: "text", text: `The check: modelterms explain ${finding.check}` },
  ];
}

function place({ path, line, column }: Location): string {
  return `${path}${line === null ? "" : `:${line}${column === null ? "" : `:${column}`}`}`;
}
