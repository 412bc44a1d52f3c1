import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { ROOT } from "../harness/places.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: { readonly type: string };
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

/** A request that the description knows, with the parameters that stand in its path. */
export interface Match {
  readonly route: string;
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

const description = JSON.parse(readFileSync(`${ROOT}fixtures/github/rest-api.json`, "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
formats.default(ajv);
ajv.addSchema(description, "api");
const compiled = new Map<object, ValidateFunction>();

/** The operation that a method and a path mean; null where the description has none. */
export function findOperation(method: string, path: string): Match | null {
  for (const [template, operations] of Object.entries(description.paths)) {
    const operation = operations[method.toLowerCase()];
    if (operation === undefined) continue;
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    // A ref may hold slashes when it is the last part.
    const pattern = template.replace(/\{(\w+)\}$/, "(.+)").replace(/\{(\w+)\}/g, "([^/]+)");
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match === null) continue;
    const values = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]));
    return { route: `${method.toUpperCase()} ${template}`, operation, path: values };
  }
  return null;
}

/** What is wrong with a request: parameters that do not exist or have another type, a body of another shape. */
export function mistakesOfRequest({ operation, path }: Match, query: URLSearchParams, body: unknown): string[] {
  const mistakes: string[] = [];
  const known = new Map(operation.parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  const values = [
    ...Object.entries(path).map(([name, value]) => [`path ${name}`, value]),
    ...[...query].map(([name, value]) => [`query ${name}`, value]),
  ];
  for (const [name = "", value = ""] of values) {
    const parameter = known.get(name);
    if (parameter === undefined) mistakes.push(`no parameter ${name}`);
    else mistakes.push(...errorsOf(parameter.schema, parameter.schema.type === "integer" ? Number(value) : value, name));
  }
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  if (schema === undefined) {
    if (body !== undefined) mistakes.push("a body where none belongs");
  } else mistakes.push(...errorsOf(schema, body, "body"));
  return mistakes;
}

/** Answers that GitHub may give to every request, whether the description lists them or not. */
const ANYWHERE = [401, 403, 404, 410, 429, 500, 502, 503];

/** What is wrong with an answer: a status that does not exist there, a body of another shape. */
export function mistakesOfAnswer({ operation }: Match, status: number, type: string, body: unknown): string[] {
  const answer = operation.responses[String(status)];
  if (answer === undefined) {
    if (!ANYWHERE.includes(status)) return [`no answer ${status}`];
    return errorsOf({ $ref: "api#/components/schemas/basic-error" }, body, "answer");
  }
  if (answer.content === undefined) return body === null ? [] : ["a body where none belongs"];
  const content = answer.content[type];
  if (content === undefined) return [`no answer of type ${type}`];
  return type === "application/json" ? errorsOf(content.schema, body, "answer") : [];
}

function errorsOf(schema: object, value: unknown, what: string): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(absolute(schema));
  compiled.set(schema, validate);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath}: ${message ?? ""}`);
}

/** References as seen from outside of the document. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object;
}
