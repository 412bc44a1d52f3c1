/** The form in which names and spellings are compared: lower case, every run of other characters than letters, digits and `+` one space. */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}+]+/gu, " ")
    .trim();
}

/**
 * The form in which links are compared: no scheme, no `www.`, no query, no trailing slash, lower case; the Hub's and GitHub's `resolve`, `raw` and `tree`
 * as `blob`, `master` as `main`, and raw.githubusercontent.com as github.com. Null where it is no web link.
 */
export function linkKey(link: string): string | null {
  const match = /^(?:https?:)?\/\/([^/\s?#]+)([^\s?#]*)/i.exec(link.trim());
  if (match === null) return null;
  let host = (match[1] ?? "").toLowerCase().replace(/^www\./, "");
  let path = (match[2] ?? "").toLowerCase().replace(/(?<!\/)\/+$/, "");
  if (host === "hf.co") host = "huggingface.co";
  if (host === "raw.githubusercontent.com") {
    host = "github.com";
    path = path.replace(/^(\/[^/]+\/[^/]+)\/(?:refs\/heads\/)?/, "$1/blob/");
  }
  if (host === "huggingface.co" || host === "github.com") {
    path = path.replace(
      /^(\/(?:(?:datasets|spaces)\/)?[^/]+\/[^/]+)\/(?:resolve|raw|tree|blob)\/(?:refs\/heads\/)?(?:master|main)(?=\/|$)/,
      "$1/blob/main",
    );
    path = path.replace(/^(\/(?:(?:datasets|spaces)\/)?[^/]+\/[^/]+)\/(?:resolve|raw|tree)\//, "$1/blob/");
  }
  return host + path;
}
