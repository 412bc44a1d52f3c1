import { expect, test } from "vitest";
import type { Declaration, Result } from "../../src/model.ts";
import { cyclonedxMlbom } from "../../src/readers/cyclonedx-mlbom.ts";
import { scanFiles } from "../harness/judging.ts";
import { everything, product, text } from "./results.ts";

async function readBack(result: Result): Promise<readonly Declaration[]> {
  const bytes = new TextEncoder().encode(await text("cyclonedx", result));
  const reading = await cyclonedxMlbom.read({ path: "bom.json", bytes, size: bytes.length });
  expect(reading.problems).toEqual([]);
  return reading.declarations;
}

/** What a bill of materials can say of a component. */
const facts = (kind: string, name: string, bases: readonly string[], datasets: readonly string[]) => ({
  kind,
  name,
  bases: [...bases].sort(),
  datasets: [...datasets].sort(),
});

test.each([
  ["the example repository", product],
  ["everything", async () => everything],
])("a document of %s read back gives the same models and data sets, with bases and training data", async (_, load) => {
  const result = await load();
  const declarations = await readBack(result);
  const models = result.components.filter(({ kind }) => kind === "model" || kind === "adapter" || kind === "dataset");
  const kinds = { model: "model", adapter: "model", dataset: "dataset" } as Readonly<Record<string, string>>;
  const found = declarations.filter(({ kind }) => kind !== "application");
  const told = found.map(({ kind, name, bases = [], datasets = [] }) =>
    facts(
      kind,
      name?.value ?? "",
      bases.map(({ value }) => value),
      datasets.map(({ value }) => value),
    ),
  );
  const expected = models.map(({ kind, name, basedOn, datasets }) =>
    facts(
      kinds[kind] ?? "",
      name,
      basedOn.map((base) => base.name),
      datasets.map((one) => one.name),
    ),
  );
  expect(told).toEqual(expect.arrayContaining(expected));
  // What a model was made from stands there with a license of its own, and is read for that too.
  const ancestors = models.flatMap(({ basedOn }) => basedOn.map((base) => facts("model", base.name, [], [])));
  expect([...expected, ...ancestors]).toEqual(expect.arrayContaining(told));
});

test("and a scan of it concludes the same licenses, except where they were not known", async () => {
  const result = await product();
  const again = await scanFiles({ "bom.json": await text("cyclonedx", result) }, null);
  const concludedBy = (one: Result) =>
    new Map(
      one.components
        .filter(({ kind }) => kind !== "application" && kind !== "service")
        .map(({ name, concluded }) => [name, concluded.expression ?? concluded.candidates.join(" | ")]),
    );
  const before = concludedBy(result);
  expect(Object.fromEntries(concludedBy(again))).toMatchObject(Object.fromEntries([...before].filter(([, license]) => license !== "")));
});
