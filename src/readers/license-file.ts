import { createHash } from "node:crypto";
import { decodeText, isLfsPointer } from "../formats/text.ts";
import { fieldsByLine } from "../formats/yaml-lines.ts";
import type { Declaration, FileContent, LicenseFile, Reader, Reading, Stated } from "../model.ts";
import { fileName } from "../paths.ts";
import { folderSubject, nothing } from "./parts/reading.ts";

/** What names of such files hold, as a regular expression. */
export const LICENSE_WORDS =
  "(?:model|weights?|code|data|dataset|software|apache|mit|third[-_ ]?party)?licen[cs]es?|licen[cs]ing|commercial[-_ ](?:use|usage|terms|licen[cs]ing)|copying|copyright|(?:third[-_ ]?party)?notices?|unlicense|eula|terms[-_ ]of[-_ ]use|(?:model|weights?)[-_ ]terms|use[-_ ]?policy|usage[-_ ]polic(?:y|ies)|(?:use|usage)[-_ ]restrictions|acceptable[-_ ]use(?:[-_ ]policy)?|prohibited[-_ ]uses?(?:[-_ ]policy)?|aup";
const LICENSE_NAME = new RegExp(`^(?:.*[-_. ])?(?:${LICENSE_WORDS})(?:[-_. (].*)?$`);
const TEXT_EXTENSION = /\.(?:txt|md|markdown|rst|text|html?|pdf|docx?|rtf|adoc|terms)$/;
const OTHER_EXTENSION = /\.[a-z][a-z0-9]{0,9}$/;

/** Folders that hold the texts of all licenses that something in the folder above is under: `LICENSES/` (REUSE specification 3), `incl_licenses/`. */
const COLLECTION = /(?:^|\/)(?:LICENSES|licen[cs]es|(?:incl|included|third[-_]?party|external)[-_]licen[cs]es)\/[^/]+$/;

/** License texts, notices and use policies, by name; also all texts in a folder of such. */
export const licenseFile: Reader = {
  id: "license-file",
  title: "License text, notice or use policy",
  matches(path, name) {
    if (COLLECTION.test(path) && (path.includes("LICENSES/") || TEXT_EXTENSION.test(name) || !OTHER_EXTENSION.test(name))) return true;
    if (!LICENSE_NAME.test(name)) return false;
    return (
      TEXT_EXTENSION.test(name) || !OTHER_EXTENSION.test(name) || (/^(?:licen[cs]e|copying|notice)\.[a-z-]+$/.test(name) && !isCode(name))
    );
  },
  read: readLicense,
};

/** `license.py` and `notice.json` are no texts; `LICENSE.model` and `COPYING.lesser` are. */
function isCode(name: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|pyi|rb|go|rs|java|kt|c|h|cc|cpp|hpp|cs|php|sh|json|ya?ml|toml|xml|css|scss|svg|png|jpe?g|gif|ico|map|lock|sql|tmpl|tpl|vue|proto|ini|cfg|csv|tsv)$/.test(
    name,
  );
}

function readLicense(file: FileContent): Reading {
  const name = fileName(file.path).toLowerCase();
  const location = { path: file.path, line: 1, column: 1 };
  if (isLfsPointer(file.bytes))
    return {
      ...nothing,
      problems: [{ message: "a Git LFS pointer stands in place of the license text: run git lfs pull to have it read", location }],
    };
  if (/\.(?:pdf|docx?|rtf)$/.test(name) || (file.bytes.subarray(0, 1024).includes(0) && !isUtf16(file.bytes))) {
    return {
      ...nothing,
      problems: [{ message: "a license in a format that is not read (PDF, Word or binary): put the plain text beside it", location }],
    };
  }
  const { text } = decodeText(file.bytes);
  if (text.trim() === "") return { ...nothing, problems: [{ message: "an empty license file: it covers nothing", location }] };
  return {
    ...nothing,
    declarations: misplacedFields(text, file.path),
    licenseFiles: [
      {
        path: file.path,
        type: typeOf(name),
        text,
        startLine: 1,
        covers: null,
        collection: COLLECTION.test(file.path),
        sha256: sha256(file.bytes),
      },
    ],
  };
}

/** Some publishers begin the license with the fields of a model card. */
function misplacedFields(text: string, path: string): Declaration[] {
  const end = /^---[ \t]*\r?\n/.test(text) ? text.search(/\n---[ \t]*\r?\n/) : -1;
  if (end === -1) return [];
  const fields = fieldsByLine(text.slice(0, end), new Set(["license", "license_name", "license_link"]), { path, lines: 0 });
  const stated = (key: string): Stated[] =>
    fields.flatMap((field) =>
      field.key === key && field.value.type === "scalar" ? [{ value: field.value.text, location: field.value.location }] : [],
    );
  const licenses = stated("license");
  const [licenseName] = stated("license_name");
  const [licenseLink] = stated("license_link");
  if (licenses[0] === undefined) return [];
  return [
    {
      reader: licenseFile.id,
      subject: folderSubject(path),
      kind: "model",
      role: "published",
      location: licenses[0].location,
      licenses,
      ...(licenseName === undefined ? {} : { licenseName }),
      ...(licenseLink === undefined ? {} : { licenseLink }),
    },
  ];
}

function typeOf(name: string): LicenseFile["type"] {
  if (/us(?:e|age)[-_ ]?polic|acceptable[-_ ]use|prohibited[-_ ]use|us(?:e|age)[-_ ]restrictions|(?:^|[-_. ])aup(?:[-_. ]|$)/.test(name))
    return "use-policy";
  return /notice|licen[cs]ing|commercial[-_ ](?:use|usage|terms)/.test(name) && !/licen[cs]e|copying/.test(name) ? "notice" : "license";
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
