import type { Result } from "../model.ts";
import { jsonText } from "./parts/escape.ts";

/** The result itself (contract, section 2). Characters that a terminal or an editor would obey are written as escapes. */
export function jsonReport(result: Result): string {
  return jsonText(result);
}
