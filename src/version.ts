declare const MODELTERMS_VERSION: string | undefined;

/** The program's version; `dev` when it runs from its sources. */
export const VERSION = typeof MODELTERMS_VERSION === "undefined" ? "dev" : MODELTERMS_VERSION;
