import { expect, test } from "vitest";
import { inferBase, inferFamily } from "../../src/lineage/inferred.ts";
import { knowledge } from "../harness/knowledge.ts";

test.each([
  ["acme/Llama-3.1-8B-support", "meta-llama/Meta-Llama-3.1-*"],
  ["acme/support-llama3.1", "meta-llama/Meta-Llama-3.1-*"],
  ["acme/voice-llama-3_2-1b", "meta-llama/Llama-3.2-1B*"],
  ["acme/llama-2_7b", "meta-llama/Llama-2-*"],
  ["acme/gemma2-tuned", "google/gemma-2-*"],
  ["acme/gemma-2b-tuned", "google/gemma-2b*"],
  ["acme/qwen2.5-3b-tuned", "Qwen/Qwen2.5-3B*"],
  ["models/paligemma2-doors", "google/paligemma*"],
])("%s speaks of %s", (name, family) => expect(inferFamily(name, knowledge)).toBe(family));

// Other versions, words that only sound alike, families under a permissive license, and the publisher's own models.
test.each(
  "acme/Llama-3.11-8B acme/llama-33b TinyLlama/TinyLlama-1.1B acme/open_llama_3b acme/xllama2 acme/gemma acme/gemma-4-tuned acme/Mistral-7B-tuned acme/gpt2-tuned acme/Qwen2.5-30B meta-llama/Llama-3.1-8B-Instruct".split(
    " ",
  ),
)("%s speaks of none", (name) => expect(inferFamily(name, knowledge)).toBeNull());

// Who converts others' models, and what has become of a name.
test.each([
  ["unsloth/Llama-3.2-3B-Instruct", "meta-llama/Llama-3.2-3B-Instruct"],
  ["mlx-community/Phi-3.5-mini-instruct-4bit", "microsoft/Phi-3.5-mini-instruct"],
  ["acme/Phi-3.5-mini-instruct-GGUF", "microsoft/Phi-3.5-mini-instruct"],
  ["acme/Phi-3.5-mini-instruct", null],
  ["xenova/gpt-4o", null],
  ["acme/gpt-oss-20b-GGUF", "openai/gpt-oss-20b"],
  ["unsloth/doors", null],
])("%s is made from %s", (name, base) => expect(inferBase(name, knowledge)).toBe(base));
