import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import jsonld from "jsonld";
import { DataFactory, Parser, Store } from "n3";
import Validator from "rdf-validate-shacl";
import { newFolder } from "../harness/folders.ts";
import { DATA } from "../harness/places.ts";

const require = createRequire(import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(path, "utf8")) as object;

function withFormats(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("iri-reference", (text) => !/[\s<>"{}|\\^`\p{Cc}]/u.test(text));
  ajv.addFormat("idn-email", true);
  return ajv;
}

/** The official schema of CycloneDX 1.7. */
export function cyclonedxValidator(): ValidateFunction {
  const folder = join(require.resolve("@cyclonedx/cyclonedx-library/package.json"), "../res/schema");
  const ajv = withFormats();
  for (const name of ["spdx", "jsf-0.82", "cryptography-defs"])
    ajv.addSchema(json(`${folder}/${name}.SNAPSHOT.schema.json`), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(json(`${folder}/bom-1.7.SNAPSHOT.schema.json`));
}

const SARIF_SCHEMA = `${DATA}schemas/sarif-schema-2.1.0.json`;
export const hasSarifSchema = existsSync(SARIF_SCHEMA);

/** The schema has an `anyOf` among the properties of `region` that belongs beside them. */
export function sarifValidator(): ValidateFunction {
  const { $schema: _, ...schema } = json(SARIF_SCHEMA) as {
    $schema: string;
    definitions: { region: { properties: Record<string, unknown>; anyOf: unknown } };
  };
  const { region } = schema.definitions;
  const { anyOf, ...properties } = region.properties;
  Object.assign(region, { properties, ...(anyOf === undefined ? {} : { anyOf }) });
  return withFormats().compile(schema);
}

const MULTITOOL = process.platform === "linux" && process.arch === "x64" ? multitoolPath() : null;
export const hasMultitool = MULTITOOL !== null;

function multitoolPath(): string | null {
  try {
    return require("@microsoft/sarif-multitool") as string;
  } catch {
    return null;
  }
}

/** What Microsoft's validator has to say of several reports at once, by SARIF's rules and by GitHub's: errors and warnings. */
export async function multitool(reports: readonly string[]): Promise<readonly string[]> {
  const folder = newFolder(Object.fromEntries(reports.map((report, at) => [`reports/${at}.sarif`, report])));
  // The package ships the program without the right to run it.
  const program = join(folder, "Sarif.Multitool");
  copyFileSync(MULTITOOL ?? "", program);
  chmodSync(program, 0o755);
  const args = [
    "validate",
    join(folder, "reports", "*.sarif"),
    "--rule-kind",
    "Sarif;Ghas",
    "--level",
    "Error;Warning",
    "--output",
    join(folder, "found.sarif"),
  ];
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1", DOTNET_BUNDLE_EXTRACT_BASE_DIR: folder };
  const { stdout } = await promisify(execFile)(program, args, { env, maxBuffer: 1 << 26 });
  if (!stdout.includes(`${reports.length} files scanned`)) throw new Error(stdout);
  const { runs } = JSON.parse(readFileSync(join(folder, "found.sarif"), "utf8")) as {
    runs: { results?: { ruleId: string; message: { arguments?: string[] } }[] }[];
  };
  return (runs[0]?.results ?? []).map(({ ruleId, message }) => `${ruleId}: ${(message.arguments ?? []).join(" ").slice(0, 300)}`);
}

const SPDX_MODEL = `${DATA}schemas/spdx-model.ttl`;
const SPDX_CONTEXT = `${DATA}schemas/spdx-context.jsonld`;
export const hasSpdxModel = existsSync(SPDX_MODEL) && existsSync(SPDX_CONTEXT);

/** What the SHACL shapes of the SPDX 3.0.1 model find. Their classes are OWL's, which SHACL targets only as RDF's. */
export function spdxValidator(): (document: string) => Promise<readonly string[]> {
  const { namedNode, quad } = DataFactory;
  const type = namedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  const model = new Parser().parse(readFileSync(SPDX_MODEL, "utf8"));
  const classes = model
    .filter(({ predicate, object }) => predicate.equals(type) && object.value === "http://www.w3.org/2002/07/owl#Class")
    .map(({ subject }) => quad(subject, type, namedNode("http://www.w3.org/2000/01/rdf-schema#Class")));
  const shapes = [...model, ...classes];
  const validator = new Validator(new Store(shapes));
  const spdxContext = json(SPDX_CONTEXT);
  const documentLoader = async (url: string): Promise<{ documentUrl: string; document: object }> => {
    if (url !== "https://spdx.org/rdf/3.0.1/spdx-context.jsonld") throw new Error(`not loaded: ${url}`);
    return { documentUrl: url, document: spdxContext };
  };
  return async (document) => {
    const options = { format: "application/n-quads", documentLoader, safe: true } as object;
    const quads = (await jsonld.toRDF(JSON.parse(document), options)) as unknown as string;
    const { results } = await validator.validate(new Store([...shapes, ...new Parser().parse(quads)]));
    return results.map(({ focusNode, path, message }) => `${focusNode?.value} ${path?.value}: ${message.map(({ value }) => value).join()}`);
  };
}
