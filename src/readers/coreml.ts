import { limits } from "../limits.ts";
import type { FileContent, Reader, Reading } from "../model.ts";
import { weightsReading } from "./parts/binary-weights.ts";
import { type ProtobufField, protobufFields, protobufText } from "./parts/protobuf.ts";
import { fileLocation, lfsProblem } from "./parts/reading.ts";

/** Fields of Model, ModelDescription and Metadata (coremltools `mlmodel/format/Model.proto`). */
const DESCRIPTION = 2;
const METADATA = 100;
const LICENSE = 4;

/** Core ML models (`.mlmodel`, also inside an `.mlpackage`): the license in their description. */
export const coreml: Reader = {
  id: "coreml",
  title: "Core ML model (description only)",
  head: limits.headerBytes,
  ends: ["mlmodel"],
  matches: (_path, name) => name.endsWith(".mlmodel"),
  read: readModel,
};

function readModel(file: FileContent): Reading {
  const { path, bytes, size } = file;
  const pointer = lfsProblem(path, bytes);
  if (pointer !== null) return weightsReading(coreml.id, path, undefined, [pointer]);
  const model = protobufFields(bytes, 0, size ?? Number.MAX_SAFE_INTEGER);
  if (!model.fields.some(({ number }) => number === 1 || number === DESCRIPTION))
    return weightsReading(coreml.id, path, undefined, [
      { message: "named .mlmodel, but not a Core ML model: nothing read from it", location: fileLocation(path) },
    ]);
  const description = model.fields.find((field) => field.number === DESCRIPTION && field.delimited);
  if (description === undefined) return weightsReading(coreml.id, path);
  if (description.to > bytes.length && size !== null && bytes.length < size && description.to <= limits.textBytes)
    return { declarations: [], licenseFiles: [], problems: [], more: description.to };
  const metadata = inside(bytes, description).find((field) => field.number === METADATA && field.delimited);
  const license = metadata === undefined ? undefined : inside(bytes, metadata).find(({ number }) => number === LICENSE);
  return weightsReading(coreml.id, path, { license: protobufText(bytes, license), name: "" });
}

function inside(bytes: Uint8Array, field: ProtobufField): readonly ProtobufField[] {
  return protobufFields(bytes, field.from, field.to).fields;
}
