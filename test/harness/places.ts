import { fileURLToPath } from "node:url";

/** The project's root folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const FIXTURES = `${ROOT}fixtures/`;
/** Real files of other people, tested against where they stand; absent on most machines. */
export const DATA = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
