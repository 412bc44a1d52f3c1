import { grouped } from "../numbers.ts";
import { PolicyError } from "./policy.ts";

/** Mistakes that are told; people mend some and look again. */
const MOST = 50;

/**
 * What is wrong with a policy: the first mistakes in words, the others counted. A file may have any number of them, each held against thousands of names to
 * suggest one, and job summaries are dropped where they are too long.
 */
export class Mistakes {
  readonly #told: string[] = [];
  #count = 0;

  add(tell: () => string): void {
    this.#count += 1;
    if (this.#told.length < MOST) this.#told.push(tell());
  }

  /** Throws PolicyError unless there are none. */
  end(): void {
    if (this.#count === 0) return;
    const more = this.#count - this.#told.length;
    throw new PolicyError([...this.#told, ...(more > 0 ? [`and ${grouped(more)} more: mend these first`] : [])].join("\n"));
  }
}
