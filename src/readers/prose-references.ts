import { decodeText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { nothing } from "./parts/reading.ts";
import { canMatter } from "./references/look.ts";

const PROSE = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|org)$|^readme(?:\.txt)?$/;
const HTML = /\.(?:html?|vue|svelte|astro|xhtml)$/;

/** Models that documentation mentions, and those that a web page uses. */
export const proseReferences: Reader = {
  id: "prose-references",
  title: "References to models in documentation and web pages",
  limit: limits.referenceBytes,
  ends: ["md", "mdx", "markdown", "rst", "adoc", "asciidoc", "org", "readme", "txt", "html", "htm", "xhtml", "vue", "svelte", "astro"],
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
  if (HTML.test(file.path.toLowerCase())) referencesInHtml(source, references);
  else referencesInProse(source, references);
  return references.reading();
}
