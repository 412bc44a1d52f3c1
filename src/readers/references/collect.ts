import { limits } from "../../limits.ts";
import type { Declaration, Kind, Problem, Reading, Role } from "../../model.ts";
import { declared } from "../parts/reading.ts";
import type { NameIn } from "./names.ts";

/** Gathers the references of one file and gives each its line and column. */
export class References {
  readonly problems: Problem[] = [];
  private readonly declarations: Declaration[] = [];
  private readonly seen = new Set<string>();
  private readonly kinds = new Map<string, Kind>();
  private readonly starts: number[] = [];

  constructor(
    private readonly reader: string,
    private readonly path: string,
    private readonly source: string,
  ) {}

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
    if (name.name.includes("/")) this.kinds.set(name.name, name.kind);
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

  /** What lies under an `owner/name` that was found so far; null where none was. */
  kindOf(name: string): Kind | null {
    return this.kinds.get(name) ?? null;
  }

  reading(): Reading {
    const place = ({ location }: Declaration) => (location.line ?? 0) * 1e6 + (location.column ?? 0);
    return declared(
      this.declarations.toSorted((a, b) => place(a) - place(b)),
      this.problems,
    );
  }

  locate(offset: number): Declaration["location"] {
    if (this.starts.length === 0) {
      this.starts.push(0);
      for (let index = this.source.indexOf("\n"); index !== -1; index = this.source.indexOf("\n", index + 1)) this.starts.push(index + 1);
    }
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { path: this.path, line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }
}
