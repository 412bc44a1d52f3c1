import { expect, test } from "vitest";
import { scanFiles } from "../harness/judging.ts";

/** What every object of the language has, and no table of words may be found to have. */
const INHERITED = ["constructor", "toString", "__proto__", "hasOwnProperty"];
const RELATIONS: ReadonlySet<string> = new Set(["finetune", "adapter", "merge", "quantized"]);

test.each(INHERITED)("%s is no relation to a base model", async (word) => {
  const card = (fields: string) => `---\nlicense: mit\n${fields}---\n`;
  const { components } = await scanFiles(
    {
      "a/README.md": card(`base_model: acme/one\nbase_model_relation: ${word}\n`),
      "b/README.md": card(`tags:\n- base_model:${word}:acme/one\n`),
    },
    null,
  );
  const bases = components.filter(({ role }) => role === "published").flatMap(({ basedOn }) => basedOn);
  expect(bases.map(({ name }) => name)).toEqual(["acme/one", `${word}:acme/one`]);
  expect(bases.every(({ relation }) => relation === null || RELATIONS.has(relation))).toBe(true);
});

test.each(INHERITED)("%s is no kind of thing", async (word) => {
  const { components } = await scanFiles(
    {
      "rdf.yaml": `format_version: 0.4.9\ntype: collection\ncollection:\n- {id: one, type: ${word}, license: MIT}\n- {id: two, type: model, license: MIT}\n`,
      "assets/acme.yaml": `- type: ${word}\n  name: Three\n  organization: Acme\n  access: open\n  dependencies: []\n  license: MIT\n- type: model\n  name: Four\n  organization: Acme\n  dependencies: []\n  license: MIT\n`,
      "sbom.json": `{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [{"type": "${word}", "spdxId": "five", "name": "five"}, {"type": "ai_AIPackage", "spdxId": "six", "name": "six"}]}`,
    },
    null,
  );
  expect(components.map(({ name, kind }) => [name, kind])).toEqual([
    ["Four", "model"],
    ["two", "model"],
    ["six", "model"],
  ]);
});

test.each(INHERITED)("%s is no language of a code block", async (word) => {
  const { problems } = await scanFiles({ "README.md": `\`\`\`${word}\nfrom_pretrained("acme/one-7b")\n\`\`\`\n` }, null);
  expect(problems).toEqual([]);
});
