import type { Component, Finding } from "../model.ts";
import { alike, isOfOneKind, manyText, type Shown, toldOfAll } from "../reports/parts/alike.ts";
import { checkFacts } from "../reports/parts/context.ts";
import { forMarkdown, markdownCode } from "../reports/parts/escape.ts";
import { componentsById } from "../reports/parts/grouping.ts";
import { type Together, together } from "../reports/parts/together.ts";
import { componentText, licenseText, nameText, POLICY_ITSELF } from "../reports/parts/wording.ts";
import type { Judgement } from "./judgement.ts";
import { code, MARKS, type MessageContext, place, text } from "./message-words.ts";

/** What is said once: of one component, of many, or of the policy. */
interface Entry {
  readonly findings: Together;
  readonly title: string;
  /** The components of which it is said, a line each; none where the title names the only one. */
  readonly names: readonly string[];
}

/** A block an entry, with those that fail first, and one for each name of an entry about many components. */
export function findingBlocks(judgement: Judgement, context: MessageContext): string[] {
  const entries = entriesOf(judgement, context).toSorted(
    (a, b) => Number(b.findings[0].verdict === "fail") - Number(a.findings[0].verdict === "fail"),
  );
  return entries.flatMap(({ findings, title, names }, index) => {
    const head = title === entries[index - 1]?.title ? "" : `\n#### ${title}\n\n`;
    return [
      `${head}${findingItem(findings, names.length === 0 ? place(findings[0].location, judgement, context) : null, context)}`,
      ...names,
    ];
  });
}

function entriesOf(judgement: Judgement, context: MessageContext): readonly Entry[] {
  const components = componentsById(judgement.result);
  const ofPolicy: Entry[] = [];
  const ofComponents = new Map<Component, Finding[]>();
  for (const finding of judgement.findings) {
    const component = components.get(finding.component);
    const before = component === undefined ? undefined : ofComponents.get(component);
    if (component === undefined) ofPolicy.push({ findings: [finding], title: POLICY_ITSELF, names: [] });
    else if (before === undefined) ofComponents.set(component, [finding]);
    else before.push(finding);
  }
  const shown = [...ofComponents].flatMap(([component, own]) => together(own).map((findings): Shown => ({ component, findings })));
  const groups = alike(shown, ({ verdict, baselineState, message, fix }) => [verdict, baselineState ?? "", message, fix]);
  return [...ofPolicy, ...groups.flatMap((group) => entryOf(group, judgement, context))];
}

function entryOf(group: readonly Shown[], judgement: Judgement, context: MessageContext): Entry[] {
  const [first] = group;
  const [finding, ...others] = first?.findings ?? [];
  if (first === undefined || finding === undefined) return [];
  const license = code(licenseText(first.component));
  if (group.length === 1)
    return [{ findings: [finding, ...others], title: `${code(componentText(first.component))}: ${license}`, names: [] }];
  const nameOf = isOfOneKind(group) ? nameText : componentText;
  return [
    {
      findings: [toldOfAll(finding, first.component), ...others.map((one) => toldOfAll(one, first.component))],
      title: `${manyText(group)}: ${license}`,
      names: group.map(
        ({ component, findings: [one] }) =>
          `  - ${code(nameOf(component))}${one === undefined ? "" : `, ${place(one.location, judgement, context)}`}`,
      ),
    },
  ];
}

/** `where`: null where the names that follow tell their places. */
function findingItem(findings: Together, where: string | null, context: MessageContext): string {
  const [finding] = findings;
  const facts = checkFacts(finding.check, context.report);
  const state = finding.baselineState === "updated" ? ", worse than before" : "";
  return [
    `- ${MARKS[finding.verdict]} **${forMarkdown(facts.title)}** (${markdownCode(finding.check)}${state})${where === null ? "" : `, ${where}`}  `,
    findings.map(({ message }) => `  ${text(message)}`).join("<br>\n"),
    ...(finding.fix === "" ? [] : [`  <br>*Fix:* ${text(finding.fix)}`]),
  ].join("\n");
}
