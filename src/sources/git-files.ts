import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { inflateSync } from "node:zlib";

/**
 * Reads single objects where git keeps them in plain files, which saves 5 ms for each time that git need not be started; with the index, which `git-index.ts`
 * reads, a hook before a commit starts no git at all. Every function answers null for all that is not plain: then git itself has to be asked.
 */

/** A repository whose folders are where git puts them when nobody says otherwise. */
export interface PlainRepository {
  readonly index: string;
  readonly objects: string;
}

/** What the environment may say of where a repository is. */
const ELSEWHERE = ["GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"];

/**
 * The repository whose work tree has its root in this folder (gitrepository-layout). Null for linked work trees, submodules, repositories of other users (git
 * reads those only where it is told to), and where the configuration includes others or names extensions (other hashes, other ways to keep things).
 */
export function plainRepository(folder: string): PlainRepository | null {
  const { env } = process;
  try {
    const place = join(resolve(folder), ".git");
    if (ELSEWHERE.some((name) => env[name] !== undefined) || resolve(folder, env["GIT_DIR"] ?? ".git") !== place) return null;
    const found = lstatSync(place);
    if (!found.isDirectory() || found.uid !== process.getuid?.() || !existsSync(join(place, "HEAD"))) return null;
    if (existsSync(join(place, "commondir"))) return null;
    if (/^[ \t]*\[[ \t]*(?:extensions|include)|\bworktree\b/im.test(readFileSync(join(place, "config"), "utf8"))) return null;
    const index = env["GIT_INDEX_FILE"] === undefined ? join(place, "index") : resolve(folder, env["GIT_INDEX_FILE"]);
    return { index, objects: join(place, "objects") };
  } catch {
    return null;
  }
}

const HASH = 20;
/** Objects beyond this compressed size are left to git, which gives their first bytes without the others. */
const LARGEST_OBJECT = 4_000_000;

/** The bytes of a blob that lies in a file of its own (gitformat-loose): `blob SIZE`, a NUL and the bytes, deflated with a sum of their own. */
export function readLooseBlob({ objects }: PlainRepository, object: string): Buffer | null {
  const place = join(objects, object.slice(0, 2), object.slice(2));
  try {
    if (object.length !== 2 * HASH || statSync(place).size > LARGEST_OBJECT) return null;
    const bytes = inflateSync(readFileSync(place), { maxOutputLength: 16 * LARGEST_OBJECT });
    const start = bytes.indexOf(0) + 1;
    const isBlob = bytes.toString("latin1", 0, start - 1) === `blob ${bytes.length - start}`;
    return isBlob ? bytes.subarray(start) : null;
  } catch {
    return null;
  }
}
