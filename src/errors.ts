/** A mistake in what the program was given, told without a stack; the message says where, what, and what to do instead. */
export class ExpectedError extends Error {}
