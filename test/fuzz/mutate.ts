import type { Random } from "./random.ts";

/** Bytes at most of an input that is made large on purpose. */
const LARGE = 200_000;

/** What formats obey: marks, escapes, numbers at the edges, and pieces of what readers look for. */
const DICTIONARY: readonly Uint8Array[] = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a program may hold
  ...'---|...|- |: |? |<<: |&a |*a |!!js/function |!!binary |!reset |%YAML 1.1|>-|{|}|[|]|(|)|<|>|</|<!--|-->|<![CDATA[|]]>|<!DOCTYPE x [<!ENTITY a "b">]>|&#x10ffff;|&amp;|"|\'|`|"""|\'\'\'|${|{{|}}|{%|%}|#|//|/*|*/|;|,|=|\\|\\u0000|\\ud800|/|..|../|~|@|:|null|true|NaN|-0|1e999|0x|__proto__|constructor|toString|hasOwnProperty|license|license:|license_name: |license_link: |base_model: |datasets: |apache-2.0|other|LicenseRef-|AND |OR |WITH |NOASSERTION|owner/name-7b|meta-llama/Llama-3.1-8B|from_pretrained("|huggingface.co/|ollama run |"__metadata__":|"cells": [|"source": [|general.license|apiVersion: |kind: |models:|model:|version https://git-lfs.github.com/spec/v1\n|FROM |GGUF|TFL3|metadata_props'
    .split("|")
    .map((text) => new TextEncoder().encode(text)),
  ...["\n", "\r", "\r\n", "\t", "\u0000", "\u000b", "\u0085", "\u00a0", "\u2028", "\u202e", "\ufeff", "\ufffd", "é", "许可", "🦙"].map(
    (text) => new TextEncoder().encode(text),
  ),
  ...[[0xff], [0xfe, 0xff], [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8], [0x80], [0x1b, 0x5b, 0x32, 0x4a]].map((bytes) =>
    Uint8Array.from(bytes),
  ),
  ...[
    [0, 0, 0, 0],
    [0xff, 0xff, 0xff, 0xff],
    [0xff, 0xff, 0xff, 0x7f],
    [0, 0, 0, 0, 0, 0, 0, 0x80],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    [1, 0, 0, 0, 0, 0, 0, 0],
  ].map((bytes) => Uint8Array.from(bytes)),
];

type Change = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

/** Bytes with `cut` of them at a place replaced. */
function replaced(bytes: Uint8Array, at: number, cut: number, insert: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(Math.min(bytes.length, at + cut))]));
}

function piece(bytes: Uint8Array, random: Random, most: number): Uint8Array {
  const from = random.below(bytes.length);
  return bytes.subarray(from, from + 1 + random.below(most));
}

const flip: Change = (bytes, random) => {
  const changed = bytes.slice();
  for (let count = 1 + random.below(4); count > 0 && changed.length > 0; count -= 1)
    changed[random.below(changed.length)] = random.once(2) ? random.below(256) : 32 + random.below(95);
  return changed;
};
const truncate: Change = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1));
const behead: Change = (bytes, random) => bytes.slice(random.below(Math.min(bytes.length, 200)));
const remove: Change = (bytes, random) => replaced(bytes, random.below(bytes.length), 1 + random.below(40), new Uint8Array());
const insertWord: Change = (bytes, random) => replaced(bytes, random.below(bytes.length + 1), random.below(6), random.pick(DICTIONARY));
const insertBytes: Change = (bytes, random) => {
  const inserted = Uint8Array.from({ length: 1 + random.below(8) }, () => random.below(256));
  return replaced(bytes, random.below(bytes.length + 1), 0, inserted);
};
const splice: Change = (bytes, random, others) =>
  replaced(bytes, random.below(bytes.length + 1), random.below(100), piece(random.pick(others), random, 400));
const join: Change = (bytes, random, others) => {
  const other = random.pick(others);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length))]));
};
const swapLines: Change = (bytes, random) => {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  const [one, other] = [random.below(lines.length), random.below(lines.length)];
  [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
  return new Uint8Array(Buffer.from(lines.join("\n"), "latin1"));
};
const lineEnds: Change = (bytes, random) =>
  new Uint8Array(
    Buffer.from(
      Buffer.from(bytes)
        .toString("latin1")
        .replaceAll("\n", random.pick(["\r", "\r\n", "\n\n", " "])),
      "latin1",
    ),
  );
const indent: Change = (bytes, random) =>
  new Uint8Array(
    Buffer.from(
      Buffer.from(bytes)
        .toString("latin1")
        .replaceAll("\n", random.pick(["\n ", "\n\t", "\n  - "])),
      "latin1",
    ),
  );
/** A piece many times over: what takes time that grows faster than the text is found by it. */
const repeat: Change = (bytes, random, others) => {
  const unit = random.once(2) ? random.pick(DICTIONARY) : piece(random.once(3) ? random.pick(others) : bytes, random, 60);
  const most = random.once(40) ? LARGE : 2_000;
  const times = 1 + random.below(Math.max(1, Math.floor((most - bytes.length) / Math.max(1, unit.length))));
  return replaced(bytes, random.below(bytes.length + 1), 0, Buffer.concat(Array.from({ length: times }, () => unit)));
};

const CHANGES: readonly Change[] = [
  flip,
  flip,
  truncate,
  behead,
  remove,
  remove,
  insertWord,
  insertWord,
  insertWord,
  insertBytes,
  splice,
  splice,
  join,
  swapLines,
  lineEnds,
  indent,
  repeat,
];

/** One to six changes of one of the seeds, with pieces of the others. */
export function mutated(seeds: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = random.pick(seeds);
  for (let count = 1 + random.below(6); count > 0; count -= 1) bytes = random.pick(CHANGES)(bytes, random, seeds);
  return bytes.subarray(0, LARGE);
}

/** The same for texts. */
export function mutatedTextOf(seeds: readonly string[], random: Random): string {
  const bytes = mutated(
    seeds.map((seed) => new TextEncoder().encode(seed)),
    random,
  );
  return new TextDecoder().decode(bytes);
}
