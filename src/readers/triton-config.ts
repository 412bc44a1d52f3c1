import { field, type MapNode, text, type ValueNode } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading, Stated } from "../model.ts";
import { fileName } from "../paths.ts";
import { holeProblem } from "./parts/config-walk.ts";
import { addressedName, hubName } from "./parts/model-names.ts";
import { parsePbtxt } from "./parts/pbtxt.ts";
import { declared, folderSubject, nothing, pointerProblem, unrecognized, usedModel } from "./parts/reading.ts";
import { hasHole, holds } from "./parts/yaml-manifest.ts";

/** Parameters whose value may be a model of the Hub. */
const MODEL_PARAMETER = /model|tokenizer|checkpoint|repo|hub|hf_|huggingface/i;
/** Backends that run weights lying beside the configuration. */
const WEIGHTS =
  /^(?:onnxruntime|tensorrt|tensorrtllm|tensorflow|pytorch|openvino|fil|paddle|mlflow|tensorrt_plan|tensorflow_savedmodel|tensorflow_graphdef|onnxruntime_onnx|pytorch_libtorch)/;

/** Triton's model repository: `config.pbtxt` of each model, and `model.json` of the vLLM backend. */
export const tritonConfig: Reader = {
  id: "triton-config",
  title: "Triton model configuration",
  ends: ["json", "pbtxt"],
  matches: (path, name) =>
    (name.endsWith(".pbtxt") && name.startsWith("config")) || (name === "model.json" && /\/\d+\/model\.json$/i.test(path)),
  read: (file) => (fileName(file.path).toLowerCase() === "model.json" ? readEngine(file) : readConfig(file)),
};

function readConfig(file: FileContent): Reading {
  const pointer = pointerProblem(file);
  if (pointer !== null) return declared([], [pointer]);
  if (!holds(file.bytes, ["backend", "platform", "max_batch_size", "instance_group", "ensemble_scheduling", "input"])) return nothing;
  const { value, problems } = parsePbtxt(decodeText(file.bytes).text, file.path);
  if (!isModel(value)) return unrecognized(problems);
  const all: Problem[] = [...problems];
  const runtime = text(field(value, "backend")) ?? text(field(value, "platform"));
  const declarations: Declaration[] =
    runtime !== undefined && WEIGHTS.test(runtime.value) ? [evidence(file.path, text(field(value, "name")) ?? runtime)] : [];
  for (const { value: parameter } of value.entries.filter(({ key }) => key === "parameters")) {
    for (const one of parameter.type === "list" ? parameter.items : [parameter]) declarations.push(...referenceIn(one, all));
  }
  return declared(declarations, all);
}

function isModel(value: MapNode): boolean {
  return ["backend", "platform", "max_batch_size", "input", "output", "instance_group"].some((key) => field(value, key) !== undefined);
}

/** The weights of Triton's model lie in folders below. */
function evidence(path: string, name: Stated): Declaration {
  return {
    reader: tritonConfig.id,
    subject: folderSubject(path),
    kind: "model",
    role: "published",
    location: name.location,
    evidenceOnly: true,
  };
}

function referenceIn(parameter: ValueNode, problems: Problem[]): readonly Declaration[] {
  const key = text(field(parameter, "key"))?.value ?? "";
  const value = text(field(parameter, "value", "string_value"));
  if (value === undefined || !MODEL_PARAMETER.test(key)) return [];
  if (hasHole(value.value)) {
    problems.push(holeProblem(value.value, value.location));
    return [];
  }
  const found = value.value.includes("$") ? null : (addressedName(value.value) ?? hubName(value.value));
  return found === null ? [] : [usedModel(tritonConfig.id, found, value.location)];
}

/** The vLLM backend's `1/model.json` holds vLLM's engine arguments. */
async function readEngine(file: FileContent): Promise<Reading> {
  if (
    !holds(
      file.bytes,
      ['"model"'],
      ["gpu_memory_utilization", "enforce_eager", "tensor_parallel_size", "disable_log_", "max_model_len", "block_size", "dtype"],
    )
  )
    return nothing;
  const { parseJson } = await import("../formats/json.ts");
  const { value, problems } = parseJson(decodeText(file.bytes).text, file.path);
  const declarations = ["model", "tokenizer", "speculative_model"].flatMap((key) => {
    const stated = text(field(value, key));
    const found = stated === undefined ? null : hubName(stated.value);
    return stated === undefined || found === null ? [] : [usedModel(tritonConfig.id, found, stated.location)];
  });
  return field(value, "model") === undefined ? unrecognized(problems) : declared(declarations, problems);
}
