import { field, text, type ValueNode } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { part } from "./parts/manifest.ts";
import { addressedName } from "./parts/model-names.ts";
import { declared, nothing, unrecognized } from "./parts/reading.ts";
import { itemsOf } from "./parts/training.ts";
import { holds } from "./parts/yaml-manifest.ts";

/** The catalog of Podman AI Lab (`ai.json`, user catalogs): recipes, and models with their licenses. */
export const podmanAilab: Reader = {
  id: "podman-ailab",
  title: "Podman AI Lab catalog",
  ends: ["json"],
  matches: (_path, name) => /^(?:ai|.*catalog.*|ai-.*)\.json$/.test(name),
  read: readCatalog,
};

async function readCatalog(file: FileContent): Promise<Reading> {
  // One that breaks off may end before its models.
  if (!holds(file.bytes, ['"models"', '"basedir"'], ['"recipes"', '"categories"'])) return nothing;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(decodeText(file.bytes).text, file.path);
  if (field(value, "models")?.type !== "list" || (field(value, "recipes") ?? field(value, "categories"))?.type !== "list")
    return unrecognized(problems);
  const all: Problem[] = [...problems];
  const declarations = itemsOf(field(value, "models")).flatMap((model) => entry(file.path, model, all) ?? []);
  const recipes = itemsOf(field(value, "recipes")).flatMap((recipe) => application(file.path, recipe, all) ?? []);
  return declared([...declarations, ...recipes], all);
}

/** A recipe is a program that uses models: its license is only shown. */
function application(path: string, recipe: ValueNode, problems: Problem[]): Declaration | null {
  const id = text(field(recipe, "id")) ?? text(field(recipe, "name"));
  const license = licenseIn(problems, recipe);
  const isStated = license.licenses.length > 0 || license.licenseLink !== undefined;
  return id === undefined || !isStated ? null : part(podmanAilab.id, path, id, "application", "mentioned", license);
}

function entry(path: string, model: ValueNode, problems: Problem[]): Declaration | null {
  const id = text(field(model, "id")) ?? text(field(model, "name"));
  if (id === undefined) return null;
  const { licenses, licenseLink } = licenseIn(problems, model);
  const own = text(field(model, "name"));
  const url = text(field(model, "url"));
  const onHub = url === undefined ? null : addressedName(url.value);
  const isHubId = own !== undefined && /^[\w.-]+\/[\w.-]+$/.test(own.value);
  const name = isHubId || onHub === null || url === undefined ? own : { value: onHub.name, location: url.location };
  return {
    reader: podmanAilab.id,
    subject: { at: "entry", path, entry: id.value },
    kind: "model",
    role: "published",
    location: licenses[0]?.location ?? id.location,
    licenses,
    ...(name === undefined ? {} : { name }),
    ...(licenseLink === undefined ? {} : { licenseLink }),
    ...(onHub?.revision === undefined ? {} : { revision: onHub.revision }),
  };
}
