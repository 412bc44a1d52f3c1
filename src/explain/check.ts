import type { Check } from "../model.ts";
import type { Explanation } from "./explain.ts";

/** A check: what it looks at, why it matters, how to fix a finding. */
export function explainCheck(check: Check): Explanation {
  return [
    { block: "title", text: `${check.id}: ${check.title}` },
    { block: "text", text: check.what },
    { block: "text", text: `Why: ${check.why}` },
    { block: "text", text: `How to fix it: ${check.fix}` },
    { block: "text", text: `By default it is ${check.level}; the policy may say otherwise: checks: { ${check.id}: fail | review | off }` },
  ];
}
