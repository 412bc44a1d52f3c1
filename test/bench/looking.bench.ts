import { bench, describe } from "vitest";
import { findFrontMatter } from "../../src/formats/front-matter.ts";
import { decodeText } from "../../src/formats/text.ts";
import { parseYaml } from "../../src/formats/yaml.ts";
import { canMatter } from "../../src/readers/references/look.ts";
import { knowledge } from "../harness/knowledge.ts";

const program = `${'import { area } from "../part/module";\n    total = value / count + 17\n# the model of the data set\n'.repeat(400)}`;
const card = `---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B\nlanguage:\n- en\n- de\ntags:\n- text-generation\n---\n\n# A model\n${"It answers.\n".repeat(200)}`;

describe("one program of 40 KB without references", () => {
  bench("look", () => {
    canMatter(Buffer.from(program), true);
  });
});

describe("one card", () => {
  const yaml = findFrontMatter(card, "README.md")?.yaml ?? "";
  bench("decode", () => {
    decodeText(Buffer.from(card));
  });
  bench("find the front matter", () => {
    findFrontMatter(card, "README.md");
  });
  bench("parse the front matter", () => {
    parseYaml(yaml, { path: "README.md", lines: 1 });
  });
});

describe("the knowledge", () => {
  bench("look a model up", () => {
    knowledge.models.exact.get("meta-llama/llama-3.1-8b");
    knowledge.models.exact.get("nobody/nothing");
  });
});
