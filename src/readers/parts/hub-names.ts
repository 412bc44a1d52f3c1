import type { Stated } from "../../model.ts";

/** A repository of the Hugging Face Hub, as a manifest refers to it. */
export interface HubReference {
  readonly name: Stated;
  readonly kind: "model" | "dataset";
  readonly revision?: string;
}

const NOT_OWNERS = new Set(
  "spaces papers docs blog collections models datasets api join tasks learn posts organizations settings".split(" "),
);
const ADDRESS =
  /(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)|(?:hf|huggingface):\/)\/(datasets\/)?([\w.-]+)\/([\w.-]+)(?:\/(?:tree|resolve|blob|raw)\/([\w.-]+)|[@:]([\w.-]+))?/i;
const BARE = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;
const LOCAL =
  /^(?:outputs?|checkpoints?|results?|ckpts?|data|home|workspace|tmp|content|runs?|saves?|weights|models?|mnt|opt|src|app|var|usr)\//i;

/** Takes a web address of the Hub or `hf://owner/name`; null where the text holds none. The location is that of the text. */
export function hubAddress({ value, location }: Stated): HubReference | null {
  const match = ADDRESS.exec(value);
  const owner = match?.[2] ?? "";
  if (match === null || NOT_OWNERS.has(owner.toLowerCase())) return null;
  const name = { value: `${owner}/${(match[3] ?? "").replace(/\.git$|(?<!\.)\.+$/, "")}`, location };
  const revision = match[4] ?? match[5];
  return {
    name,
    kind: match[1] === undefined ? "model" : "dataset",
    ...(revision === undefined || revision === "main" ? {} : { revision }),
  };
}

/** Takes an address as above, or a bare `owner/name` with a revision behind `@`; null for paths and other texts. */
export function hubReference(stated: Stated): HubReference | null {
  const address = hubAddress(stated);
  if (address !== null) return address;
  const [id = "", revision] = stated.value.trim().split("@");
  if (
    !BARE.test(id) ||
    LOCAL.test(id) ||
    /^n\/a$/i.test(id) ||
    /\.(?:gguf|safetensors|bin|pt|pth|onnx|py|ya?ml|json|csv|txt|zip)$/i.test(id)
  )
    return null;
  return { name: { value: id, location: stated.location }, kind: "model", ...(revision === undefined ? {} : { revision }) };
}

/** `pkg:huggingface/owner/name@revision`, a data set with `datasets/` before its owner: a package URL of the Hub (package-url `types/huggingface`). */
export function hubPackage({ value, location }: Stated): HubReference | null {
  const match = /^pkg:huggingface\/(datasets\/(?=[\w.%-]+\/))?([\w.%-]+\/[\w.%-]+)(?:@([\da-f]{7,40})(?![\w.-]))?/i.exec(value);
  const [, datasets, name = "", revision] = match ?? [];
  if (match === null) return null;
  const kind = datasets === undefined ? "model" : "dataset";
  return { name: { value: name, location }, kind, ...(revision === undefined ? {} : { revision }) };
}
