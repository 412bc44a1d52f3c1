import type { Outcome, PolicyContext } from "../../model.ts";

/** What is to be said of one waiver; points at it. */
export function waived(
  { component, check, reason, approvedBy, location }: PolicyContext["waivers"][number],
  what: string,
  fix: string,
): Outcome {
  const message = `the waiver for ${component}${check === null ? "" : ` (${check})`} ${what}`;
  return {
    outcome: "hit",
    message,
    location,
    because: [`approved by ${approvedBy}: ${reason}`, message],
    fix,
    about: `${component} ${check ?? ""} ${reason}`,
  };
}
