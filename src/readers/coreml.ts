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
  const location = fileLocation(path);
  const cut = { message: "the Core ML model is malformed or cut: what stands before the fault is read", location };
  const isAtFault = model.stopped === "malformed" || (model.stopped === "more" && (size === null || bytes.length >= size));
  if (description === undefined) return weightsReading(coreml.id, path, undefined, isAtFault ? [cut] : []);
  if (description.to > bytes.length) {
    if (size === null || bytes.length >= size) return weightsReading(coreml.id, path, undefined, [cut]);
    if (description.to <= limits.modelBytes) return { declarations: [], licenseFiles: [], problems: [], more: description.to };
    const most = limits.modelBytes / 1_000_000;
    const message = `the description of the Core ML model reaches beyond its first ${most} MB: not read`;
    return weightsReading(coreml.id, path, undefined, [{ message, location, incomplete: true }]);
  }
  const metadata = inside(bytes, description).find((field) => field.number === METADATA && field.delimited);
  const license = metadata === undefined ? undefined : inside(bytes, metadata).find(({ number }) => number === LICENSE);
  return weightsReading(coreml.id, path, { license: protobufText(bytes, license), name: "" });
}

function inside(bytes: Uint8Array, field: ProtobufField): readonly ProtobufField[] {
  return protobufFields(bytes, field.from, field.to).fields;
}
