/** The page of a data set on Roboflow without its scheme and version, the same wherever it is given: `universe.roboflow.com/owner/project`. */
export function shortPage(url: string): string {
  return url
    .trim()
    .replace(/^https?:\/\//, "")
    .replace(/\/(?:dataset\/)?\d{0,9}$/, "");
}
