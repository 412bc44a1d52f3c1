import { limits } from "../limits.ts";
import type { FileContent, Problem, Reader, Reading } from "../model.ts";
import { type HeaderFacts, weightsReading } from "./parts/binary-weights.ts";
import { FlatBuffer, OutOfBytes, TooMany } from "./parts/flatbuffer.ts";
import { fileLocation, lfsProblem } from "./parts/reading.ts";

/** Fields of Model and Buffer (tensorflow `lite/schema/schema.fbs`), and of ModelMetadata (tflite-support `metadata_schema.fbs`). */
const MODEL = { buffers: 4, metadata: 6 };
const METADATA = { name: 0, buffer: 1 };
const MODEL_METADATA = { name: 0, license: 5 };

/** TensorFlow Lite models: the license in their metadata. */
export const tflite: Reader = {
  id: "tflite",
  title: "TensorFlow Lite model (metadata only)",
  head: limits.headerBytes,
  ends: ["tflite"],
  matches: (_path, name) => name.endsWith(".tflite"),
  read: readModel,
};

function readModel(file: FileContent): Reading {
  const { path, bytes, size } = file;
  const pointer = lfsProblem(path, bytes);
  if (pointer !== null) return weightsReading(tflite.id, path, undefined, [pointer]);
  const model = new FlatBuffer(bytes);
  if (model.identifier !== "TFL3") {
    const problem = { message: "named .tflite, but not a TensorFlow Lite model: nothing read from it", location: fileLocation(path) };
    return weightsReading(tflite.id, path, undefined, bytes.length === 0 ? [] : [problem]);
  }
  try {
    return weightsReading(tflite.id, path, factsOf(model));
  } catch (error) {
    if (error instanceof TooMany) return weightsReading(tflite.id, path, undefined, [tooMany(path)]);
    if (!(error instanceof OutOfBytes)) throw error;
    const isMore = size !== null && bytes.length < Math.min(size, limits.modelBytes);
    return isMore
      ? { declarations: [], licenseFiles: [], problems: [], more: Math.min(size, limits.modelBytes) }
      : weightsReading(tflite.id, path, undefined, [cutProblem(path, size !== null && bytes.length < size)]);
  }
}

function cutProblem(path: string, isLimit: boolean): Problem {
  const location = fileLocation(path);
  return isLimit
    ? {
        message: `the metadata of the TensorFlow Lite model stands behind its first ${limits.modelBytes / 1_000_000} MB: not read`,
        location,
        incomplete: true,
      }
    : { message: "the TensorFlow Lite model is malformed or cut: its metadata is not read", location };
}

function tooMany(path: string): Problem {
  const message = `the TensorFlow Lite model has more than ${limits.flatbufferTables} buffers: its metadata is not read`;
  return { message, location: fileLocation(path), incomplete: true };
}

function factsOf(model: FlatBuffer): HeaderFacts | undefined {
  const root = model.root();
  const entry = model.tables(root, MODEL.metadata).find((table) => model.text(table, METADATA.name) === "TFLITE_METADATA");
  if (entry === undefined) return undefined;
  const at = model.field(entry, METADATA.buffer);
  const buffer = model.tables(root, MODEL.buffers)[at === null ? 0 : model.number(at)];
  const content = buffer === undefined ? null : model.content(buffer, 0);
  if (content === null) return undefined;
  const metadata = new FlatBuffer(content);
  if (metadata.identifier !== "M001") return undefined;
  const table = metadata.root();
  return { license: metadata.text(table, MODEL_METADATA.license), name: metadata.text(table, MODEL_METADATA.name) };
}
