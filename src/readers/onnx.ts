import { limits } from "../limits.ts";
import type { FileContent, Problem, Reader, Reading } from "../model.ts";
import { type HeaderFacts, weightsReading } from "./parts/binary-weights.ts";
import { type ProtobufField, type ProtobufMessage, protobufFields, protobufText } from "./parts/protobuf.ts";
import { fileLocation, lfsProblem } from "./parts/reading.ts";

/** ModelProto's fields (onnx `onnx.proto`). */
const IR_VERSION = 1;
const GRAPH = 7;
const METADATA_PROPS = 14;

/** ONNX models: `metadata_props`, where exporters put license, author and description. */
export const onnx: Reader = {
  id: "onnx",
  title: "ONNX model (metadata only)",
  head: limits.headerBytes,
  ends: ["onnx"],
  matches: (_path, name) => name.endsWith(".onnx"),
  read: readModel,
};

function readModel(file: FileContent): Reading {
  const { path, bytes, size } = file;
  const pointer = lfsProblem(path, bytes);
  if (pointer !== null) return weightsReading(onnx.id, path, undefined, [pointer]);
  const message = protobufFields(bytes, 0, size ?? Number.MAX_SAFE_INTEGER);
  const isWhole = size === null ? bytes.length < limits.headerBytes : bytes.length >= size;
  const has = (number: number) => message.fields.some((field) => field.number === number);
  if (!has(IR_VERSION) && !has(GRAPH))
    return weightsReading(onnx.id, path, undefined, [
      { message: "named .onnx, but not an ONNX model: nothing read from it", location: fileLocation(path) },
    ]);
  if (message.stopped === "more" && !isWhole && size !== null && size <= limits.modelBytes)
    return { declarations: [], licenseFiles: [], problems: [], more: size };
  return weightsReading(onnx.id, path, factsOf(bytes, message.fields), stoppedAt(path, message.stopped, isWhole));
}

function stoppedAt(path: string, stopped: ProtobufMessage["stopped"], isWhole: boolean): readonly Problem[] {
  const location = fileLocation(path);
  if (stopped === null) return [];
  if (stopped === "limit")
    return [
      {
        message: `the ONNX model has more than ${limits.headerEntries} fields: what stands behind them is not read`,
        location,
        incomplete: true,
      },
    ];
  if (isWhole || stopped === "malformed")
    return [{ message: "the ONNX file is malformed or cut: what stands before the fault is read", location }];
  const most = limits.modelBytes / 1_000_000;
  return [{ message: `the metadata of the ONNX model stands behind its first ${most} MB: not read`, location, incomplete: true }];
}

function factsOf(bytes: Uint8Array, fields: readonly ProtobufField[]): HeaderFacts {
  const props = new Map<string, string>();
  for (const field of fields) {
    if (field.number !== METADATA_PROPS || !field.delimited || field.to > bytes.length) continue;
    const entry = protobufFields(bytes, field.from, field.to).fields;
    const key = protobufText(
      bytes,
      entry.find(({ number }) => number === 1),
    );
    props.set(
      key.toLowerCase().replace(/[-. ]/g, "_"),
      protobufText(
        bytes,
        entry.find(({ number }) => number === 2),
      ),
    );
  }
  const first = (...keys: readonly string[]) => keys.map((key) => props.get(key) ?? "").find((value) => value.trim() !== "") ?? "";
  return {
    license: first("license", "licence", "model_license", "licenses", "modelspec_license"),
    licenseLink: first("license_link", "license_url"),
    name: first("hub_id", "hf_model_id", "model_id", "model_name", "name"),
    base: first("base_model", "base_model_name", "_name_or_path"),
    dataset: first("dataset", "training_dataset"),
  };
}
