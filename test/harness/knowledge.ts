import { pathToFileURL } from "node:url";
import { openKnowledge } from "../../src/knowledge-files.ts";
import { ROOT } from "./places.ts";

/** What the bundled program knows. */
export const knowledge = openKnowledge(pathToFileURL(`${ROOT}dist/knowledge.br`));
