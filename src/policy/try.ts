import type { Knowledge } from "../licenses/knowledge.ts";
import type { TextReader } from "../licenses/read-text.ts";
import type { Declaration, Finding, Kind, Relation, Role, Stated, Verdict } from "../model.ts";
import { judgeTree } from "../scan.ts";
import type { Policy } from "./policy.ts";
import type { PolicyFile } from "./schema.ts";

type TestCase = NonNullable<PolicyFile["tests"]>[number];

/** How one case of a policy's own tests came out. */
export interface TryOutcome {
  readonly name: string;
  readonly expected: Verdict;
  readonly verdict: Verdict;
  readonly because: readonly Finding[];
}

/** Judges the models that a policy's `tests:` describe, as if a repository used them. */
export async function tryPolicy(
  cases: readonly TestCase[],
  policy: Policy,
  knowledge: Knowledge,
  date: string,
  path: string,
): Promise<readonly TryOutcome[]> {
  const outcomes: TryOutcome[] = [];
  const readText: TextReader = () => ({ groups: [], terms: [] });
  for (const [index, one] of cases.entries()) {
    const declaration = declarationOf(one.model, { path, line: index + 1, column: 1 });
    const read = { declarations: [declaration], licenseFiles: [], problems: [], credits: [], files: 0, read: 0 };
    const result = await judgeTree(read, { target: path, revision: async () => null }, { knowledge, policy, date, readText, only: null });
    outcomes.push({
      name: one.name ?? describe(one.model),
      expected: one.expect,
      verdict: result.components[0]?.verdict ?? "review",
      because: result.findings.filter(({ verdict, component, waiver }) => verdict !== "pass" && component !== "policy" && waiver === null),
    });
  }
  return outcomes;
}

function declarationOf(model: Readonly<Record<string, unknown>>, location: Stated["location"]): Declaration {
  const texts = (key: string): readonly Stated[] => {
    const value = model[key];
    return (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map((one) => ({
      value: String(one),
      location,
    }));
  };
  const name = String(model["name"] ?? "a model of the policy's tests");
  const [licenseName] = texts("license_name");
  const [licenseLink] = texts("license_link");
  const [modality] = texts("pipeline_tag");
  const relation = model["base_model_relation"] as Relation | undefined;
  const role = (model["role"] as Role | undefined) ?? "used";
  return {
    reader: "policy-test",
    subject: role === "published" ? { at: "entry", path: location.path, entry: name } : { at: "name", name },
    kind: (model["kind"] as Kind | undefined) ?? "model",
    role,
    location: model["path"] === undefined ? location : { path: String(model["path"]), line: 1, column: 1 },
    licenses: texts("license"),
    bases: texts("base_model").map((base) => ({ ...base, relation: relation ?? null, inferred: false })),
    datasets: texts("datasets"),
    ...(licenseName === undefined ? {} : { licenseName }),
    ...(licenseLink === undefined ? {} : { licenseLink }),
    ...(modality === undefined ? {} : { modality }),
  };
}

function describe(model: Readonly<Record<string, unknown>>): string {
  return Object.entries(model)
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(", ") : String(value)}`)
    .join("; ");
}
