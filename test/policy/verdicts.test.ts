import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { CHECK_IDS } from "../../src/policy/entries.ts";
import { readYaml } from "../harness/fixture-files.ts";
import { judgeFiles } from "../harness/judging.ts";
import { FIXTURES } from "../harness/places.ts";

interface Case {
  readonly because: string;
  /** The license field of the card `m/README.md`; or the card of a data set in `d/README.md`; or a whole card; or files. */
  readonly license?: string | readonly string[];
  readonly dataset?: string;
  readonly card?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly expect: "pass" | "review" | "fail";
  /** A check that must give this verdict, and words that its message, reasons or fix must hold. */
  readonly check?: string;
  readonly says?: string;
  readonly component?: string;
  readonly date?: string;
}

const groups = readYaml<Readonly<Record<string, readonly Case[]>>>(`${FIXTURES}policies/verdicts.yaml`);
const { aliases: _, ...tables } = groups;
const all = Object.values(tables).flat();

/** Duties are judged by checks of their own; they are off here unless a case names one, so that a case shows one thing. */
const DUTIES = /^(?:.*-missing|derivative-name|restrictions-not-passed-on|obligation-unmet|dataset-conflict|waiver-.*)$/;
const duties = CHECK_IDS.filter((id) => DUTIES.test(id) && id !== "license-missing");

function policyOf({ policy, check }: Case): string {
  const off = Object.fromEntries(duties.filter((id) => id !== check).map((id) => [id, "off"]));
  return stringify({ ...policy, checks: { ...off, ...(policy["checks"] as object | undefined) } }, { aliasDuplicateObjects: false });
}

function filesOf(one: Case): Readonly<Record<string, string>> {
  if (one.files !== undefined) return one.files;
  if (one.dataset !== undefined) return { "d/README.md": `---\nlicense: ${one.dataset}\nsize_categories: n<1K\n---\n` };
  return { "m/README.md": one.card ?? `---\n${stringify({ license: one.license })}---\n` };
}

test("the table has at least 280 cases", () => expect(all.length).toBeGreaterThanOrEqual(280));

for (const [group, cases] of Object.entries(tables)) {
  describe(group, () => {
    test.each(cases.map((one) => [`${one.expect}: ${one.because}`, one] as const))("%s", async (_title, one) => {
      const result = await judgeFiles(filesOf(one), policyOf(one), one.date);
      expect(result.problems).toEqual([]);
      const name = one.component ?? (one.dataset === undefined ? "m" : "d");
      const component = result.components.find((candidate) => candidate.name === name);
      expect(component, `a component ${name} among ${result.components.map((candidate) => candidate.name).join(", ")}`).toBeDefined();
      const findings = result.findings.filter((finding) => finding.component === component?.id && finding.verdict !== "pass");
      const shown = findings.map(({ check, verdict, message }) => `${verdict} ${check}: ${message}`).join("\n");
      expect(component?.verdict, shown).toBe(one.expect);
      for (const { check, verdict, fix } of findings)
        if (verdict === "fail") expect(fix, `${check}: what to paste into the policy`).toMatch(/(?:waivers|curations|attestations): \[\{ /);
      const { check, says } = one;
      if (check !== undefined) {
        const found = result.findings.filter((finding) => finding.component === component?.id && finding.check === check);
        expect(
          found.map(({ verdict }) => verdict),
          `a finding of ${check}\n${shown}`,
        ).toContain(one.expect);
      }
      if (says !== undefined) {
        const texts = result.findings.filter(
          (finding) => finding.component === component?.id && (check ?? finding.check) === finding.check,
        );
        expect(JSON.stringify(texts)).toContain(says);
      }
    });
  });
}
