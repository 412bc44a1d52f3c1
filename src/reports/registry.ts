import type { ReportFormat } from "./parts/context.ts";

/** The formats of `--format` besides `text` and `json`; each is loaded when it is asked for. */
export const reportFormats: Readonly<Record<string, () => Promise<ReportFormat>>> = {
  sarif: () => import("./sarif.ts"),
  markdown: () => import("./markdown.ts"),
  html: () => import("./html.ts"),
  csv: () => import("./csv.ts"),
  github: () => import("./github.ts"),
  junit: () => import("./junit.ts"),
  cyclonedx: () => import("./cyclonedx.ts"),
  spdx: () => import("./spdx.ts"),
  notice: () => import("./notice.ts"),
};
