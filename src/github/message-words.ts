import type { Location } from "../model.ts";
import type { ReportContext } from "../reports/parts/context.ts";
import { cut, forMarkdown, markdownCode, pathUri } from "../reports/parts/escape.ts";
import { isFile, pathFromRepository } from "../reports/parts/places.ts";
import { placeText } from "../reports/parts/wording.ts";
import type { Judgement } from "./judgement.ts";

/** Where the files of a judged commit can be looked at: `https://github.com/OWNER/REPO/blob/COMMIT`. */
export interface MessageContext {
  readonly report: ReportContext;
  readonly files: string;
  /** What a person should know about how it came to be; plain text. */
  readonly notes: readonly string[];
}

export const MARKS = { fail: "❌", review: "⚠️", pass: "✅" } as const;
const LONGEST_NAME = 200;
const LONGEST_TEXT = 1500;

/** A place, as a link where it is a file of the judged commit. */
export function place(location: Location, { result }: Judgement, { files }: MessageContext): string {
  if (!isFile(location)) return code(placeText(location));
  const path = pathFromRepository(location, result);
  const address = `${files}/${pathUri(path)}${location.line === null ? "" : `#L${location.line}`}`;
  const shown = code(placeText({ ...location, path }));
  return address.length > 2000 ? shown : `[${shown}](<${address}>)`;
}

/** Names and paths stand as code: no mention, reference or link comes of them. */
export function code(name: string): string {
  return markdownCode(cut(name, LONGEST_NAME));
}

export function text(words: string): string {
  return forMarkdown(cut(words, LONGEST_TEXT));
}
