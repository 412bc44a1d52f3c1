/** How a base model is written, brought to one form: a Hub id, an Ollama name, or a path. */
export type BaseName =
  | { readonly is: "hub"; readonly name: string }
  | { readonly is: "ollama"; readonly name: string }
  | { readonly is: "path"; readonly path: string };

/** Takes what a card, an adapter or a Modelfile names as its base. `reader` tells which conventions hold. */
export function baseName(value: string, reader: string): BaseName {
  const trimmed = value
    .trim()
    .replace(/^\[[^\]]*\]\(([^()\s]+)\)$/, "$1")
    .replace(/^["'`<]|["'`>]$/g, "");
  const url = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/([\w.-]+\/[\w.-]+)/i.exec(trimmed);
  if (url?.[1] !== undefined) return { is: "hub", name: url[1].replace(/:[\w.-]+$/, "") };
  const scheme = /^(?:hf|huggingface):\/\/([\w.-]+\/[\w.-]+)/i.exec(trimmed);
  if (scheme?.[1] !== undefined) return { is: "hub", name: scheme[1] };
  const cached = /(?:^|\/)models--([\w.-]+?)--([\w.-]+?)(?:\/|$)/.exec(trimmed);
  if (cached !== null) return { is: "hub", name: `${cached[1]}/${cached[2]}` };
  const library =
    /^(?:https?:\/\/)?(?:(?:registry\.)?ollama\.(?:ai|com)\/|ollama:\/\/)(?:library\/)?([\w.-]+(?:\/[\w.-]+)?)(?::[\w.-]+)?\/?$/i.exec(
      trimmed,
    );
  if (library?.[1] !== undefined) return { is: "ollama", name: library[1] };
  if (isPath(trimmed)) return { is: "path", path: trimmed.replace(/^\.\//, "") };
  if (reader === "ollama-modelfile") return { is: "ollama", name: trimmed.replace(/^library\//, "") };
  return { is: "hub", name: trimmed.replace(/@[\w.-]+$/, "") };
}

function isPath(value: string): boolean {
  if (/^(?:\.{1,2}(?:\/|\\|$)|\/|~|[A-Za-z]:[\\/]|file:)/.test(value)) return true;
  if (/\.(?:gguf|safetensors|bin|pt|pth|ckpt|onnx)$/i.test(value)) return true;
  return value.split("/").length > 2 || value.includes("\\");
}
