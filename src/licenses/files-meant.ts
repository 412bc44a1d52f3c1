import type { Kind, LicenseFile } from "../model.ts";
import { fileName } from "../paths.ts";

const ofModels = /(?:^|[-_. ])(?:models?|weights?|checkpoints?)(?:[-_. ]|licen[cs]e|$)/;
const ofData = /(?:^|[-_. ])(?:data|data[-_ ]?sets?|annotations?)(?:[-_. ]|licen[cs]e|$)/;
const ofCode = /(?:^|[-_. ])(?:code|software|source)(?:[-_. ]|licen[cs]e|$)/;

/**
 * Of license files that lie side by side those that are meant for a component, going by their names: of `LICENSE` and `LICENSE-MODEL` the second is that of the model, and
 * of `LICENSE` and `LICENSE-DATA` the first. A file that `tells` nothing (a pointer elsewhere) takes no other's place.
 */
export function filesMeant(files: readonly LicenseFile[], kind: Kind, tells: (file: LicenseFile) => boolean): readonly LicenseFile[] {
  if (files.length < 2) return files;
  const own = kind === "dataset" ? ofData : ofModels;
  const others = kind === "dataset" ? [ofModels, ofCode] : [ofData, ofCode];
  const named = (pattern: RegExp) => (file: LicenseFile) => file.covers === null && pattern.test(fileName(file.path).toLowerCase());
  const isOwn = named(own);
  const meant = files.filter((file) => isOwn(file) && tells(file));
  if (meant.length > 0) return [...files.filter(({ covers }) => covers !== null), ...meant];
  const general = files.filter((file) => isOwn(file) || !others.some((pattern) => named(pattern)(file)));
  return general.some(tells) ? general : files;
}
