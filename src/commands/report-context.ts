import { checks } from "../checks/registry.ts";
import type { Knowledge } from "../licenses/knowledge.ts";
import type { ReportContext } from "../reports/parts/context.ts";

/** What reports may say beyond the result, out of the knowledge. */
export function reportContext(knowledge: Knowledge): ReportContext {
  return {
    checks,
    plain: (term) => knowledge.terms.get(term)?.plain ?? term,
    licenseName: (id) => knowledge.licenses.get(id)?.name ?? null,
    licenseLinks: (id) => knowledge.licenses.get(id)?.links ?? [],
    spelling: (id) => knowledge.names.spdx.get(id.toLowerCase()) ?? knowledge.licenses.get(id)?.expression ?? null,
  };
}
