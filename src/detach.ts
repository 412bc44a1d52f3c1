/**
 * The same data without its ties to the texts that it was read from: a part of a long text keeps the whole text in memory (V8 slices without copying), and a
 * scan keeps what was read of thousands of files. What occurs twice, an object or a text, is one; `kept` is a text that is kept anyway, and stays itself.
 */
export function detached<Value>(value: Value, kept = ""): Value {
  return copy(value, new Map([[kept, kept]])) as Value;
}

/** The same for one text. */
export function detachedText(text: string): string {
  return text.length < SHORTEST_SLICE ? text : ` ${text}`.slice(1);
}

/** Shorter texts are always copies (V8's `SlicedString::kMinLength`). */
const SHORTEST_SLICE = 13;

function copy(value: unknown, known: Map<unknown, unknown>): unknown {
  if (typeof value === "string" && value.length < SHORTEST_SLICE) return value;
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  const copied = typeof value === "string" ? detachedText(value) : Array.isArray(value) ? copyList(value, known) : copyFields(value, known);
  known.set(value, copied);
  return copied;
}

function copyList(list: readonly unknown[], known: Map<unknown, unknown>): unknown[] {
  return list.map((one) => copy(one, known));
}

function copyFields(fields: object, known: Map<unknown, unknown>): object {
  return Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, copy(one, known)]));
}
