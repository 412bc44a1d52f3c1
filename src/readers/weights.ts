import type { FileContent, Reader, Reading } from "../model.ts";
import { declared, fileLocation, folderSubject, nothing } from "./parts/reading.ts";

const WEIGHT_NAME =
  /\.(?:ggml|ckpt|pt|pth|mnn|caffemodel|pdparams|llamafile|nemo|pmml|keras|rknn|hef|dlc)$|^(?:pytorch_model|adapter_model|diffusion_pytorch_model|model|consolidated|tf_model|flax_model)[\w.-]*\.(?:bin|h5|msgpack|pth)$/;

/** Python's path configuration files (Python, "site"), which only work there. */
const PYTHON_PATHS = /(?:^|\/)(?:site|dist)-packages\/[^/]*\.pth$/;

/** Page templates (Chameleon, Zope) and texts in Portuguese end so too. */
const AMBIGUOUS = /\.pt$/i;
const LOOK_AT = 512;

/** Weight files of formats whose headers say nothing of licenses: their name shows that a model lies here. But for one ending no byte is read. */
export const weights: Reader = {
  id: "weights",
  title: "Weight file (by its name)",
  head: 0,
  matches: (path, name) => WEIGHT_NAME.test(name) && !PYTHON_PATHS.test(path),
  read: readWeights,
};

function readWeights(file: FileContent): Reading {
  if (AMBIGUOUS.test(file.path)) {
    if (file.bytes.length === 0 && file.size !== null && file.size > 0) return { ...nothing, more: LOOK_AT };
    if (isWriting(file.bytes)) return nothing;
  }
  return declared([
    {
      reader: weights.id,
      subject: folderSubject(file.path),
      kind: /(?:^|\/)adapter_model[\w.-]*$/i.test(file.path) ? "adapter" : "model",
      role: "published",
      location: fileLocation(file.path),
      evidenceOnly: true,
    },
  ]);
}

/** Whether a file is markup, or a text longer than the ones that stand for a file that lies elsewhere. */
function isWriting(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, LOOK_AT);
  const isText = head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
  return isText && (head.length === LOOK_AT || /^(?:\xef\xbb\xbf)?\s*</.test(String.fromCharCode(...head)));
}
