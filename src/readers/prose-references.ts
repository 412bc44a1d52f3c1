import { decodeText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { nothing } from "./parts/reading.ts";
import { canMatter } from "./references/look.ts";

const PROSE = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|org|livemd|qmd|rmd)$|^readme(?:\.txt)?$/;
/** Documents that run their code, with how the fence of such code begins: Livebook's, and those of R and Quarto. */
const RUN: ReadonlyMap<string, RegExp> = new Map([
  ["livemd", /^[`~]{3,40}elixir/],
  ["qmd", /^[`~]{3,40}\{\w/],
  ["rmd", /^[`~]{3,40}\{\w/],
]);
const HTML = /\.(?:html?|vue|svelte|astro|xhtml)$/;

/** Models that documentation mentions, and those that a web page uses. */
export const proseReferences: Reader = {
  id: "prose-references",
  title: "References to models in documentation and web pages",
  limit: limits.referenceBytes,
  ends: [
    "md",
    "mdx",
    "markdown",
    "rst",
    "adoc",
    "asciidoc",
    "org",
    "livemd",
    "qmd",
    "rmd",
    "readme",
    "txt",
    "html",
    "htm",
    "xhtml",
    "vue",
    "svelte",
    "astro",
  ],
  matches: (path, name) =>
    (PROSE.test(name) || HTML.test(name)) && !/(?:^|\/)(?:node_modules|site-packages|\.yarn|\.venv|venv)\//.test(path),
  read: (file) => (canMatter(file.bytes) ? readProse(file) : nothing),
};

async function readProse(file: FileContent): Promise<Reading> {
  const [{ References }, { referencesInHtml, referencesInProse }] = await Promise.all([
    import("./references/collect.ts"),
    import("./references/prose.ts"),
  ]);
  const source = decodeText(file.bytes).text;
  const references = new References(proseReferences.id, file.path, source);
  const name = file.path.toLowerCase();
  const run = RUN.get(name.slice(name.lastIndexOf(".") + 1));
  if (HTML.test(name)) referencesInHtml(source, references);
  else referencesInProse(source, references, undefined, (fence) => run?.test(fence) === true);
  return references.reading();
}
