/** The command cannot be run as it was typed; the message says what to type. */
export class UsageError extends Error {}
