declare const MODELTERMS_BUILD: string | undefined;

/** A hash of the built program and of what it knows; null when it runs from its sources. What one build has read no other takes. */
export const BUILD = typeof MODELTERMS_BUILD === "undefined" ? null : MODELTERMS_BUILD;
