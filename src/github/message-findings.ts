import type { Finding } from "../model.ts";
import { alike, isOfOneKind, manyText, type Shown, toldOfAll } from "../reports/parts/alike.ts";
import { checkFacts } from "../reports/parts/context.ts";
import { forMarkdown, markdownCode } from "../reports/parts/escape.ts";
import { componentsById } from "../reports/parts/grouping.ts";
import { componentText, licenseText, nameText, POLICY_ITSELF } from "../reports/parts/wording.ts";
import type { Judgement } from "./judgement.ts";
import { code, MARKS, type MessageContext, place, text } from "./message-words.ts";

/** What is said once: of one component, of many, or of the policy. */
interface Entry {
  readonly finding: Finding;
  readonly title: string;
  /** The components of which it is said, a line each; none where the title names the only one. */
  readonly names: readonly string[];
}

/** A block an entry, with those that fail first, and one for each name of an entry about many components. */
export function findingBlocks(judgement: Judgement, context: MessageContext): string[] {
  const entries = entriesOf(judgement, context).toSorted(
    (a, b) => Number(b.finding.verdict === "fail") - Number(a.finding.verdict === "fail"),
  );
  return entries.flatMap(({ finding, title, names }, index) => {
    const head = title === entries[index - 1]?.title ? "" : `\n#### ${title}\n\n`;
    return [`${head}${findingItem(finding, names.length === 0 ? place(finding.location, judgement, context) : null, context)}`, ...names];
  });
}

function entriesOf(judgement: Judgement, context: MessageContext): readonly Entry[] {
  const components = componentsById(judgement.result);
  const ofPolicy: Entry[] = [];
  const shown: Shown[] = [];
  for (const finding of judgement.findings) {
    const component = components.get(finding.component);
    if (component === undefined) ofPolicy.push({ finding, title: POLICY_ITSELF, names: [] });
    else shown.push({ component, findings: [finding] });
  }
  const groups = alike(shown, ({ verdict, baselineState, message, fix }) => [verdict, baselineState ?? "", message, fix]);
  return [...ofPolicy, ...groups.flatMap((group) => entryOf(group, judgement, context))];
}

function entryOf(group: readonly Shown[], judgement: Judgement, context: MessageContext): Entry[] {
  const [first] = group;
  const finding = first?.findings[0];
  if (first === undefined || finding === undefined) return [];
  const license = code(licenseText(first.component));
  if (group.length === 1) return [{ finding, title: `${code(componentText(first.component))}: ${license}`, names: [] }];
  const nameOf = isOfOneKind(group) ? nameText : componentText;
  return [
    {
      finding: toldOfAll(finding, first.component),
      title: `${manyText(group)}: ${license}`,
      names: group.map(
        ({ component, findings: [one] }) =>
          `  - ${code(nameOf(component))}${one === undefined ? "" : `, ${place(one.location, judgement, context)}`}`,
      ),
    },
  ];
}

/** `where`: null where the names that follow tell their places. */
function findingItem(finding: Finding, where: string | null, context: MessageContext): string {
  const facts = checkFacts(finding.check, context.report);
  const state = finding.baselineState === "updated" ? ", worse than before" : "";
  return [
    `- ${MARKS[finding.verdict]} **${forMarkdown(facts.title)}** (${markdownCode(finding.check)}${state})${where === null ? "" : `, ${where}`}  `,
    `  ${text(finding.message)}`,
    ...(finding.fix === "" ? [] : [`  <br>*Fix:* ${text(finding.fix)}`]),
  ].join("\n");
}
