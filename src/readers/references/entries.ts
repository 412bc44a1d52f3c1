import type { Kind } from "../../model.ts";
import { isPlaceholder, isStrong, type NameIn } from "./names.ts";

const NAMING = /^(?:id|name|repo)$/i;

/** The names that stand in one file at one key, and how many of them tell by themselves that they are models'. */
interface Told {
  readonly names: NameIn[];
  strong: number;
}

/** Names at keys such as `id`, of which the others at the same key tell what they are: `small: { id: owner/one-7b-chat }`, `large: { id: owner/two }`. */
export class Entries {
  private readonly told = new Map<string, Told>();

  /** `kind`: what the keys say that it is, null where they say nothing. */
  keep(key: string, name: NameIn, kind: Kind | null): void {
    if (name.kind !== "model" || kind === "dataset" || !NAMING.test(key) || isPlaceholder(name.name)) return;
    const told = this.told.get(key) ?? { names: [], strong: 0 };
    this.told.set(key, told);
    if (told.names.length >= MOST) return;
    told.names.push(name);
    if (kind === "model" || isStrong(name.name)) told.strong += 1;
  }

  /** All at a key at which two and a third of them are surely models. */
  models(): readonly NameIn[] {
    return [...this.told.values()].flatMap(({ names, strong }) => (strong > 1 && strong * 3 >= names.length ? names : []));
  }
}

/** Names at one key. */
const MOST = 500;
