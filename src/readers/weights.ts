import type { FileContent, Reader, Reading } from "../model.ts";
import { declared, fileLocation, folderSubject } from "./parts/reading.ts";

const WEIGHT_NAME =
  /\.(?:ggml|ckpt|pt|pth|mnn|caffemodel|pdparams|llamafile|nemo|pmml|keras|rknn|hef|dlc)$|^(?:pytorch_model|adapter_model|diffusion_pytorch_model|model|consolidated|tf_model|flax_model)[\w.-]*\.(?:bin|h5|msgpack|pth)$/;

/** Python's path configuration files (Python, "site"), which only work there. */
const PYTHON_PATHS = /(?:^|\/)(?:site|dist)-packages\/[^/]*\.pth$/;

/** Weight files of formats whose headers say nothing of licenses: their name shows that a model lies here. No byte is read. */
export const weights: Reader = {
  id: "weights",
  title: "Weight file (by its name)",
  head: 0,
  matches: (path, name) => WEIGHT_NAME.test(name) && !PYTHON_PATHS.test(path),
  read: (file: FileContent): Reading =>
    declared([
      {
        reader: weights.id,
        subject: folderSubject(file.path),
        kind: /(?:^|\/)adapter_model[\w.-]*$/i.test(file.path) ? "adapter" : "model",
        role: "published",
        location: fileLocation(file.path),
        evidenceOnly: true,
      },
    ]),
};
