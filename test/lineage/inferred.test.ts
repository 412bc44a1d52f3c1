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
  ["acme/Negative_LLAMA_70B", "meta-llama/*"],
  ["acme/llama-33b", "meta-llama/*"],
  ["acme/gemma", "google/gemma-*"],
  ["acme/my-mistral-large-tune", "mistralai/Mistral-Large-Instruct-*"],
  ["acme/FLUX-dev-portraits", "black-forest-labs/FLUX.1-dev"],
  ["acme/SD3.5-anime", "stabilityai/stable-diffusion-3*"],
  ["acme/CommandR-plus", "CohereLabs/c4ai-command-*"],
  ["acme/XTTS-v2-german", "coqui/XTTS-v2"],
  ["acme/nllb-sami", "facebook/nllb-200-*"],
  ["acme/vicuna-13b-doors", "lmsys/vicuna-*"],
  ["acme/SwiftLlama-3.1-8B", "meta-llama/Meta-Llama-3.1-*"],
  ["acme/DoorLlama3.2-1B", "meta-llama/Llama-3.2-1B*"],
  ["acme/flux.1dev-doors", "black-forest-labs/FLUX.1-dev"],
  ["acme/L3.1-8B-Doors", "meta-llama/Meta-Llama-3.1-*"],
  ["acme/70B-L3.3-Doors", "meta-llama/Llama-3.3-*"],
  ["acme/rlhf_opt_350m", "facebook/opt-*"],
  ["acme/F5TTS-german", "SWivid/F5-TTS"],
  ["acme/aya-expanse-8b-doors", "CohereLabs/aya-*"],
  ["acme/Doors-L3.1-8B", "meta-llama/Meta-Llama-3.1-*"],
  ["acme/L3.3-70B-Doors", "meta-llama/Llama-3.3-*"],
  ["acme/videomae-base-finetuned-doors", "MCG-NJU/videomae-*"],
  ["acme/F5-TTS-Sami", "SWivid/F5-TTS"],
  ["acme/hunyuanvideo-doors-lora", "tencent/HunyuanVideo"],
  ["acme/jina-embeddings-v3-doors", "jinaai/jina-embeddings-v3"],
])("%s speaks of %s", (name, family) => expect(inferFamily(name, knowledge)).toBe(family));

// Other versions, words that only sound alike, families under a permissive license, and the publisher's own models.
test.each(
  "TinyLlama/TinyLlama-1.1B acme/SwiftLlama-3B acme/DoorLlama-2-7b acme/open_llama_3b acme/tiny-random-llama acme/llamafile acme/llama-index-embedder acme/llama-cpp-helper acme/xllama2 acme/gemma-4-tuned acme/gemma4-tuned acme/mistral-large-3-tune acme/mamba-codestral acme/command-router acme/ViT-L-31 acme/sdxl-vae-fixed acme/OpenF5-TTS acme/jina-embeddings-v2-doors acme/Mistral-7B-tuned acme/gpt2-tuned acme/MiniLM-L3-doors acme/adopt-13b acme/flux.2-klein-4b-doors acme/Qwen2.5-30B meta-llama/Llama-3.1-8B-Instruct".split(
    " ",
  ),
)("%s speaks of none", (name) => expect(inferFamily(name, knowledge)).toBeNull());

// Who converts others' models, and what has become of a name.
test.each([
  ["unsloth/Llama-3.2-3B-Instruct", "meta-llama/Llama-3.2-3B-Instruct"],
  ["mlx-community/Phi-3.5-mini-instruct-4bit", "microsoft/Phi-3.5-mini-instruct"],
  ["acme/Phi-3.5-mini-instruct-q4f16_1-MLC", "microsoft/Phi-3.5-mini-instruct"],
  ["acme/Llama-3.1-8B-Instruct-q0f32-MLC", "meta-llama/Llama-3.1-8B-Instruct"],
  ["acme/Phi-3.5-mini-instruct-GGUF", "microsoft/Phi-3.5-mini-instruct"],
  ["acme/Phi-3.5-mini-instruct", null],
  ["xenova/gpt-4o", null],
  ["acme/gpt-oss-20b-GGUF", "openai/gpt-oss-20b"],
  ["unsloth/doors", null],
  ["acme/google_gemma-2-9b-it-GGUF", "google/gemma-2-9b-it"],
  ["acme/watt-ai_watt-tool-8B-GGUF", "watt-ai/watt-tool-8B"],
  ["acme/nobody_doors-8B-GGUF", null],
])("%s is made from %s", (name, base) => expect(inferBase(name, knowledge)).toBe(base));
