import { field, text, texts, type ValueNode } from "../formats/node.ts";
import type { Declaration, FileContent, Reader, Reading, Stated } from "../model.ts";
import { type HubReference, hubAddress, hubReference } from "./parts/hub-names.ts";
import { openManifest, parseYamlManifest, reference } from "./parts/manifest.ts";
import { declared, unrecognized } from "./parts/reading.ts";

/** Commands of the build that fetch a model: `huggingface-cli download NAME`, `snapshot_download("NAME")`, `from_pretrained("NAME")`. */
const FETCH =
  /(?:(?:huggingface-cli|hf)\s+download\s+|(?:snapshot_download|from_pretrained|hf_hub_download)\(\s*(?:repo_id\s*=\s*)?["'])([\w.-]+\/[\w.-]+)/g;

/** Replicate's `cog.yaml`: weights that are fetched from the Hub (`weights`, `environment`, commands of the build). Cog states no license. */
export const cog: Reader = {
  id: "cog",
  title: "Cog cog.yaml",
  ends: ["yaml", "yml"],
  matches: (_path, name) => /^cog(?:[-_.].*)?\.ya?ml$/.test(name),
  read: readCog,
};

async function readCog(file: FileContent): Promise<Reading> {
  const { source, reading } = openManifest(file, (candidate) => /^(?:build|predict|run|train|weights):/m.test(candidate), true);
  if (reading !== undefined) return reading;
  const { value, problems } = await parseYamlManifest(source, file.path);
  if (value?.type !== "map") return unrecognized(problems);
  const weights = items(field(value, "weights")).flatMap((item) => [
    ...texts(field(item, "source")),
    ...texts(field(item, "source", "uri")),
    ...texts(field(item, "url")),
  ]);
  const commands = [...items(field(value, "build", "run")), ...items(field(value, "build", "pre_install"))].flatMap(
    (item) => text(item) ?? texts(field(item, "command")),
  );
  const found = [
    ...weights.flatMap((one) => hubAddress(one) ?? []),
    ...texts(field(value, "environment")).flatMap(variable),
    ...commands.flatMap(fetched),
  ];
  const each = new Map(found.map((one) => [`${one.kind} ${one.name.value}`, one]));
  const references = [...each.values()].map(({ name, kind, revision }): Declaration => reference(cog.id, name, kind, revision));
  return declared(references, problems);
}

function items(node: ValueNode | undefined): readonly ValueNode[] {
  return node?.type === "list" ? node.items : [];
}

/** `MODEL_ID=owner/name`. */
function variable({ value, location }: Stated): readonly HubReference[] {
  const [name = "", ...rest] = value.split("=");
  const hub = /model|repo_id/i.test(name) ? hubReference({ value: rest.join("="), location }) : null;
  return hub === null ? [] : [hub];
}

function fetched(command: Stated): readonly HubReference[] {
  const named = [...command.value.matchAll(FETCH)].map(
    (match): HubReference => ({ name: { value: match[1] ?? "", location: command.location }, kind: "model" }),
  );
  const address = hubAddress(command);
  return address === null ? named : [...named, address];
}
