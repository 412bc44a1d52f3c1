// The measures of the clause finder against the catalog: `node src/build/run.mjs accuracy-clauses.ts [--missed TERM] [--extra TERM] [--all]`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { compileClauseRules } from "../licenses/clauses/compile.ts";
import { findClauses } from "../licenses/clauses/find.ts";
import type { FoundClause } from "../licenses/clauses/rules.ts";
import { findByFolds, partOf } from "./clause-folds.ts";
import { type Comparison, compareParameters, compareUses, type LabelledClause } from "./clause-parameters.ts";
import { readClauseRules } from "./clause-rules.ts";

const root = process.cwd();
const data = join(root, "../shared/data/licenses");
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const groups = ["purpose", "threshold", "commercial", "territory", "distribution", "outputs"];
/** The grants of ordinary licenses, which a reader of AI clauses often leaves out: counted once with and once without them. */
const ordinary = new Set([
  "distribution-allowed",
  "modification-allowed",
  "private-use-allowed",
  "sublicense-allowed",
  "sublicense-forbidden",
]);
const heldOutShare = 35;

interface Count {
  right: number;
  extra: number;
  missed: number;
}

function share(part: number, whole: number): string {
  return whole === 0 ? "    –" : (part / whole).toFixed(3);
}

function row(name: string, count: Count): string {
  const { right, extra, missed } = count;
  return `${name.padEnd(36)} precision ${share(right, right + extra)}  recall ${share(right, right + missed)}  (${right} right, ${extra} not labelled, ${missed} missed)`;
}

interface License {
  readonly id: string;
  readonly family: string;
  readonly terms: ReadonlySet<string>;
  readonly text: string;
  readonly labels: readonly LabelledClause[];
}

function readLicenses(): License[] {
  const index = readFileSync(join(data, "texts/index.tsv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  const header = index[0] ?? [];
  const families = new Map(
    index.slice(1).map((cells) => [cells[header.indexOf("key")] ?? "", cells[header.indexOf("family_of_texts")] ?? ""]),
  );
  const facts = existsSync(join(data, "facts.yaml"))
    ? (parse(readFileSync(join(data, "facts.yaml"), "utf8")) as { licenses: { key: string; clauses?: { type: string }[] }[] }).licenses
    : [];
  const licenses: License[] = [];
  for (const [id, family] of families) {
    const text = join(data, "texts", `${id}.txt`);
    const catalog = join(root, "rules/licenses", `${id}.yaml`);
    if (!existsSync(text)) continue;
    let labels: LabelledClause[] = [];
    if (existsSync(catalog))
      labels = (parse(readFileSync(catalog, "utf8"), { maxAliasCount: -1 }) as { clauses?: LabelledClause[] }).clauses ?? [];
    else labels = (facts.find((license) => license.key === id)?.clauses ?? []).map(({ type, ...rest }) => ({ ...rest, term: type }));
    if (labels.length > 0)
      licenses.push({ id, family, text: readFileSync(text, "utf8"), labels, terms: new Set(labels.map((label) => label.term)) });
  }
  return licenses;
}

function measure(
  title: string,
  licenses: readonly License[],
  found: ReadonlyMap<string, readonly FoundClause[]>,
  groupOf: ReadonlyMap<string, string>,
  perTerm: boolean,
): void {
  const counts = new Map<string, Count>();
  const add = (name: string, what: keyof Count): void => {
    const count = counts.get(name) ?? { right: 0, extra: 0, missed: 0 };
    count[what]++;
    counts.set(name, count);
  };
  const comparisons: Comparison[] = [];
  for (const license of licenses) {
    const labelled = new Set(license.labels.map((label) => label.term));
    const here = found.get(license.id) ?? [];
    const terms = new Set(here.map((clause) => clause.term));
    const listed = compareUses(license.labels, here);
    if (listed !== null) comparisons.push({ ...listed, license: license.id });
    for (const term of new Set([...labelled, ...terms])) {
      const group = groupOf.get(term) ?? "legal";
      const what = labelled.has(term) ? (terms.has(term) ? "right" : "missed") : "extra";
      const names = [`  ${group}: ${term}`, group];
      if (groups.includes(group)) names.push("all");
      if (groups.includes(group) && !ordinary.has(term)) names.push("all but ordinary grants");
      for (const name of names) add(name, what);
      if (what === "right")
        comparisons.push(
          ...compareParameters(
            term,
            license.labels.filter((label) => label.term === term),
            here.filter((clause) => clause.term === term),
          ).map((comparison) => ({ ...comparison, license: license.id })),
        );
    }
  }
  print(`\n## ${title}: ${licenses.length} licenses`);
  for (const name of [...groups, "all", "all but ordinary grants", "legal"])
    print(row(name, counts.get(name) ?? { right: 0, extra: 0, missed: 0 }));
  const single = comparisons.filter((comparison) => comparison.parameter !== "list");
  const items = comparisons.filter((comparison) => comparison.parameter === "list");
  const sum = (pick: (comparison: Comparison) => number): number => items.reduce((total, comparison) => total + pick(comparison), 0);
  for (const parameter of [...new Set(single.map((comparison) => comparison.parameter))].sort()) {
    const some = single.filter((comparison) => comparison.parameter === parameter);
    print(
      `parameter ${parameter.padEnd(26)} right ${share(some.filter((comparison) => comparison.right).length, some.length)}  (${some.length})`,
    );
  }
  print(
    `parameters but lists                 right ${share(single.filter((comparison) => comparison.right).length, single.length)}  (${single.length})`,
  );
  print(
    `lists of uses                        precision ${share(
      sum((c) => c.both),
      sum((c) => c.both + c.extra.length),
    )}  recall ${share(
      sum((c) => c.both),
      sum((c) => c.both + c.missed.length),
    )}  (${items.length} lists, ${items.filter((c) => c.right).length} the same to the item)`,
  );
  if (perTerm)
    for (const name of [...counts.keys()].filter((key) => key.startsWith("  ")).sort())
      print(row(name, counts.get(name) ?? { right: 0, extra: 0, missed: 0 }));
  if (perTerm)
    for (const c of comparisons.filter((comparison) => !comparison.right))
      print(`  wrong ${c.license} ${c.term}.${c.parameter}: ${c.detail}`);
}

function main(): void {
  if (!existsSync(join(data, "texts/index.tsv"))) {
    print(`skipped: ${data} is not there`);
    return;
  }
  const options = process.argv.slice(3);
  const terms = parse(readFileSync(join(root, "rules/terms.yaml"), "utf8")) as Record<string, { group: string }>;
  const groupOf = new Map(Object.entries(terms).map(([term, { group }]) => [term, group]));
  const rules = compileClauseRules(readClauseRules(root));
  const licenses = readLicenses();
  const started = performance.now();
  const found = new Map(licenses.map((license) => [license.id, findClauses(license.text.split(/\r?\n/), rules)] as const));
  const time = performance.now() - started;
  const setAside = (license: License): boolean => partOf(license.family, 100) < heldOutShare;
  const seen = licenses.filter((license) => !setAside(license));
  const option = (name: string): string | undefined => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
  const pool = options.includes("--all") ? licenses : seen;
  const missed = option("--missed");
  const extra = option("--extra");
  if (missed !== undefined || extra !== undefined) {
    for (const { id, labels } of pool) {
      const here = found.get(id) ?? [];
      for (const label of labels)
        if ((label.term === missed || missed === "all") && !here.some((clause) => clause.term === label.term))
          print(`${label.term} ${id} § ${label["section"]}: ${label["locator"]}`);
      for (const clause of here)
        if ((clause.term === extra || extra === "all") && !labels.some((label) => label.term === clause.term))
          print(`${clause.term} ${id}:${clause.startLine}: ${clause.quote} ${JSON.stringify(clause.parameters)}`);
    }
    return;
  }
  if (options.includes("--found")) {
    for (const { id } of pool.filter((license) => license.id === option("--found")))
      for (const clause of found.get(id) ?? [])
        print(`${clause.startLine}-${clause.endLine} ${clause.term} ${JSON.stringify(clause.parameters)} ${clause.quote}`);
    return;
  }
  measure("Families that the rules were made with", seen, found, groupOf, options.includes("--terms"));
  measure(
    "Families first set aside; the rules have been corrected with them since",
    licenses.filter(setAside),
    found,
    groupOf,
    options.includes("--terms") && options.includes("--all"),
  );
  measure(
    "Cross-validated: every family without the patterns that only families of its own fold speak for",
    licenses,
    findByFolds(licenses, rules),
    groupOf,
    options.includes("--folds"),
  );
  negatives(rules);
  const bytes = licenses.reduce((total, license) => total + license.text.length, 0);
  print(
    `\n${(bytes / 1e6).toFixed(1)} MB in ${time.toFixed(0)} ms; compiled rules: ${(JSON.stringify(rules).length / 1024).toFixed(0)} kB, ${rules.rules.length} rules`,
  );
}

function negatives(rules: Parameters<typeof findClauses>[1]): void {
  const folder = join(data, "negatives");
  if (!existsSync(folder)) {
    print("\nskipped: no texts of ordinary proprietary licenses");
    return;
  }
  const counts = new Map<string, number>();
  const files = readdirSync(folder);
  for (const file of files) {
    const terms = new Set(findClauses(readFileSync(join(folder, file), "utf8").split(/\r?\n/), rules).map((clause) => clause.term));
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    if (process.argv.includes("--negatives")) print(`${basename(file)}: ${[...terms].join(" ")}`);
  }
  print(`\n## Other proprietary texts: ${files.length}; texts with each term`);
  print(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([term, count]) => `${term} ${count}`)
      .join(", "),
  );
}

main();
