import { field, type MapNode, text } from "../formats/node.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { holeProblem } from "./parts/config-walk.ts";
import { addressedName, hubName, isHostedName, type ModelName } from "./parts/model-names.ts";
import { declared, nothing, unrecognized, usedModel } from "./parts/reading.ts";
import { HOSTED, SELF_HOSTED } from "./parts/routers.ts";
import { itemsOf } from "./parts/training.ts";
import { hasHole, readYamlManifest, YAML_HEAD } from "./parts/yaml-manifest.ts";

/** litellm's proxy configuration (`model_list`): models that are served by oneself, and hosted APIs. */
export const litellmConfig: Reader = {
  id: "litellm-config",
  title: "litellm proxy configuration",
  head: YAML_HEAD,
  ends: ["yaml", "yml"],
  matches: (_path, name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  read: readLitellm,
};

async function readLitellm(file: FileContent): Promise<Reading> {
  const manifest = await readYamlManifest(file, ["model_list"], ["litellm_params"]);
  if (manifest === null) return nothing;
  const problems: Problem[] = [];
  const declarations: Declaration[] = [];
  let isOurs = false;
  for (const list of manifest.documents.flatMap(modelLists)) {
    isOurs = true;
    for (const item of itemsOf(list)) {
      const model = text(field(item, "litellm_params", "model"));
      if (model === undefined) continue;
      if (hasHole(model.value)) {
        if (!manifest.template) problems.push(holeProblem(model.value, model.location));
        continue;
      }
      const found = servedModel(model, item.type === "map" ? item : null);
      if (found !== null) declarations.push(usedModel(litellmConfig.id, found, manifest.place(model.location, found.name)));
    }
  }
  return isOurs ? declared(declarations, [...manifest.problems, ...problems]) : unrecognized(manifest.problems);
}

/** The list stands at the top, or inside a ConfigMap-like or Helm value one or two levels down. */
function modelLists(document: MapNode) {
  const direct = field(document, "model_list");
  if (direct !== undefined) return [direct];
  return document.entries.flatMap(
    ({ value }) =>
      field(value, "model_list") ?? (value.type === "map" ? value.entries.flatMap((inner) => field(inner.value, "model_list") ?? []) : []),
  );
}

function servedModel({ value }: Stated, item: MapNode | null): ModelName | null {
  if (value === "*" || value.startsWith("os.environ/") || value.includes("${")) return null;
  const address = text(field(item, "litellm_params", "api_base"));
  const provider = text(field(item, "litellm_params", "custom_llm_provider"))?.value;
  const [prefix = "", ...rest] = value.split("/");
  const behind = rest.join("/");
  const isSelfHosted =
    SELF_HOSTED.has(prefix) ||
    (provider !== undefined && SELF_HOSTED.has(provider)) ||
    (address !== undefined && isOwnAddress(address.value));
  if (rest.length > 0 && SELF_HOSTED.has(prefix)) {
    if (prefix.startsWith("ollama")) return addressedName(behind) ?? { name: behind, kind: "model" };
    return hubName(behind) ?? hubName(behind.slice(behind.indexOf("/") + 1)) ?? { name: behind, kind: "model" };
  }
  if (rest.length > 0 && HOSTED.has(prefix)) {
    const own = isSelfHosted ? hubName(behind) : null;
    if (own === null && isSelfHosted && SPEAKS_OPENAI.test(prefix) && !isHostedName(behind)) return { name: behind, kind: "model" };
    return own ?? { name: value, kind: "service" };
  }
  const own = rest.length === 1 ? hubName(value) : null;
  return own ?? { name: value, kind: isSelfHosted ? "model" : "service" };
}

/** Prefixes that say how a server is spoken to, and with an address of one's own not who it is. */
const SPEAKS_OPENAI = /^(?:openai|text-completion-openai|custom|custom_openai|litellm_proxy)$/;

/** An address in one's own network: no domain, a private address, or a cluster's name. */
function isOwnAddress(address: string): boolean {
  const host = /^https?:\/\/([^/:]+)/i.exec(address)?.[1] ?? "";
  return (
    /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|host\.docker\.internal)/.test(host) ||
    /\.(?:local|internal|svc|cluster\.local)$/.test(host) ||
    (host !== "" && !host.includes("."))
  );
}
