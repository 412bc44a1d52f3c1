import fc from "fast-check";

/** Texts made from valid ones by cutting, inserting and replacing. */
export function mutatedText(samples: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(
      "---\n",
      "\n",
      "\r\n",
      "\t",
      ": ",
      "- ",
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      '"""',
      "&a ",
      "*a",
      "!!js/function ",
      "|\n",
      ">-\n",
      "\uFEFF",
      "#",
      "\u0000",
      "\u2028",
      "🦙",
      "<<: ",
      "? ",
      "%YAML 1.1\n",
      "...\n",
    ),
    fc.string({ maxLength: 5, unit: "binary" }),
  );
  const change = fc.record({ at: fc.nat(2000), cut: fc.nat(12), insert: piece });
  return fc.tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 })).map(([sample, changes]) =>
    changes.reduce((text, { at, cut, insert }) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + insert + text.slice(start + cut);
    }, sample),
  );
}

/** Bytes made from valid ones by cutting, inserting and replacing. */
export function mutatedBytes(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({ at: fc.nat(5000), cut: fc.nat(9), insert: fc.uint8Array({ maxLength: 9 }) });
  return fc.tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 })).map(([sample, changes]) =>
    changes.reduce<Uint8Array>((bytes, { at, cut, insert }) => {
      const start = at % (bytes.length + 1);
      return new Uint8Array(Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + cut)]));
    }, sample),
  );
}
