/**
 * The same data without its ties to the texts that it was read from: a part of a long text keeps the whole text in memory (V8 slices without copying), and a
 * scan keeps what was read of thousands of files. Objects that occur twice stay one.
 */
export function detached<Value>(value: Value): Value {
  return copy(value, new Map()) as Value;
}

/** Shorter texts are always copies (V8's `SlicedString::kMinLength`). */
const SHORTEST_SLICE = 13;

function copy(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value === "string") return value.length < SHORTEST_SLICE ? value : ` ${value}`.slice(1);
  if (typeof value !== "object" || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  const copied: unknown = Array.isArray(value)
    ? value.map((one) => copy(one, known))
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copy(one, known)]));
  known.set(value, copied);
  return copied;
}
