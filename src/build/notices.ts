import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A package of which something is in what is shipped. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author: string;
  readonly address: string;
  /** Its license and notice files, verbatim. */
  readonly texts: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
  readonly homepage?: string;
  readonly repository?: string | { readonly url?: string };
}

/** Packages whose data is compiled into `knowledge.br` and `texts.bin`. */
export const DATA_PACKAGES = ["spdx-exceptions", "spdx-license-ids", "spdx-license-list"];

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:[-.].*)?$/i;

/** The packages that modules of a bundle come from (`moduleIds` of its chunks: paths, or `\0rolldown/…` for the bundler's own), and the data packages. */
export function shippedPackages(moduleIds: readonly string[], root: string): readonly ShippedPackage[] {
  const folders = new Set(DATA_PACKAGES.map((name) => join(root, "node_modules", name)));
  for (const id of moduleIds) {
    const [, folder] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id) ?? [];
    if (folder !== undefined) folders.add(folder);
    else if (id.startsWith("\0rolldown/")) folders.add(join(root, "node_modules/rolldown"));
  }
  const packages = [...folders].map((folder) => readPackage(folder, root));
  return [...new Map(packages.map((one) => [`${one.name}@${one.version}`, one])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Throws where a package has no license text to pass on. */
function readPackage(folder: string, root: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENSE_FILE.test(entry.name))
    .map(({ name }) => name)
    .sort();
  const license = manifest.license ?? "";
  const texts =
    files.length > 0 ? files.map((file) => readFileSync(join(folder, file), "utf8")) : [publicText(license, manifest.name, root)];
  return {
    name: manifest.name,
    version: manifest.version,
    license,
    author: typeof manifest.author === "string" ? manifest.author : (manifest.author?.name ?? ""),
    address: manifest.homepage ?? addressOf(manifest.repository),
    texts,
  };
}

/** The text of a license that is the same for everyone; one with a copyright line of its own must come with the package. */
function publicText(license: string, name: string, root: string): string {
  if (!/^CC(?:0|-BY)-\d/.test(license))
    throw new Error(`${name}: no license text lies in the package, and ${license} wants its own copyright line to be passed on`);
  const { licenseText } = JSON.parse(readFileSync(join(root, `node_modules/spdx-license-list/licenses/${license}.json`), "utf8")) as {
    licenseText: string;
  };
  return licenseText;
}

function addressOf(repository: Manifest["repository"]): string {
  const written = typeof repository === "string" ? repository : (repository?.url ?? "");
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(written);
  return short === null ? written.replace(/^git\+/, "").replace(/\.git$/, "") : `https://github.com/${short[1]}`;
}

/** The third-party notices: each text once, under the packages that come with it. Only what the packages say, so that the same packages give the same bytes. */
export function thirdPartyNotices(packages: readonly ShippedPackage[]): string {
  const byText = new Map<string, ShippedPackage[]>();
  for (const one of packages) {
    const text = one.texts.map((part) => part.replace(/\r\n/g, "\n").trimEnd()).join("\n\n");
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  const sections = [...byText].map(([text, those]) => `${RULE}\n${those.map(heading).join("\n")}\n${RULE}\n\n${text}\n`);
  return `${INTRODUCTION}\n${sections.join("\n")}`;
}

const RULE = "-".repeat(80);
const INTRODUCTION = `Third-party notices

modelterms is bundled: the files of this folder hold parts of the packages below, some of them minified or compiled to an index.
Each package is named with its version, its license as an SPDX expression, its author and address as far as it states them;
the text of its license follows.
`;

function heading({ name, version, license, author, address }: ShippedPackage): string {
  const compiled = DATA_PACKAGES.includes(name) ? ["its data, compiled"] : [];
  return [`${name} ${version}`, license, author, address, ...compiled].filter((part) => part !== "").join(" | ");
}
