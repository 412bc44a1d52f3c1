import { ExpectedError } from "../errors.ts";

/** A mistake in how the program was called; its message says what to write instead. */
export class UsageError extends ExpectedError {}
