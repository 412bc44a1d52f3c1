import { isPlaceholder, type NameIn } from "./names.ts";

/** What Ollama calls the families that it runs most: `llama3.2`, `mistral`, `deepseek-r1:8b`. */
export function isOllamaName(text: string): boolean {
  return OLLAMA_NAME.test(text);
}

const OLLAMA_NAME =
  /^(?:(?:code|tiny|wizard)?llama|mistral|mixtral|(?:code)?gemma|phi|qwen|qwq|vicuna|(?:bak)?llava|starcoder|deepseek(?:-r|-v|-coder)?|falcon|zephyr|smollm|granite|moondream|openchat|orca-mini|neural-chat|command-r|nomic-embed-text|mxbai-embed-large|snowflake-arctic-embed|all-minilm)\d?(?:\.\d)?(?:-coder)?(?::[\w.-]+)?$/;

/** What only Ollama has under such a name: elsewhere a version stands behind it. */
export function isOnlyOllamas(text: string): boolean {
  return ONLY_OLLAMAS.test(text);
}

const ONLY_OLLAMAS = /^(?:nomic-embed-text|mxbai-embed-large|snowflake-arctic-embed)(?::[\w.-]+)?$/;

/** A model as Ollama is told of it; null for words of a sentence about it, and for a host with its port. */
export function ollama(value: string): NameIn | null {
  if (/^(?:hf\.co|huggingface\.co)\/|:\d{4,5}$/i.test(value) || !/^[\w.-]+(?:\/[\w.-]+)?(?::[\w.-]+)?$/.test(value)) return null;
  return isPlaceholder(value) ||
    /^(?:a|an|and|or|it|in|on|with|from|to|serve|locally|command|models?|as|is|your|ollama|docker|server|using|for|list|instance|flow|process|requests?|api|logic|support|feature|errors?|fails?|failed|when|before|after|if|was|will|first|again|manually|any|this|that|these|some|new)$/i.test(
      value,
    )
    ? null
    : { name: value, kind: "model", from: 0 };
}
