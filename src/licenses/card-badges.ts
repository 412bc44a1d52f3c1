/** Pictures that say a license: `[![License: MIT](picture)](page)`, `<img src="…/badge/License-MIT-blue.svg">` (shields.io, static badges). */
const linked = /\[!\[([^[\]]{0,100})\]\(\s*([^()\s]{0,300})[^()]{0,100}\)\]\(\s*([^()\s]{0,300})[^()]{0,100}\)/g;
const picture = /!\[([^[\]]{0,100})\]\(\s*([^()\s]{0,300})[^()]{0,100}\)/g;
const element = /<img\b[^<>]{0,300}?\bsrc\s?=\s?["']([^"'<>]{0,300})["'][^<>]{0,200}>/gi;
const said = /^(?:model |weights )?licen[cs]e\s?[:=-]\s?\S/i;
/** The buttons of Creative Commons: `licensebuttons.net/l/by-nc/4.0/88x31.png`, `…/presskit/buttons/88x31/svg/by-nc.svg`. */
const button =
  /(?:creativecommons\.org|licensebuttons\.net)\/(?:l|presskit\/buttons\/[\w./-]{1,30})\/(by(?:-(?:nc|nd|sa)){0,3})(?:\/(\d\.\d)|\.\w{3,4}$)/i;
const address = /\/badge\/(?:(?:model|weights)(?:%20|_))?licen[cs]e-((?:[^-/?#\s]|--){1,100})-[^-/?#\s]{1,30}(?:[?#]|$)/i;

/** A line with what its badges say of a license in words between bars; other pictures as they are. */
export function badgesAsWords(line: string): string {
  if (!line.includes("![") && !/<img\b/i.test(line)) return line;
  const words = (whole: string, alternative: string, source: string, page = ""): string => {
    const name = said.test(alternative) ? alternative : nameIn(source);
    if (name === null) return whole;
    return page === "" ? ` | ${name} | ` : ` | [${name}](${page}) | `;
  };
  return line
    .replace(linked, (whole, alternative: string, source: string, page: string) => words(whole, alternative, source, page))
    .replace(picture, (whole, alternative: string, source: string) => words(whole, alternative, source))
    .replace(element, (whole, source: string) => words(whole, "", source));
}

/** The license in the address of a badge, in which `--` stands for a hyphen and `_` for a space. */
function nameIn(source: string): string | null {
  const [, kind, version] = button.exec(source) ?? [];
  if (kind !== undefined) return `License: CC-${kind.toUpperCase()}${version === undefined ? "" : `-${version}`}`;
  const [, name] = address.exec(source) ?? [];
  if (name === undefined) return null;
  const plain = name.replace(/%20|_/g, " ").replaceAll("--", "-").replaceAll("%2B", "+").trim();
  return `License: ${plain}`;
}
