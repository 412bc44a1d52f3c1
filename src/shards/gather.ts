import type { TextReader } from "../licenses/read-text.ts";
import type { LicenseFile } from "../model.ts";
import type { ReadTree } from "../reading.ts";
import { unpackText } from "./carry.ts";
import type { CarriedReading, CarriedText, ReadRepository } from "./shard.ts";

type Growing<Type> = { -readonly [Key in keyof Type]: Type[Key] extends readonly (infer Item)[] ? Item[] : Type[Key] };

/** Puts together what was read in parts, of one tree or of many repositories. It keeps what they declare, and neither their files nor recognized texts. */
export class Gathering {
  readonly #whole: Growing<Omit<CarriedReading, "repositories">> = {
    files: 0,
    read: 0,
    declarations: [],
    licenseFiles: [],
    credits: [],
    problems: [],
  };
  /** Revisions by the names of repositories; null where one tree is scanned. */
  #revisions: Map<string, string> | null = null;

  add(part: CarriedReading): void {
    this.#whole.files += part.files;
    this.#whole.read += part.read;
    for (const one of part.declarations) this.#whole.declarations.push(one);
    for (const one of part.licenseFiles) this.#whole.licenseFiles.push(one);
    for (const one of part.credits) this.#whole.credits.push(one);
    for (const one of part.problems) this.#whole.problems.push(one);
    if (part.repositories !== null) this.#revisions ??= new Map();
    for (const { name, revision } of part.repositories ?? []) this.#revisions?.set(name, revision);
  }

  /** The commit at which a repository was read by a part that was added before. */
  revisionOf(name: string): string | undefined {
    return this.#revisions?.get(name);
  }

  carried(): CarriedReading {
    return { ...this.#whole, repositories: this.#repositories() };
  }

  /** The whole as one reading, and the reader that knows what was recognized in its texts; others are read by `otherwise`. */
  unpacked(): {
    readonly read: ReadTree;
    readonly repositories: CarriedReading["repositories"];
    textReader(otherwise: TextReader): TextReader;
  } {
    const { problems } = this.#whole;
    // A repository that cannot be opened says so in each shard that has a part of it.
    const told = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
    const texts = new Map<LicenseFile, CarriedText>(this.#whole.licenseFiles.map((one) => [unpackText(one), one]));
    return {
      read: { ...this.#whole, licenseFiles: [...texts.keys()], problems: this.#revisions === null ? problems : [...told.values()] },
      repositories: this.#repositories(),
      textReader: (otherwise) => (file) => texts.get(file)?.recognized ?? otherwise(file),
    };
  }

  #repositories(): readonly ReadRepository[] | null {
    if (this.#revisions === null) return null;
    return [...this.#revisions].map(([name, revision]) => ({ name, revision })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** The repository that a path of an owner's lies in: its first part. */
export function repositoryOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}
