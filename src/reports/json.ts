import type { Result } from "../model.ts";

/** The result itself (contract, section 2). */
export function jsonReport(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
