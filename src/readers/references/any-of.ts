/** An expression that finds any of these texts and expressions, in one pass over what is mostly short and holds none of them. */
export function anyOf(those: readonly (string | RegExp)[]): RegExp {
  return new RegExp(those.map((one) => (typeof one === "string" ? one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : one.source)).join("|"));
}
