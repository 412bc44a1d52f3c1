import { field, text, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { type Found, findModels, holeProblem } from "./parts/config-walk.ts";
import { hubName, knownValue, modelAddress } from "./parts/model-names.ts";
import { declared, nothing, unrecognized, usedModel } from "./parts/reading.ts";
import { hasHole, readYamlManifest, type YamlManifest } from "./parts/yaml-manifest.ts";

/** Compose files (compose specification): `models`, model providers, and services whose command or environment names a model. */
export const dockerComposeModels: Reader = {
  id: "docker-compose-models",
  title: "Docker Compose file with models",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /compose[\w.-]*\.ya?ml$|\.compose\.ya?ml$/.test(name),
  read: readCompose,
};

async function readCompose(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(file, ["services", "models"], ["odel", "MODEL", "hf://", "huggingface", "ollama", "vllm"]);
  const compose = manifest?.documents.find((document) => document.entries.some(({ key }) => key === "services" || key === "models"));
  if (manifest === null || compose === undefined) return unrecognized(manifest?.problems);
  if (field(compose, "apiVersion") !== undefined) return nothing;
  const found: Found[] = [topLevel(manifest, field(compose, "models"))];
  for (const { key, value } of compose.entries) {
    if (value.type !== "map" || (key !== "services" && !key.startsWith("x-"))) continue;
    for (const part of value.entries) found.push(provider(manifest, part.value));
    found.push(findModels(dockerComposeModels.id, manifest, value));
  }
  const declarations = unique(found.flatMap((one) => one.declarations));
  const holes: Problem[] = manifest.template ? [] : found.flatMap((one) => one.holes);
  const isOurs = declarations.length > 0 || holes.length > 0 || field(compose, "models") !== undefined;
  return isOurs ? declared(declarations, [...manifest.problems, ...holes]) : manifest.template ? nothing : unrecognized(manifest.problems);
}

/** `models:` maps a name to a model: an artifact of a registry (`ai/qwen3`), of the Hub, or anything that the runner pulls. */
function topLevel(manifest: YamlManifest, node: ValueNode | undefined): Found {
  const found: Found = { declarations: [], holes: [] };
  for (const { value } of node?.type === "map" ? node.entries : [])
    take(manifest, value.type === "scalar" ? value : field(value, "model"), found);
  return found;
}

/** Before `models:`, a service could say `provider: { type: model, options: { model } }`. */
function provider(manifest: YamlManifest, service: ValueNode): Found {
  const found: Found = { declarations: [], holes: [] };
  if (text(field(service, "provider", "type"))?.value === "model") take(manifest, field(service, "provider", "options", "model"), found);
  return found;
}

/** The registry that is meant where none is named. */
const DOCKER_HUB = /^(?:index\.|registry-1\.)?docker\.io\//;

function take(manifest: YamlManifest, node: ValueNode | undefined, found: Found): void {
  const stated = text(node);
  if (stated === undefined) return;
  if (hasHole(stated.value)) {
    found.holes.push(holeProblem(stated.value, stated.location));
    return;
  }
  const value = knownValue(stated.value);
  if (value === null) return;
  const model = hubName(value.replace(DOCKER_HUB, "")) ?? modelAddress(value) ?? { name: value, kind: "model" as const };
  found.declarations.push(usedModel(dockerComposeModels.id, model, manifest.place(stated.location, model.name)));
}

function unique(declarations: readonly Declaration[]): readonly Declaration[] {
  const seen = new Set<string>();
  return declarations.filter(({ subject, location }) => {
    const key = JSON.stringify([subject, location.line, location.column]);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
