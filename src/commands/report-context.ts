import { checks } from "../checks/registry.ts";
import type { Result } from "../model.ts";
import { contextOf, type ReportContext } from "../reports/parts/context.ts";

/** What a report of this result may say: the result's own words, and the documentation of the checks. */
export function reportContext(result: Result): ReportContext {
  return contextOf(result, checks);
}
