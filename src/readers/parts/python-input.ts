import type { parser } from "@lezer/python";

type Input = Exclude<Parameters<typeof parser.startParse>[0], string>;

/** Characters that are handed to the parser at a time: to read them takes it about as long as one step of recovery. */
const CHUNK = 8_192;

/** A text that counts how often the parser asked for a piece of it: behind a mistake it may read a whole line again for each step, in search of the end of a string. */
export class CountedInput implements Input {
  readonly lineChunks = false;
  reads = 0;

  constructor(private readonly source: string) {}

  get length(): number {
    return this.source.length;
  }

  chunk(from: number): string {
    this.reads += 1;
    return this.source.slice(from, from + CHUNK);
  }

  read(from: number, to: number): string {
    return this.source.slice(from, to);
  }
}
