import { decodeText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { nothing } from "./parts/reading.ts";
import { isInstalled } from "./references/installed.ts";
import { canMatter } from "./references/look.ts";

const PROSE =
  /\.(?:md|mdx|mdc|mdown|markdown|rst|adoc|asciidoc|org|livemd|qmd|rmd|tex|typ|po|pot|strings|ftl)$|^(?:readme|changelog|changes|notice|credits|authors|\.(?:cursor|cline|windsurf)rules)(?:\.txt)?$|^(?:[\w-]{0,40}[-_])?(?:notes|install|usage|models?|llms|llms-full|todo|prompts?)\.txt$/;
/** Documents that run their code, with how the fence of such code begins: Livebook's, and those of R and Quarto. */
const RUN: ReadonlyMap<string, RegExp> = new Map([
  ["livemd", /^[`~]{3,40}elixir/],
  ["qmd", /^[`~]{3,40}\{\w/],
  ["rmd", /^[`~]{3,40}\{\w/],
]);
/** Pages, and templates of them. */
const HTML = /\.(?:html?|vue|svelte|astro|xhtml|ejs|erb|hbs|handlebars|mustache|heex|leex|liquid|njk|jsp|phtml)$|\.html\.(?:j2|jinja2?)$/;

/** Models that documentation mentions, and those that a web page uses. */
export const proseReferences: Reader = {
  id: "prose-references",
  title: "References to models in documentation and web pages",
  limit: limits.referenceBytes,
  ends: [
    "md",
    "mdx",
    "mdc",
    "mdown",
    "markdown",
    "rst",
    "adoc",
    "asciidoc",
    "org",
    "livemd",
    "qmd",
    "rmd",
    "tex",
    "typ",
    "po",
    "pot",
    "strings",
    "ftl",
    "readme",
    "changelog",
    "changes",
    "notice",
    "credits",
    "authors",
    "cursorrules",
    "clinerules",
    "windsurfrules",
    "txt",
    "html",
    "htm",
    "xhtml",
    "vue",
    "svelte",
    "astro",
    "ejs",
    "erb",
    "hbs",
    "handlebars",
    "mustache",
    "heex",
    "leex",
    "liquid",
    "njk",
    "jsp",
    "phtml",
    "j2",
    "jinja",
    "jinja2",
  ],
  matches: (path, name) => (PROSE.test(name) || HTML.test(name)) && !isInstalled(path),
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
