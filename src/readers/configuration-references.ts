import { decodeText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { nothing } from "./parts/reading.ts";
import { JSON_SYNTAX } from "./references/languages.ts";
import { canMatter } from "./references/look.ts";

const SAMPLE = /\.(?:example|sample|template|tmpl|dist|default|in|local|bak|orig|j2|jinja2?|tpl)$/;
const SHELL =
  /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|mk|mak|dockerfile|containerfile|env|envrc|slurm|sbatch|pbs|psm1|just|service|container)$|^(?:dockerfile|containerfile|makefile|gnumakefile|justfile|procfile|\.envrc)(?:[-_.].*)?$|^\.env(?:[-_.].*)?$|(?:^|[-_.])env$/;
const CONFIG = /[._]ya?ml(?:_[\w.]{1,40})?$|\.(?:toml|ini|cfg|conf|properties|hcl|nomad|tfvars|tf|gotmpl)$/;
const JSON_FILE = /\.(?:json|jsonc|json5|jsonl)$/;
/** What package managers and compilers write, and what readers of their own understand. */
const OTHERS =
  /^(?:package(?:-lock)?|composer|tsconfig.*|jsconfig.*|npm-shrinkwrap|tokenizer_config|special_tokens_map|added_tokens|generation_config|preprocessor_config|adapter_config|model_index|modular_model_index|angular|nx|turbo|lerna|deno|components|renovate|biome|vercel|\.eslintrc|\.prettierrc|\.babelrc)\.(?:json|jsonc)$|lock\.(?:json|ya?ml|toml)$|^(?:poetry\.lock|pnpm-lock\.yaml|\.pre-commit-config\.yaml|mkdocs\.yml|pyproject\.toml|setup\.cfg|cargo\.toml|environment\.ya?ml)$|\.(?:safetensors|bin)\.index\.json$|\.map$/;
/** The words of a tokenizer, names of models among them: often many megabytes. */
const VOCABULARY = /(?:^|[-_.])(?:tokenizer|merges|vocab(?:ulary)?(?:[-_.][\w-]{1,40})?)\.jsonc?$|^tekken[-_.\w]{0,60}\.json$/;

/** Models that scripts, environments, container and build files and other configurations refer to. */
export const configurationReferences: Reader = {
  id: "configuration-references",
  title: "References to models in scripts, environments and configurations",
  limit: limits.referenceBytes,
  matches: (path, name) => formatOf(name) !== null && !/(?:^|\/)(?:node_modules|site-packages|\.yarn|\.venv|venv)\//.test(path),
  read: (file) => (canMatter(file.bytes) && !describesModel(file) ? readConfiguration(file) : nothing),
};

/** A `config.json` may be an application's, or describe a model that lies beside it. */
function describesModel({ path, bytes }: FileContent): boolean {
  return (
    /(?:^|\/)config\.json$/i.test(path) &&
    ["model_type", "architectures", "_name_or_path", "_class_name", "transformers_version", "auto_map"].some((key) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(`"${key}"`, 0, "latin1"),
    )
  );
}

function formatOf(name: string): "shell" | "config" | "json" | null {
  const own = name.replace(SAMPLE, "");
  const format = SHELL.test(own) ? "shell" : CONFIG.test(own) ? "config" : JSON_FILE.test(own) ? "json" : null;
  return format === null || OTHERS.test(own) || VOCABULARY.test(own) ? null : format;
}

/** What a program shows, in the languages of its users. */
const TRANSLATION = /(?:^|\/)(?:locales?|i18n|translations)\//i;

async function readConfiguration(file: FileContent): Promise<Reading> {
  const format = formatOf(file.path.slice(file.path.lastIndexOf("/") + 1).toLowerCase());
  const { References } = await import("./references/collect.ts");
  const source = decodeText(file.bytes).text;
  const references = new References(configurationReferences.id, file.path, source);
  const role = TRANSLATION.test(file.path) ? "mentioned" : "used";
  if (format === "json") {
    const { referencesInCode } = await import("./references/code.ts");
    referencesInCode(source, JSON_SYNTAX, references, role);
  } else if (format === "config") {
    const { referencesInConfig } = await import("./references/configuration.ts");
    referencesInConfig(source, references, role);
  } else {
    const { referencesInShell } = await import("./references/shell.ts");
    referencesInShell(source, references);
  }
  return references.reading();
}
