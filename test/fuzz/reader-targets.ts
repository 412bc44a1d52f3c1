import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { limits } from "../../src/limits.ts";
import type { FileContent, Reader, Reading } from "../../src/model.ts";
import { fileName } from "../../src/paths.ts";
import { readers } from "../../src/readers/registry.ts";
import { DATA, FIXTURES } from "../harness/places.ts";
import { mutated } from "./mutate.ts";
import { demandInside, demandJson, demandSame, locationsIn } from "./properties.ts";
import { demand, type Target } from "./target.ts";

/** Bytes of a seed at most: large ones make few inputs a second. */
const SEED_BYTES = 20_000;

export interface Seed {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One target a reader: its own fixtures, changed; whatever comes, it does not throw, is not silent, and points into the file. */
export function readerTargets(): readonly Target[] {
  const everything = seedsIn(FIXTURES);
  return readers.map((reader) => {
    const own = seedsIn(`${FIXTURES}readers/${reader.id}/`).filter(({ path }) => wants(reader, path));
    const seeds = own.length > 0 ? [...own, ...realOnes(reader)] : everything.slice(0, 50);
    const contents = [...seeds.map(({ bytes }) => bytes), ...everything.filter((_, at) => at % 20 === 0).map(({ bytes }) => bytes)];
    return readerTarget(reader, seeds, contents);
  });
}

function readerTarget(reader: Reader, seeds: readonly Seed[], contents: readonly Uint8Array[]): Target {
  return {
    name: `reader ${reader.id}`,
    generate(random) {
      const seed = random.pick(seeds);
      const others = random.once(5) ? contents : seeds.filter(({ path }) => path === seed.path).map(({ bytes }) => bytes);
      return { path: seed.path, bytes: mutated(others, random) };
    },
    async run({ path, bytes }, random) {
      const reading = await readAll(reader, path, bytes, random.once(8) ? null : bytes.length);
      demandJson(reading);
      demandInside(locationsIn([reading.declarations, reading.problems, reading.credits ?? []]), path, bytes);
      for (const { startLine, text } of reading.licenseFiles) {
        demand(startLine >= 1, () => "a license text that begins before the file");
        demand(typeof text === "string", () => "a license file without a text");
      }
      for (const { message } of reading.problems) demand(message.trim() !== "", () => "a problem without words");
      if (random.once(8)) demandSame(await readAll(reader, path, bytes), await readAll(reader, path, bytes));
    },
  };
}

/** As the scan reads: the first bytes, and more where the reader asks for more and there is more. `size` is null where the source does not tell it. */
export async function readAll(reader: Reader, path: string, bytes: Uint8Array, size: number | null = bytes.length): Promise<Reading> {
  const problems: Reading["problems"][number][] = [];
  for (let limit = reader.head ?? limits.textBytes + 1, rounds = 0; ; rounds += 1) {
    const file: FileContent = { path, bytes: bytes.slice(0, limit), size };
    const reading = await reader.read(file);
    problems.push(...reading.problems);
    if (reading.more === undefined) return { ...reading, problems };
    if (size === null && reading.more <= limit)
      return {
        ...reading,
        problems: [...problems, { message: "ends before what its header says", location: { path, line: null, column: null } }],
      };
    demand(reading.more > limit, () => `asks for ${reading.more} bytes again, and had ${limit}`);
    demand(rounds < 20, () => "asks for more bytes without end");
    limit = reading.more;
  }
}

export function wants(reader: Reader, path: string): boolean {
  return reader.matches(path, fileName(path).toLowerCase());
}

/** The files of a folder of fixtures, by their paths in the case that they belong to. */
export function seedsIn(folder: string): readonly Seed[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .filter((path) => !path.endsWith("expected.json") && statSync(folder + path).isFile() && statSync(folder + path).size <= SEED_BYTES)
    .map((path) => {
      const parts = path.split("/");
      return { path: parts.slice(Math.min(1, parts.length - 1)).join("/"), bytes: new Uint8Array(readFileSync(folder + path)) };
    });
}

/** Real files that the reader wants by their names, where they are at hand. */
function realOnes(reader: Reader): readonly Seed[] {
  const folders = ["manifests", "cards", "cards-modern", "usage"].map((name) => DATA + name).filter(existsSync);
  const found: Seed[] = [];
  for (const folder of folders) {
    for (const path of realPaths(folder)) {
      if (found.length >= 40) return found;
      if (!wants(reader, path) || statSync(`${folder}/${path}`).size > SEED_BYTES) continue;
      found.push({ path, bytes: new Uint8Array(readFileSync(`${folder}/${path}`)) });
    }
  }
  return found;
}

const listed = new Map<string, readonly string[]>();

function realPaths(folder: string): readonly string[] {
  const known = listed.get(folder);
  if (known !== undefined) return known;
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .filter((path) => statSync(`${folder}/${path}`).isFile());
  listed.set(folder, paths);
  return paths;
}
