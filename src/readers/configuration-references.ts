import { decodeText, rawText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { nothing } from "./parts/reading.ts";
import { isInstalled } from "./references/installed.ts";
import { JSON_SYNTAX } from "./references/languages.ts";
import { canHoldPipeline, canMatter } from "./references/look.ts";

const SAMPLE = /\.(?:example|sample|template|tmpl|dist|default|in|local|bak|orig|j2|jinja2?|tpl)$/;
const SHELL =
  /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|mk|mak|dockerfile|containerfile|env|envrc|slurm|sbatch|pbs|psm1|just|service|container|cmake|def|http|nu)$|^(?:dockerfile|containerfile|makefile|gnumakefile|justfile|procfile|earthfile|singularity|cmakelists\.txt|\.envrc)(?:[-_.].*)?$|^\.env(?:[-_.].*)?$|^(?:dot)?env[-_.](?:example|sample|template|tpl|tmpl|dist|defaults?|local|dev|development|prod|production|staging|test|docker)(?:\.txt)?$|(?:^|[-_.])env$/;
const CONFIG = /[._]ya?ml(?:_[\w.]{1,40})?$|\.(?:toml|ini|cfg|conf|properties|hcl|nomad|tfvars|tf|gotmpl)$/;
/** What lists a project's packages among other things. */
const WITH_PACKAGES = /(?:^|\/)package\.json$/i;
/** A template of which the name does not say what it is filled in to. */
const TEMPLATE = /\.(?:tpl|tmpl|j2)$/;
/** An address of the Hub. */
const HUB = /(?:huggingface\.co|hf\.co)\//;
/** What names the packages of a project: of these files the first are configurations too. */
const PACKAGES = /^(?:pyproject\.toml|setup\.cfg|environment\.ya?ml)$/;
const REQUIREMENTS =
  /requirements[\w-]{0,40}\.(?:txt|in)$|(?:^|\/)(?:constraints[\w-]{0,40}\.txt|requirements\/[\w-]{1,40}\.(?:txt|in)|pipfile)$/i;
const JSON_FILE = /\.(?:json|jsonc|json5|jsonl|code-workspace|code-snippets)$/;
/** Projects, and lists of values, in XML. */
const XML =
  /\.(?:csproj|fsproj|vbproj|props|targets|plist|resx|xaml|axaml)$|^(?:pom|strings|arrays|build|settings|services|[\w.-]*(?:config|models?)[\w-]*)\.xml$/;
/** What package managers and compilers write, and what readers of their own understand; a lock of models is neither. */
const OTHERS =
  /^(?:package-lock|composer|tsconfig.*|jsconfig.*|npm-shrinkwrap|tokenizer_config|special_tokens_map|added_tokens|generation_config|preprocessor_config|adapter_config|model_index|modular_model_index|angular|nx|turbo|lerna|deno|components|renovate|biome|vercel|\.eslintrc|\.prettierrc|\.babelrc)\.(?:json|jsonc)$|(?<!models?[-_.])lock\.(?:json|ya?ml|toml)$|^(?:poetry\.lock|pnpm-lock\.yaml|\.pre-commit-config\.yaml|mkdocs\.yml|pyproject\.toml|setup\.cfg|cargo\.toml|environment\.ya?ml)$|\.(?:safetensors|bin)\.index\.json$|\.map$/;
/** The words of a tokenizer, names of models among them: often many megabytes. */
const VOCABULARY = /(?:^|[-_.])(?:tokenizer|merges|vocab(?:ulary)?(?:[-_.][\w-]{1,40})?)\.jsonc?$|^tekken[-_.\w]{0,60}\.json$/;

/** Models that scripts, environments, container and build files and other configurations refer to. */
export const configurationReferences: Reader = {
  id: "configuration-references",
  title: "References to models in scripts, environments and configurations",
  limit: limits.referenceBytes,
  matches: (path, name) => formatOf(path, name) !== null && !isInstalled(path),
  async read(file) {
    const { path, bytes } = file;
    const format = formatOf(path, path.slice(path.lastIndexOf("/") + 1).toLowerCase());
    if (format === "packages") return readPackages(file, canMatter(bytes));
    return canMatter(bytes) && !describesModel(file) ? readConfiguration(file, format) : nothing;
  },
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

type Format = "shell" | "config" | "json" | "xml" | "packages";

function formatOf(path: string, name: string): Format | null {
  const own = name.replace(SAMPLE, "");
  const format = SHELL.test(own) ? "shell" : CONFIG.test(own) ? "config" : JSON_FILE.test(own) ? "json" : XML.test(own) ? "xml" : null;
  if (format !== null && !OTHERS.test(own) && !VOCABULARY.test(own)) return format;
  if (format !== null) return PACKAGES.test(name) ? "packages" : null;
  if (/\.(?:txt|in)$|^pipfile$/.test(name) && REQUIREMENTS.test(path)) return "packages";
  return TEMPLATE.test(name) ? "config" : null;
}

async function readPackages({ path, bytes }: FileContent, speaksOfModels: boolean): Promise<Reading> {
  const raw = rawText(bytes);
  const hasTools = speaksOfModels && /(?:^|\/)pyproject\.toml$/i.test(path);
  if (!canHoldPipeline(raw) && !HUB.test(raw) && !hasTools) return nothing;
  const [{ References }, { referencesInPackages, toolsIn }] = await Promise.all([
    import("./references/collect.ts"),
    import("./references/packages.ts"),
  ]);
  const source = decodeText(bytes).text;
  const references = new References(configurationReferences.id, path, source);
  referencesInPackages(source, references);
  if (hasTools) {
    const { referencesInConfig } = await import("./references/configuration.ts");
    referencesInConfig(toolsIn(source), references);
  }
  return references.reading();
}

/** What a program shows, in the languages of its users. */
const TRANSLATION = /(?:^|\/)(?:locales?|i18n|translations)\//i;

async function readConfiguration(file: FileContent, format: Format | null): Promise<Reading> {
  const { References } = await import("./references/collect.ts");
  const source = decodeText(file.bytes).text;
  const references = new References(configurationReferences.id, file.path, source);
  const role = TRANSLATION.test(file.path) ? "mentioned" : "used";
  if (format === "xml") {
    const { referencesInXml } = await import("./references/xml.ts");
    referencesInXml(source, references);
  } else if (format === "json") {
    const [{ referencesInCode }, { withoutPackages }] = await Promise.all([
      import("./references/code.ts"),
      import("./references/packages.ts"),
    ]);
    referencesInCode(WITH_PACKAGES.test(file.path) ? withoutPackages(source) : source, JSON_SYNTAX, references, role);
  } else if (format === "config") {
    const { referencesInConfig } = await import("./references/configuration.ts");
    referencesInConfig(source, references, role);
  } else {
    const { referencesInShell } = await import("./references/shell.ts");
    referencesInShell(source, references);
  }
  return references.reading();
}
