import type { Role } from "../../model.ts";
import { between, blanked, type Span } from "./blanked.ts";
import type { References } from "./collect.ts";
import { isModelKey } from "./contexts.ts";
import { namesInText } from "./lines.ts";
import { isShortModel, isStrong, ownedName, SIZED_TAG } from "./names.ts";
import { isDescribing } from "./shown.ts";

/** References in projects and lists of values in XML: attributes and values are used, words for people and comments are mentions. */
export function referencesInXml(source: string, references: References): void {
  const comments = commentsIn(source);
  const code = blanked(source, comments);
  for (const name of namesInText(code)) references.add(name, roleAt(code, name.from));
  for (const { key, value, from } of valuesIn(code)) {
    const isModel = isModelKey(key);
    const name = isModel ? ownedName(value) : null;
    if (name !== null && !isStrong(name.name)) references.add(name, "used", from);
    else if (isModel && (SIZED_TAG.test(value) || (/ollama/i.test(key) && isShortModel(value))))
      references.add({ name: value, kind: "model", from: 0 }, "used", from);
  }
  if (comments.length === 0) return;
  for (const name of namesInText(blanked(source, between(comments, source.length)))) references.add(name, "mentioned");
}

/** What stands between `<!--` and `-->`. */
function commentsIn(source: string): readonly Span[] {
  const found: Span[] = [];
  for (let from = source.indexOf("<!--"); from !== -1; from = source.indexOf("<!--", from)) {
    const end = source.indexOf("-->", from);
    const to = end === -1 ? source.length : end + 3;
    found.push({ from, to });
    from = to;
  }
  return found;
}

/** Characters around a place in which the tag or the text around it is looked for. */
const AROUND = 2_000;
const ATTRIBUTE = /([\w:.-]{1,60})\s{0,9}=\s{0,9}(?:"[^"]*|'[^']*)$/;

function roleAt(source: string, at: number): Role {
  const before = source.slice(Math.max(0, at - AROUND), at);
  const opens = before.lastIndexOf("<");
  const closes = before.lastIndexOf(">");
  if (opens > closes) return isDescribing(ATTRIBUTE.exec(before.slice(opens))?.[1] ?? "") ? "mentioned" : "used";
  const behind = source.slice(at, at + AROUND);
  const end = behind.indexOf("<");
  const text = before.slice(closes + 1) + (end === -1 ? behind : behind.slice(0, end));
  return /\s/.test(text.trim()) ? "mentioned" : "used";
}

interface Value {
  readonly key: string;
  readonly value: string;
  /** Where the value begins. */
  readonly from: number;
}

const VALUES =
  /<(?:([\w:.-]{1,60})(?:\s(?:[^<>]{0,200}\s)?(?:name|key)="([^"<>]{1,80})"[^<>]{0,200})?>|(?:add|entry|property|setting)\s[^<>]{0,100}?(?:name|key)="([^"<>]{1,80})"\s[^<>]{0,100}?value=")\s{0,20}([^\s<>"]{3,150})/gi;
const KEY_BEFORE = /<key>([^<>]{1,80})<\/key>\s{0,80}$/;

/** `<model>owner/name</model>`, `<string name="model">owner/name</string>`, `<key>model</key><string>owner/name</string>`, `<add key="model" value="owner/name"/>` */
function valuesIn(source: string): readonly Value[] {
  return [...source.matchAll(VALUES)].flatMap(({ index, 0: whole, 1: element = "", 2: named, 3: added, 4: value = "" }) => {
    if (!/[/:\d]/.test(value)) return [];
    const key = named ?? added ?? KEY_BEFORE.exec(source.slice(Math.max(0, index - 200), index))?.[1] ?? element;
    return [{ key, value, from: index + whole.length - value.length }];
  });
}
