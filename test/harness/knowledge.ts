import { openKnowledge } from "../../src/knowledge-files.ts";
import { ROOT } from "./places.ts";

/** What the bundled program knows. */
export const knowledge = openKnowledge(`${ROOT}dist/knowledge.br`);
