import { wellFormed } from "./escape.ts";
import { shortHash } from "./identity.ts";

export type Element = Readonly<Record<string, unknown>> & { readonly spdxId: string };

export const CREATION = "_:creation-info";
export const NO_ASSERTION = "expandedlicensing_NoAssertionLicense";

/** The elements of a document, each once, in the order in which they were first needed. */
export class Elements {
  private readonly byId = new Map<string, Element>();

  /** `base` is what every id begins with. */
  constructor(private readonly base: string) {}

  /** An id made from a text of any length and content. */
  idOf(sort: string, text: string): string {
    return `${this.base}${sort}-${shortHash(text)}`;
  }

  has(spdxId: string): boolean {
    return this.byId.has(spdxId);
  }

  add(type: string, spdxId: string, properties: Readonly<Record<string, unknown>>): string {
    if (!this.byId.has(spdxId)) this.byId.set(spdxId, { type, spdxId, creationInfo: CREATION, ...cleaned(properties) });
    return spdxId;
  }

  relate(from: string, relationshipType: string, to: readonly string[], properties: Readonly<Record<string, unknown>> = {}): void {
    if (to.length === 0) return;
    const id = this.idOf("relationship", [from, relationshipType, ...to].join("\n"));
    this.add("Relationship", id, { from, relationshipType, to, ...properties });
  }

  all(): readonly Element[] {
    return [...this.byId.values()];
  }
}

function cleaned(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, typeof value === "string" ? wellFormed(value) : value] as const],
    ),
  );
}
