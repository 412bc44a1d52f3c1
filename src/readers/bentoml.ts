import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Reader, Reading } from "../model.ts";
import { hubReference } from "./parts/hub-names.ts";
import { openManifest, parseYamlManifest, reference } from "./parts/manifest.ts";
import { declared, unrecognized } from "./parts/reading.ts";

/** BentoML's `bentofile.yaml` and `bento.yaml`: models of the Hub or of BentoML's store that a service loads (BentoML "Bento build options"). */
export const bentoml: Reader = {
  id: "bentoml",
  title: "BentoML bentofile.yaml, bento.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^bento(?:file)?(?:[-_.].*)?\.ya?ml$/.test(name),
  read: readBento,
};

async function readBento(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(
    file,
    (candidate) => /^(?:service|services|bentoml_version|models|entry_service):/m.test(candidate),
    true,
  );
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const services = items(field(value, "services"));
  const models = [field(value, "models"), ...services.map((service) => field(service, "models"))].flatMap(items);
  const variables = [...items(field(value, "envs")), ...services.flatMap((service) => items(field(service, "envs")))];
  const found = [...models.flatMap(modelOf), ...variables.flatMap(variableOf), ...argumentsOf(field(value, "args"))];
  const each = new Map(found.map((one) => [`${one.subject.at === "name" ? one.subject.name : ""} ${one.revision ?? ""}`, one]));
  return declared([...each.values()], problems);
}

function items(node: ValueNode | undefined): readonly ValueNode[] {
  return node?.type === "list" ? node.items : [];
}

/** `metadata.model_id` with its revision where the model comes from the Hub; else the tag `name:version` of BentoML's store. */
function modelOf(node: ValueNode): Declaration[] {
  const id = text(field(node, "metadata", "model_id")) ?? text(field(node, "model_id"));
  const revision = text(field(node, "metadata", "revision"))?.value ?? text(field(node, "revision"))?.value;
  if (id !== undefined) return [reference(bentoml.id, id, "model", revision)];
  const tag = node.type === "map" ? text(field(node, "tag")) : text(node);
  if (tag?.value.includes("://")) return named({ type: "scalar", kind: "text", text: tag.value, location: tag.location });
  const [name = "", version] = tag?.value.split(":") ?? [];
  if (tag === undefined || name === "") return [];
  return [reference(bentoml.id, { value: name, location: tag.location }, "model", version === "latest" ? undefined : version)];
}

/** Environment variables and arguments that name a model of the Hub. */
function variableOf(node: ValueNode): Declaration[] {
  const name = text(field(node, "name"))?.value ?? "";
  return /model|repo_id/i.test(name) ? named(field(node, "value")) : [];
}

function argumentsOf(node: ValueNode | undefined): Declaration[] {
  return node?.type === "map" ? node.entries.flatMap(({ key, value }) => (/model|repo_id/i.test(key) ? named(value) : [])) : [];
}

function named(node: ValueNode | undefined): Declaration[] {
  const value = text(node);
  const hub = value === undefined ? null : hubReference(value);
  return hub === null ? [] : [reference(bentoml.id, hub.name, hub.kind, hub.revision)];
}
