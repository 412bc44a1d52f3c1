import type { References } from "./collect.ts";
import { isOfCode } from "./names.ts";

/** A word of a comment that may be the name of a model. */
interface Word {
  readonly name: string;
  /** Where it begins in the program. */
  readonly from: number;
}

const NAME = /(?<![\w./@:-])[A-Za-z\d][\w.-]{1,95}\/[A-Za-z\d][\w.-]{0,94}\w(?![\w/@]|:\w)/g;
/** Words of a program that are kept at most. */
const MOST = 2_000;

/** What the comments of a program hold that looks like `owner/name`: whether it is one, the program itself may tell. */
export class Spoken {
  private readonly words: Word[] = [];

  /** `from`: where the text begins in the program. */
  keep(text: string, from: number): void {
    if (this.words.length >= MOST || !text.includes("/")) return;
    for (const { 0: name, index } of text.matchAll(NAME)) this.words.push({ name, from: from + index });
  }

  /** Adds what the program names as well, once all of it is read: `# Default: owner/name`. `place` turns an offset of the program's text into one of the file. */
  recall(references: References, place: (offset: number) => number): void {
    for (const { name, from } of this.words) {
      const kind = isOfCode(name) ? null : references.kindOf(name);
      if (kind !== null) references.add({ name, kind, from: place(from) }, "mentioned");
    }
  }
}
