import type { NamedWords } from "./build-index.ts";
import { openSections, packSections } from "./sections.ts";
import { share, unfold } from "./share.ts";

const softBit = 0x8000;

/** Packs texts for keeping in the repository: hashes of words only. The same texts give the same bytes, in whatever order they come. */
export function packTexts(texts: readonly NamedWords[]): Uint8Array {
  const sorted = [...texts].sort(
    (a, b) =>
      compare(a.names.join(" "), b.names.join(" ")) || a.hashes.length - b.hashes.length || compare(a.hashes.join(), b.hashes.join()),
  );
  const hashes = Uint32Array.from(new Set(sorted.flatMap((text) => [...text.hashes]))).sort();
  if (hashes.length > softBit) throw new Error(`${hashes.length} different words are too many for one file of texts`);
  const places = new Map([...hashes].map((hash, place) => [hash, place]));
  const shared = share(
    sorted.map((text) => Uint16Array.from(text.hashes, (hash, at) => (places.get(hash) ?? 0) | (text.soft[at] === 0 ? 0 : softBit))),
  );
  const names = new TextEncoder().encode(JSON.stringify(sorted.map((text) => text.names)));
  const lengths = Uint32Array.from(sorted, (text) => text.hashes.length);
  const titleLengths = Uint32Array.from(sorted, (text) => text.title.length);
  const titles = Uint32Array.from(sorted.flatMap((text) => [...text.title]));
  const wholes = Uint32Array.from(sorted.flatMap(({ whole }) => whole));
  const { pool, pieceOf, pieceStart, pieceLength } = shared;
  return packSections([names, lengths, hashes, pool, pieceOf, pieceStart, pieceLength, titleLengths, titles, wholes]);
}

export function unpackTexts(bytes: Uint8Array): readonly NamedWords[] {
  const sections = openSections(bytes);
  const names: readonly (readonly string[])[] = JSON.parse(new TextDecoder().decode(sections.bytes(0)));
  const lengths = sections.words(1);
  const hashes = sections.words(2);
  const shared = { pool: sections.halves(3), pieceOf: sections.words(4), pieceStart: sections.words(5), pieceLength: sections.halves(6) };
  const titleLengths = sections.words(7);
  const titles = sections.words(8);
  const wholes = sections.words(9);
  let titled = 0;
  return names.map((own, text) => {
    const words = new Uint16Array(lengths[text] ?? 0);
    unfold(shared, text, words);
    const from = titled;
    titled += titleLengths[text] ?? 0;
    return {
      names: own,
      hashes: Uint32Array.from(words, (word) => hashes[word & ~softBit] ?? 0),
      soft: Uint8Array.from(words, (word) => word >>> 15),
      title: titles.slice(from, titled),
      whole: [wholes[text * 2] ?? 0, wholes[text * 2 + 1] ?? 0],
    };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
