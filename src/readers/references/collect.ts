import { Lines } from "../../formats/lines.ts";
import { limits } from "../../limits.ts";
import type { Declaration, Kind, Location, Problem, Reading, Role } from "../../model.ts";
import { declared } from "../parts/reading.ts";
import type { NameIn } from "./names.ts";

/** Gathers the references of one file and gives each its line and column. */
export class References {
  readonly problems: Problem[] = [];
  private readonly declarations: Declaration[] = [];
  private readonly seen = new Set<string>();
  private readonly kinds = new Map<string, Kind>();
  private readonly lines: Lines;

  constructor(
    private readonly reader: string,
    path: string,
    source: string,
  ) {
    this.lines = new Lines(source, path);
  }

  /** `offset` is where in the file the text begins that `name.from` counts in. */
  add(name: NameIn, as: Role, offset = 0): void {
    const role = name.isOutput === true || name.isOfLicense === true ? "mentioned" : as;
    // A Space that is only spoken of is a page to look at, as a blog or a paper is: nothing of it is in the repository.
    if (role === "mentioned" && name.kind === "application") return;
    const at = offset + name.from;
    const key = `${at} ${name.name.toLowerCase()}`;
    if (this.seen.has(key)) return;
    if (this.declarations.length >= limits.listEntries) {
      if (this.problems.length === 0)
        this.problems.push({
          message: `more than ${limits.listEntries} references to models: the rest is not listed`,
          location: this.locate(at),
          incomplete: true,
        });
      return;
    }
    this.seen.add(key);
    if (name.name.includes("/") || name.kind === "dataset") this.kinds.set(name.name, name.kind);
    const location = this.locate(at);
    this.declarations.push({
      reader: this.reader,
      subject: { at: "name", name: name.name },
      kind: name.kind,
      role,
      location,
      name: { value: name.name, location },
      ...(name.revision === undefined ? {} : { revision: name.revision }),
    });
  }

  /** What lies under an `owner/name`, or under the name of a data set without an owner, that was found so far; null where none was. */
  kindOf(name: string): Kind | null {
    return this.kinds.get(name) ?? null;
  }

  reading(): Reading {
    const inOrder = this.declarations.toSorted(
      ({ location: a }, { location: b }) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
    return declared(inOrder, this.problems);
  }

  locate(offset: number): Location {
    return this.lines.at(offset);
  }
}
