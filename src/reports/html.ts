import type { Result } from "../model.ts";
import type { ReportContext } from "./parts/context.ts";
import { aiActSection } from "./parts/html/ai-act-section.ts";
import { answerSection } from "./parts/html/answer.ts";
import { methodSection, problemsSection, signOffSection } from "./parts/html/closing.ts";
import { componentsSection } from "./parts/html/components.ts";
import { datasetsSection } from "./parts/html/datasets.ts";
import { decisionsSection } from "./parts/html/decisions.ts";
import { inventorySection } from "./parts/html/inventory.ts";
import { matrixSection } from "./parts/html/matrix.ts";
import { obligationsSection } from "./parts/html/obligations.ts";
import { page } from "./parts/html/page.ts";
import { picturesSection } from "./parts/html/pictures.ts";
import { todoSection } from "./parts/html/todo.ts";
import { viewOf } from "./parts/html/view.ts";

/** One self-contained page for people who read, print and sign it: the answer first, then what must be done, and all that it rests on. */
export function render(result: Result, context: ReportContext): string {
  const view = viewOf(result, context);
  return page({ date: result.scan.date, tool: result.tool }, titleOf(result), [
    ["answer", "The answer", answerSection(view)],
    ["todo", "What must be done", todoSection(view)],
    ["pictures", "At a glance", picturesSection(view)],
    ["inventory", "Inventory", inventorySection(view)],
    ["obligations", "Obligations", obligationsSection(view)],
    ["decisions", "Waivers and attestations", decisionsSection(view)],
    ["datasets", "Data sets", datasetsSection(view)],
    ["terms", "Terms by component", matrixSection(view)],
    ["ai-act", "EU AI Act", aiActSection(view)],
    ["components", "Everything that was read", componentsSection(view)],
    ["problems", "What could not be read", problemsSection(view)],
    ["method", "Method and limits", methodSection(view)],
    ["sign-off", "Sign-off", signOffSection(view)],
  ]);
}

/** "." names no place to one who reads the page elsewhere. */
function titleOf({ scan }: Result): string {
  return scan.target === "." ? "Model licenses" : `Model licenses: ${scan.target}`;
}
