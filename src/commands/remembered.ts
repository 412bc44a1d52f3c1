import type { OpenReadings } from "../cache/before.ts";
import { cacheFolder } from "../cache/place.ts";
import { openStored, type StoredReadings } from "../cache/stored.ts";
import type { TextReader } from "../licenses/read-text.ts";

/** What all trees of one run share: what was read before in files and license texts. */
export interface Remembered {
  /** Absent where nothing may be kept and a run has one tree only: then there is nothing to remember. */
  readonly openReadings?: OpenReadings;
  readonly readText: TextReader;
  /** Leaves it to the next run. */
  save(): void;
}

/** Opens what earlier runs left with the first tree that is large enough for it to matter; without that, it costs nothing. */
export function remembered(
  readText: TextReader,
  environment: Readonly<Record<string, string | undefined>>,
  trees: "one" | "several",
  lies: string,
): Remembered {
  if (trees === "one" && cacheFolder(environment) === null) return { readText, save() {} };
  let stored: StoredReadings | undefined;
  let reader = readText;
  return {
    openReadings(paths) {
      if (stored === undefined) {
        stored = openStored(paths, lies, environment);
        reader = stored.readings.remembering(readText);
      }
      return Promise.resolve(stored.readings);
    },
    readText: (file) => reader(file),
    save: () => stored?.save(),
  };
}
