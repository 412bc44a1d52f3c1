import { field, text } from "../formats/node.ts";
import { decodeText } from "../formats/text.ts";
import type { Declaration, FileContent, Problem, Reader, Reading } from "../model.ts";
import { licenseIn } from "./parts/license-fields.ts";
import { declaration } from "./parts/manifest.ts";
import { declared, folderSubject, nothing } from "./parts/reading.ts";

/** PaddleHub's `module.py`: `@moduleinfo(name=…, type=…)` makes the folder a model. */
export const paddlehubModule: Reader = {
  id: "paddlehub-module",
  title: "PaddleHub module",
  ends: ["py"],
  matches: (_path, name) => name === "module.py",
  read: readModule,
};

async function readModule(file: FileContent): Promise<Reading> {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  if (!bytes.includes("moduleinfo(")) return nothing;
  const { pythonRecords } = await import("./parts/python-records.ts");
  const module = pythonRecords(decodeText(file.bytes).text, file.path);
  const problems: Problem[] = [];
  const declarations = module.records
    .filter(({ callee }) => callee === "moduleinfo")
    .map((record): Declaration => {
      const info = record.map();
      const { licenses, licenseLink } = licenseIn(problems, info);
      const name = text(field(info, "name"));
      const own: Declaration = {
        reader: paddlehubModule.id,
        subject: folderSubject(file.path),
        kind: "model",
        role: "published",
        location: licenses[0]?.location ?? name?.location ?? record.location,
        licenses,
      };
      return declaration(own, { name, licenseLink, modality: text(field(info, "type")) });
    });
  const limit = module.limit();
  if (limit !== null) problems.push(limit);
  if (module.tooLong !== null) problems.push(module.tooLong);
  else if (declarations.length > 0 && module.cut !== null)
    problems.push({ message: "the Python code breaks off here: what stands before it is read", location: module.cut });
  return declared(declarations, problems);
}
