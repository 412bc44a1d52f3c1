import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { LICENSE_WORDS } from "../readers/license-file.ts";
import { readers } from "../readers/registry.ts";

/**
 * Writes `.pre-commit-hooks.yaml`. Which files start the hook follows from the readers: every word of their sources is tried as an ending and as a name. The
 * expression may fit files that no reader wants, which costs a start of the program; it must not miss one. With `--check` it only compares.
 */
const root = process.cwd();
const NAME = ".pre-commit-hooks.yaml";

/** Words that may be an ending or a name. */
const words = new Set(
  readdirSync(`${root}/src/readers`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .flatMap(
      (path) =>
        readFileSync(`${root}/src/readers/${path}`, "utf8")
          .toLowerCase()
          .match(/[a-z0-9]+(?:[-_][a-z0-9]+)*/g) ?? [],
    )
    // Alternatives such as `ya?ml`, `licen[cs]e`, `[cm]?[jt]sx?` are no words: their forms stand here.
    .concat(
      "yaml yml license licence js jsx ts tsx mjs cjs mts cts mjsx cjsx mtsx ctsx htm html jinja jinja2".split(" "),
      ...readers.map(({ ends }) => ends ?? []),
    ),
);
const isRead = (path: string, without: readonly string[] = []) =>
  readers.some((reader) => !without.includes(reader.id) && reader.matches(path, path.slice(path.lastIndexOf("/") + 1).toLowerCase()));

/** Names of files that readers want. */
const examples = readdirSync(`${root}/fixtures/readers`, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/").toLowerCase())
  .filter((path) => isRead(path, ["license-file"]));
const BEFORE = ["x", "model", "config", "pytorch_model", "shortnames", "readme"];
const FOLDERS = ["", "models/", "configs/", "datasets/", "assets/docs/", "shortnames.d/", "model_cards/"];
const isEnding = (word: string) => FOLDERS.some((folder) => BEFORE.some((name) => isRead(`${folder}${name}.${word}`, ["license-file"])));
const endings = [
  ...new Set([...[...words].filter(isEnding), ...examples.flatMap((path) => /\.([a-z0-9_-]+)$/.exec(path)?.[1] ?? [])]),
].sort();
/** What may stand behind an ending: `config.yaml.dist`. */
const samples = [...words]
  .filter((word) => !endings.includes(word) && ["py", "yaml", "toml"].some((ending) => isRead(`x.${ending}.${word}`, ["license-file"])))
  .sort();
const names = [...words].filter((word) => isRead(word, ["license-file"])).sort();
/** Short names are whole names; longer ones may have something before or behind them, such as `Modelfile-8b`. */
const whole = names.filter((name) => name.length < 5);
const parts = [...names.filter((name) => name.length >= 5), "modelterms\\.lock"];
const expression = [
  `(?i)(\\.(${endings.join("|")})(\\.(${samples.join("|")}))?$`,
  `(^|/)(${whole.join("|")})$`,
  `(${parts.join("|")})[^/]*$`,
  "(^|/)(dot)?env[-_][^/]*$",
  // Tasks of lm-eval share files such as `_template_yaml`.
  "[._]ya?ml(_[^/]*)?$",
  `(^|[-_. /])(${LICENSE_WORDS})([-_. (][^/]*)?$`,
  "(^|/)licenses/)",
].join("|");

const text = `# Written by \`npm run generate\`: \`files\` follows from the readers. The program is whole as it lies in dist/ and needs Node 20 or later and no
# installation; \`language: node\` would install everything that the project is built and tested with.
- id: modelterms
  name: model licenses (staged)
  description: Judges the models and data sets that the staged files touch.
  entry: dist/cli.js scan --staged --quiet --files --
  language: script
  require_serial: true
  files: '${expression}'
- id: modelterms-all
  name: model licenses (all)
  description: Judges all models and data sets of the repository.
  entry: dist/cli.js scan --quiet
  language: script
  always_run: true
  pass_filenames: false
  require_serial: true
  # Before a push, and by hand. pre-commit has called it pre-push since 3.2, and still knows this name, which older versions need.
  stages: [push, manual]
`;
let old = "";
try {
  old = readFileSync(`${root}/${NAME}`, "utf8");
} catch {
  // Written below for the first time.
}
if (old !== text) {
  if (process.argv.includes("--check")) {
    process.stderr.write(`${NAME} is stale: run npm run generate\n`);
    process.exitCode = 1;
  } else writeFileSync(`${root}/${NAME}`, text);
}
