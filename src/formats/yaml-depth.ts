import type { CST } from "yaml";

/** A part of a syntax tree that may hold others. */
type Holder = CST.Document | CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/**
 * Takes away what is nested deeper than the limit, before anything recurses into it: how deep the stack of a program reaches differs from run to run. Gives
 * the offset of the first thing that was taken away; null where all is within the limit.
 */
export function cutBelow(document: CST.Document, limit: number): number | null {
  let first: number | null = null;
  const open: { readonly holder: Holder; readonly depth: number }[] = [{ holder: document, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { holder, depth } = next;
    const parts: readonly { key?: CST.Token | null; value?: CST.Token }[] = holder.type === "document" ? [holder] : holder.items;
    for (const part of parts) {
      for (const side of ["key", "value"] as const) {
        const token = part[side];
        if (!isHolder(token)) continue;
        if (depth < limit) open.push({ holder: token, depth: depth + 1 });
        else {
          delete part[side];
          first = first === null ? token.offset : Math.min(first, token.offset);
        }
      }
    }
  }
  return first;
}

function isHolder(token: CST.Token | null | undefined): token is Holder {
  return token?.type === "block-map" || token?.type === "block-seq" || token?.type === "flow-collection";
}
