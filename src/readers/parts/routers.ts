import { remembering } from "../references/remembering.ts";

// Routers of model services write who serves a model before its name: `groq/llama-3.3-70b-versatile`, `ollama_chat/qwen2.5`.

/** Prefixes behind which a model runs that somebody serves himself (litellm `docs/providers`). */
export const SELF_HOSTED = new Set(
  "huggingface hosted_vllm vllm ollama ollama_chat llamafile lm_studio docker_model_runner xinference infinity oobabooga petals triton lemonade ramalama".split(
    " ",
  ),
);

/** Prefixes of hosted APIs. Others with one slash are read as Hub ids. */
export const HOSTED = new Set(
  "openai azure azure_ai azure_text anthropic anthropic_text bedrock bedrock_converse sagemaker sagemaker_chat vertex_ai vertex_ai_beta gemini palm mistral codestral cohere cohere_chat together_ai groq openrouter fireworks_ai perplexity replicate anyscale deepinfra deepseek databricks watsonx watsonx_text ai21 ai21_chat nlp_cloud aleph_alpha baseten cloudflare voyage jina_ai xai cerebras sambanova nvidia_nim nvidia github github_copilot friendliai predibase volcengine clarifai empower maritalk nscale novita featherless_ai galadriel nebius dashscope moonshot meta_llama lambda_ai hyperbolic snowflake heroku oci gigachat vercel_ai_gateway assemblyai deepgram elevenlabs cartesia inworld rime datarobot topaz recraft runwayml aiml v0 morph wandb bytez compactifai minimax zai litellm_proxy text-completion-openai text-completion-codestral custom sap cometapi publicai synthetic amazon_nova xiaomi_mimo stability fal_ai speechmatics nanogpt poe chutes".split(
    " ",
  ),
);

/** Of these, the ones that are owners on the Hub too, or words of any program: outside a router's own file they say nothing. */
const SAYS_NOTHING = new Set(
  "openai anthropic databricks cerebras nvidia github friendliai predibase clarifai baseten empower novita nebius snowflake heroku oci topaz recraft runwayml v0 morph wandb bytez minimax custom sap publicai synthetic stability poe chutes".split(
    " ",
  ),
);

const ROUTED = /^([a-z][a-z\d_]*)\/[a-z\d][\w.@:/-]{1,150}$/;

/** Whether a text is `groq/name` or its like: the prefix of a router that sends it to a hosted API, then a name of that service's. */
export function isRouted(text: string): boolean {
  const prefix = ROUTED.exec(text)?.[1];
  return prefix !== undefined && HOSTED.has(prefix) && !SAYS_NOTHING.has(prefix);
}

/** Whether the prefix is one that only routers write. */
export function isSurelyRouted(text: string): boolean {
  return isRouted(text) && /^(?:\w+_|openrouter|deepinfra)/.test(text);
}

/** Whether a variable is called after a hosted API, so that what it holds is a model which that runs: `GROQ_MODEL`, `openrouter_model_id`. */
export function isServed(variable: string, value: string): boolean {
  const served = servedBy(variable);
  return served !== null && (!served.isWord || value.includes("/")) && NAME.test(value);
}

/** The hosted API that a variable is called after; some have words of any program for names: `replicate_model = "run-1"`. */
const servedBy = remembering((variable) => {
  const served = SERVED.exec(variable);
  return served === null ? null : { isWord: served[1] !== undefined };
});

const SERVED =
  /(?:^|_)(?:groq|openrouter|deepinfra|cerebras|sambanova|siliconflow|nebius|novita|telnyx|(together|fireworks|replicate))(?:_?ai)?_?(?:\w{1,20}_|chat|embedding|llm)?models?(?:_?(?:id|name))?$/i;
const NAME = /^(?=[^/]*[-/])[A-Za-z\d@][\w./@-]{2,150}(?::[\w.-]{1,80})?$/;

/** Whether `provider: together` beside a model says that a hosted API runs it. */
export function isHostedProvider(provider: string): boolean {
  return PROVIDERS.test(provider);
}

const PROVIDERS =
  /^(?:together(?:_?ai)?|openrouter|groq|fireworks(?:_?ai)?|deepinfra|replicate|perplexity|cerebras|sambanova|novita|nebius|hyperbolic|bedrock|vertex_?ai|anyscale)$/i;
