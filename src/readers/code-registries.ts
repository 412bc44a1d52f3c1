import { field, text, texts, type ValueNode } from "../formats/node.ts";
import { decodeText, latin1, rawBytes, rawText } from "../formats/text.ts";
import { limits } from "../limits.ts";
import type { Declaration, FileContent, Kind, Problem, Reader, Reading, Stated, StatedBase } from "../model.ts";
import { readLicenseConstants } from "./parts/license-constants.ts";
import { filled, type LicenseFields, licenseFields } from "./parts/license-fields.ts";
import { declaration, reference } from "./parts/manifest.ts";
import { addressedName, hubName, isHostedName } from "./parts/model-names.ts";
import type { PythonRecord } from "./parts/python-records.ts";
import {
  BASE_KEYS,
  givenLicenses,
  giver,
  kindOf,
  LICENSE_KEYS,
  LICENSE_NAME_KEYS,
  labelOf,
  nameOf,
  ownerOf,
  statesLicense,
} from "./parts/python-registry.ts";
import { declared, joined, nothing } from "./parts/reading.ts";
import { isInstalled } from "./references/installed.ts";
import { PYTHON } from "./references/languages.ts";

/** A file that speaks of none of these lists no models. */
const SUBJECTS = /model|embed|encoder|backbone|checkpoint|pretrained|weights|dataset|_cfg\(/i;
const LINK_KEYS = ["license_link", "license_url", "license_uri"];
/** Registries of models kept in Python: `license=` in calls such as mteb's ModelMeta and fastembed's descriptions, or `"license":` in dictionaries. */
export const codeRegistries: Reader = {
  id: "code-registries",
  title: "Registry of models kept in Python",
  limit: limits.referenceBytes,
  ends: ["py"],
  matches: (path, name) =>
    name.endsWith(".py") &&
    !/^(?:setup|conftest|conf|test_.*|.*_test)\.py$/.test(name) &&
    !/(?:^|\/)tests?\//.test(path) &&
    !isInstalled(path),
  read: async (file) =>
    joined(statesLicenses(file.bytes) ? await readRegistry(file) : nothing, await readLicenseConstants(codeRegistries.id, file, PYTHON)),
};

async function readRegistry(file: FileContent): Promise<Reading> {
  const [{ pythonRecords }, { licensedParts }] = await Promise.all([
    import("./parts/python-records.ts"),
    import("./parts/python-outline.ts"),
  ]);
  const { text: source } = decodeText(file.bytes);
  const module = pythonRecords(source, file.path, licensedParts(source));
  const problems: Problem[] = [];
  const given = givenLicenses(module);
  const taken = new Set<string>();
  const declarations = module.records.flatMap((record) => {
    const kind = kindOf(record, given);
    return kind === null ? [] : declare(record, kind, file.path, given, taken, problems);
  });
  // What a function or a shared dictionary gives to entries is stated by those; where nobody takes it, it stands for itself.
  const own = declarations.filter(({ source }) => source === null || !taken.has(source)).flatMap(({ found }) => found);
  const limit = module.limit();
  if (limit !== null) problems.push(limit);
  if (module.tooLong !== null) problems.push(module.tooLong);
  if (own.length === 0)
    return declared(
      [],
      problems.filter(({ incomplete }) => incomplete === true),
    );
  if (module.tooLong !== null) return declared(own, problems);
  if (module.cut !== null)
    problems.push({ message: "the Python code breaks off here: what stands before it is read", location: module.cut });
  return declared(own, problems);
}

interface Found {
  readonly found: readonly Declaration[];
  /** The name under which this record gives its license to others. */
  readonly source: string | null;
}

function declare(
  record: PythonRecord,
  kind: Kind,
  path: string,
  given: ReadonlyMap<string, PythonRecord>,
  taken: Set<string>,
  problems: Problem[],
): Found[] {
  const map = record.map();
  const from = statesLicense(record) ? null : giver(record, given);
  const license = licensesOf(from === null ? map : from[1].map(), problems);
  const name = nameOf(map, record) ?? (from === null ? ownerOf(record) : null) ?? undefined;
  const label = labelOf(record);
  const entry = name?.value ?? (record.labels.length === 0 ? record.first?.value : undefined) ?? label;
  // A call inside a function that makes entries is not itself one.
  if (entry === "" || (from !== null && name === undefined && record.labels.length < 2)) return [];
  // Where the program computes both the license and the name, no entry is written.
  if (name === undefined && license.licenses.length === 0 && license.licenseLink === undefined) return [];
  // A schema says what a license field looks like.
  if (LICENSE_KEYS.some((key) => isSchema(field(map, key)))) return [];
  if (from !== null) taken.add(from[0]);
  const hub = name === undefined ? null : hubName(name.value);
  const isHosted = kind === "model" && name !== undefined && isHostedName(name.value);
  // What is known by its name everywhere is one component with its other mentions.
  const known = isHosted ? name.value : hub?.kind === "model" || hub?.kind === kind ? hub.name : undefined;
  const own: Declaration = {
    reader: codeRegistries.id,
    subject: known === undefined ? { at: "entry", path, entry } : { at: "name", name: known },
    kind: isHosted ? "service" : kind,
    role: "used",
    location: license.licenses[0]?.location ?? license.licenseLink?.location ?? name?.location ?? record.location,
    licenses: license.licenses,
    bases: kind === "model" ? bases(map) : [],
    datasets: kind === "model" ? texts(field(map, "training_datasets")) : [],
  };
  const revision = text(field(map, "revision") ?? field(map, "dataset", "revision"))?.value;
  const isCommit = revision !== undefined && /^[0-9a-f]{7,64}$/i.test(revision);
  const named = name !== undefined && hub !== null && hub.name !== name.value ? { ...name, value: hub.name } : name;
  const source = [...given].find(([, giving]) => giving === record)?.[0] ?? null;
  return [
    {
      found: [
        declaration(own, {
          name: named,
          licenseName: license.licenses.length > 0 ? filled(field(map, "license_name"), [])[0] : undefined,
          licenseLink: license.licenseLink,
          revision: isCommit ? revision : undefined,
        }),
        ...sourcesOf(map, named),
      ],
      source,
    },
  ];
}

function licensesOf(map: ValueNode, problems: Problem[]): LicenseFields {
  const licenses: Stated[] = [];
  const links: Stated[] = [];
  for (const key of [...LICENSE_KEYS, ...LICENSE_NAME_KEYS]) {
    const value = field(map, key);
    if (value === undefined || (licenses.length > 0 && LICENSE_NAME_KEYS.includes(key))) continue;
    const { licenses: stated, licenseLink } = licenseFields(value, problems);
    licenses.push(...stated);
    if (licenseLink !== undefined) links.push(licenseLink);
  }
  for (const key of LINK_KEYS) links.push(...filled(field(map, key), problems));
  return { licenses, ...(links[0] === undefined ? {} : { licenseLink: links[0] }) };
}

function bases(map: ValueNode): StatedBase[] {
  return BASE_KEYS.flatMap((key) => texts(field(map, key))).map((base) => ({
    ...base,
    value: addressedName(base.value)?.name ?? base.value,
    relation: null,
    inferred: false,
  }));
}

/** fastembed says from which repository the files come, where it is another one. */
function sourcesOf(map: ValueNode, name: Stated | undefined): Declaration[] {
  const source = text(field(map, "sources", "hf"));
  return source === undefined || source.value === name?.value ? [] : [reference(codeRegistries.id, source, "model")];
}

/** A mapping that does not name a license, or that says of what type such a field is. */
function isSchema(node: ValueNode | undefined): boolean {
  if (node?.type !== "map" || node.entries.length === 0) return false;
  const isNamed = ["name", "id", "spdx", "spdx_id", "identifier", "url"].some((key) => text(field(node, key)) !== undefined);
  return !isNamed || ["type", "default", "required", "nullable", "enum"].some((key) => field(node, key) !== undefined);
}

/** A key of {@link LICENSE_KEYS} as a keyword or a quoted key; not a field that is set, `self.license = …`, nor `__license__`. */
const KEY =
  /(?:^|[^\w.])(?:model_|weights_)?licen[cs]es?(?:_(?:id|name))?(?:\s{0,9}=(?!=)|\s{0,9}:[^=\n]{1,60}=\s{0,9}(?:["'(]|[A-Z]\w{0,40}\.)|["']\s{0,99}:)/;

/** Whether the file speaks of models, and a license stands in it as a keyword or a key; license headers and prose do not. Nothing is decoded. */
function statesLicenses(bytes: Uint8Array): boolean {
  const raw = rawBytes(bytes);
  for (let at = raw.indexOf("icen"); at !== -1; at = raw.indexOf("icen", at + 4))
    if (KEY.test(latin1(raw, at - 10, at + 120))) return SUBJECTS.test(rawText(bytes));
  return false;
}
