import { fitsDeep, fitsStars } from "../stars.ts";
import { type GlobNode, parseSegment } from "./glob-segment.ts";

/** A pattern without braces, made ready: `**` between slashes stands for any number of segments. */
export type Glob = readonly (Segment | "**")[];
type Segment = { readonly text: string } | { readonly nodes: readonly GlobNode[]; readonly isPlain: boolean };

/**
 * Reads a pattern from which braces were expanded. What it means is what minimatch says it means (`dot`, `nocase`, `nonegate`, `nocomment`); it is held against
 * a text without regular expressions that go back, so that no pattern and no name can make it take long: at most in proportion to the pattern's length
 * times the square of the text's.
 */
export function parseGlob(pattern: string): Glob {
  return pattern
    .toLowerCase()
    .split(/\/+/)
    .filter((segment, index, all) => !(segment === "." && all.length > 1) && !(segment === "**" && all[index - 1] === "**"))
    .map((segment) => {
      if (segment === "**") return "**";
      if (!/[*?[\]\\(]/.test(segment)) return { text: segment };
      const nodes = parseSegment(segment);
      return { nodes, isPlain: nodes.every(({ is }) => is !== "group") };
    });
}

/** Whether the whole text fits. `text` is a path or a name; its case does not matter. */
export function fitsGlob(glob: Glob, text: string): boolean {
  return fitsDeep(glob, text.toLowerCase().split(/\/+/), fitsSegment);
}

function fitsSegment(segment: Segment, text: string): boolean {
  if ("text" in segment) return segment.text === text;
  const characters = [...text];
  if (characters.length === 0) return false;
  return segment.isPlain
    ? fitsStars(
        segment.nodes,
        characters.length,
        ({ is }) => is === "star",
        (node, at) => node.is === "character" && node.fits(characters[at] ?? ""),
      )
    : new Matcher(characters).ends(segment.nodes, 0).has(characters.length);
}

/** With groups: all places at which a part of the pattern can end, each worked out once. */
class Matcher {
  private readonly known = new Map<GlobNode, Map<number, ReadonlySet<number>>>();

  constructor(private readonly text: readonly string[]) {}

  ends(nodes: readonly GlobNode[], start: number): ReadonlySet<number> {
    let reached: ReadonlySet<number> = new Set([start]);
    for (const node of nodes) {
      const next = new Set<number>();
      for (const at of reached) for (const end of this.endsOf(node, at)) next.add(end);
      reached = next;
      if (reached.size === 0) break;
    }
    return reached;
  }

  private endsOf(node: GlobNode, start: number): ReadonlySet<number> {
    const ofNode = this.known.get(node) ?? new Map<number, ReadonlySet<number>>();
    this.known.set(node, ofNode);
    const known = ofNode.get(start);
    if (known !== undefined) return known;
    const found = this.work(node, start);
    ofNode.set(start, found);
    return found;
  }

  private work(node: GlobNode, start: number): ReadonlySet<number> {
    if (node.is === "character") return new Set(start < this.text.length && node.fits(this.text[start] ?? "") ? [start + 1] : []);
    if (node.is === "star") return new Set(this.placesFrom(start));
    const once = () => new Set(node.sides.flatMap((side) => [...this.ends(side, start)]));
    if (node.mark === "@") return once();
    if (node.mark === "?") return once().add(start);
    if (node.mark === "!") {
      const taken = once();
      return new Set(this.placesFrom(start).filter((place) => !taken.has(place)));
    }
    const all = new Set<number>();
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const side of node.sides)
        for (const end of this.ends(side, at)) {
          if (all.has(end)) continue;
          all.add(end);
          open.push(end);
        }
    }
    return node.mark === "*" ? all.add(start) : all;
  }

  private placesFrom(start: number): number[] {
    return Array.from({ length: this.text.length - start + 1 }, (_, index) => start + index);
  }
}
