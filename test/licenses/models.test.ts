import { describe, expect, test } from "vitest";
import { findModel, fromCatalog, withKnownKind } from "../../src/licenses/models.ts";
import { knowledge } from "../harness/knowledge.ts";

describe("a name of which only parts are known", () => {
  // Sizes of these families carry different licenses, which the catalog knows.
  test.each([
    ["Qwen/Qwen2.5-7B-Instruct", "Qwen/Qwen2.5-{size}-Instruct"],
    ["BAAI/bge-small-en-v1.5", `BAAI/bge-\${size}-en-v1.5`],
  ])("%s is in the catalog, %s is not", (whole, parts) => {
    const steps: string[] = [];
    expect(findModel(whole, knowledge)).not.toBeNull();
    expect(fromCatalog(parts, knowledge, steps)).toBeNull();
    expect(steps).toEqual([`a part of ${parts} is put in when the program runs: it may be any of several models`]);
  });
});

test("a license whose terms are not known is none, and is named", () => {
  const steps: string[] = [];
  expect(fromCatalog("coqui/XTTS-v2", knowledge, steps)).toBeNull();
  expect(steps).toEqual([
    "coqui/XTTS-v2 is said to carry a license whose terms are not known: coqui-public-model-license (publisher, 2026-11)",
  ]);
});

// Its readers take every name for a model's where nothing else is said.
test.each([
  ["HuggingFaceH4/ultrachat_200k", "dataset"],
  ["HuggingFaceH4/zephyr-7b-beta", "model"],
  ["acme/support-bot", "model"],
  ["squad", "model"],
])("%s is a %s", (name, kind) => {
  const location = { path: "train.yaml", line: 1, column: 1 };
  const declaration = { reader: "code-references", subject: { at: "name", name }, kind: "model", role: "used", location } as const;
  expect(withKnownKind(declaration, knowledge).kind).toBe(kind);
});

const licenseOf = (name: string, kind?: string) => {
  const license = findModel(name, knowledge, kind)?.license;
  return license === undefined ? null : "family" in license ? license.family : license.license;
};

// Sizes and versions that are not as free as the family that their names begin like.
test.each([
  ["Qwen/Qwen2.5-Math-PRM-7B", "LicenseRef-qwen-2024", "Qwen/Qwen2.5-Math-7B"],
  ["depth-anything/Depth-Anything-V2-Large-hf", "CC-BY-NC-4.0", "depth-anything/Depth-Anything-V2-Small-hf"],
  ["lllyasviel/ControlNet", "openrail", "h94/IP-Adapter"],
  ["mosaicml/mpt-7b-chat", "CC-BY-NC-SA-4.0", "mosaicml/mpt-7b"],
  ["lmsys/vicuna-7b-v1.3", "LicenseRef-llama-1", "lmsys/fastchat-t5-3b-v1.0"],
  ["upstage/SOLAR-10.7B-Instruct-v1.0", "CC-BY-NC-4.0", "upstage/SOLAR-10.7B-v1.0"],
  ["timm/resnet50.fb_ssl_yfcc100m_ft_in1k", "CC-BY-NC-4.0", "timm/resnet50.a1_in1k"],
  ["timm/vit_base_patch16_dinov3.lvd1689m", "LicenseRef-dinov3", "timm/vit_base_patch14_dinov2.lvd142m"],
  ["timm/convnext_tiny.dinov3_lvd1689m", "LicenseRef-dinov3", "timm/convnext_tiny.fb_in1k"],
  ["kakaocorp/kanana-nano-2.1b-instruct", "CC-BY-NC-4.0", "kakaocorp/kanana-1.5-8b-instruct-2505"],
  ["pfnet/plamo-13b-instruct-nc", "CC-BY-NC-4.0", "pfnet/plamo-13b-instruct"],
])("%s carries %s, %s is free", (restricted, license, free) => {
  expect(licenseOf(restricted)).toBe(license);
  expect(["Apache-2.0", "MIT"]).toContain(licenseOf(free));
});

// A permissive tag over a model that is not free: the base tells.
test.each([
  ["watt-ai/watt-tool-8B", "Apache-2.0", "meta-llama/Llama-3.1-8B-Instruct"],
  ["OmniGen2/OmniGen2", "Apache-2.0", "Qwen/Qwen2.5-VL-3B-Instruct"],
  ["nlpai-lab/KULLM3", "Apache-2.0", "upstage/SOLAR-10.7B-Instruct-v1.0"],
  ["rain1011/pyramid-flow-sd3", "MIT", "stabilityai/stable-diffusion-3-medium"],
  ["HiDream-ai/HiDream-I1-Full", "MIT", "meta-llama/Llama-3.1-8B-Instruct"],
  ["lmms-lab/llava-onevision-qwen2-72b-ov", "Apache-2.0", "Qwen/Qwen2-72B-Instruct"],
  ["haoranxu/ALMA-13B", "MIT", "meta-llama/Llama-2-13b-hf"],
  ["hfl/llama-3-chinese-8b-instruct-v3", "Apache-2.0", "meta-llama/Meta-Llama-3-8B-Instruct"],
])("%s is tagged %s and made of %s", (name, tag, base) => {
  expect(licenseOf(name)).toBe(tag);
  expect(findModel(name, knowledge)?.bases).toEqual([base]);
  expect(["Apache-2.0", "MIT"]).not.toContain(licenseOf(base));
});

// The library's name is that of a family and the tag that of a size.
test.each([
  ["qwen2.5", "Apache-2.0"],
  ["qwen2.5:7b-instruct-q4_K_M", "Apache-2.0"],
  ["qwen2.5:3b", "LicenseRef-qwen-research"],
  ["ollama/qwen2.5-coder:3b-base", "LicenseRef-qwen-research"],
  ["ollama/qwen2.5-coder:7b", "Apache-2.0"],
  ["llava:13b", "LicenseRef-llama-2"],
  ["granite3.2-vision", "Apache-2.0"],
])("%s of Ollama's library carries %s", (name, license) => {
  expect(licenseOf(name)).toBe(license);
});

test.each([
  ["ai/llama3.2", "LicenseRef-llama-3.2"],
  ["ai/gemma3-qat", "LicenseRef-gemma-2025-03-24"],
  ["ai/qwen3-coder", "Apache-2.0"],
  // 3B and 72B are not free, and the tag is not part of the name.
  ["ai/qwen2.5", null],
])("%s of Docker carries %s", (name, license) => {
  expect(licenseOf(name)).toBe(license);
});

test("a hosted API's bare name is not of Ollama's library", () => {
  expect(licenseOf("command-r")).toBe("CC-BY-NC-4.0");
  expect(licenseOf("command-r", "service")).toBeNull();
  expect(licenseOf("ollama/command-r", "service")).toBe("CC-BY-NC-4.0");
});

describe("data sets are named apart from models", () => {
  test.each([
    ["squad", "CC-BY-SA-4.0"],
    ["tatsu-lab/alpaca", "CC-BY-NC-4.0"],
    ["mozilla-foundation/common_voice_11_0", "CC0-1.0"],
  ])("the data set %s carries %s, a model of the name is not known", (name, license) => {
    expect(licenseOf(name, "dataset")).toBe(license);
    expect(licenseOf(name)).toBeNull();
  });

  test("a data set whose card and whose authors' repository differ is in conflict", () => {
    expect(findModel("yahma/alpaca-cleaned", knowledge, "dataset")?.conflict).toEqual(["CC-BY-4.0", "CC-BY-NC-4.0"]);
    expect(findModel("facebook/asset", knowledge, "dataset")?.conflict).toEqual(["CC-BY-SA-4.0", "CC-BY-NC-4.0"]);
  });

  test.each(["bigcode/starcoderdata", "sentence-transformers/doors", "allenai/olmo-mix-9999", "phi"])(
    "what is known of models does not reach the data set %s",
    (name) => {
      expect(licenseOf(name)).not.toBeNull();
      expect(licenseOf(name, "dataset")).toBeNull();
    },
  );
});
