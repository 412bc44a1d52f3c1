import { render } from "../reports/notice.ts";
import { reportContext } from "./report-context.ts";
import { type Surroundings, scanTarget } from "./scan.ts";
import { writeWhole } from "./write-whole.ts";

export interface NoticeFlags {
  readonly policy?: string;
  readonly output?: string;
}

/** `modelterms notice`: the attribution file. An incomplete scan gives it too, with exit code 2. */
export async function runNotice(
  target: string,
  { policy, output }: NoticeFlags,
  around: Surroundings,
): Promise<{ readonly output: string; readonly code: 0 | 2 }> {
  const flags = { failOn: "never", color: "never", ...(policy === undefined ? {} : { policy }) } as const;
  const result = await scanTarget(target, flags, around);
  const notice = render(result, reportContext(result));
  if (output !== undefined) writeWhole(output, notice);
  return { output: output === undefined ? notice : "", code: result.scan.complete ? 0 : 2 };
}
