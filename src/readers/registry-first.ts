// Written by `npm run generate`: the readers that do not only read data.
import type { Reader } from "../model.ts";
import { codeLists } from "./code-lists.ts";
import { codeReferences } from "./code-references.ts";
import { configurationReferences } from "./configuration-references.ts";
import { dockerModelCards } from "./docker-model-cards.ts";
import { gguf } from "./gguf.ts";
import { huggingfaceCard } from "./huggingface-card.ts";
import { kitopsKitfile } from "./kitops-kitfile.ts";
import { licenseFile } from "./license-file.ts";
import { ollamaModelfile } from "./ollama-modelfile.ts";
import { onnx } from "./onnx.ts";
import { proseReferences } from "./prose-references.ts";
import { roboflowReadme } from "./roboflow-readme.ts";
import { safetensors } from "./safetensors.ts";
import { tfhubDocs } from "./tfhub-docs.ts";
import { tflite } from "./tflite.ts";
import { weights } from "./weights.ts";

export const firstReaders: readonly Reader[] = [
  codeLists,
  codeReferences,
  configurationReferences,
  dockerModelCards,
  gguf,
  huggingfaceCard,
  kitopsKitfile,
  licenseFile,
  ollamaModelfile,
  onnx,
  proseReferences,
  roboflowReadme,
  safetensors,
  tfhubDocs,
  tflite,
  weights,
];

/** What the names end in that the others read. */
export const LATER_ENDS: ReadonlySet<string> = new Set("cff conf dvc geojson json json-ld jsonld lock mlmodel pbtxt py spdx toml xml yaml yml".split(" "));
