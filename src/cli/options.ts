/** What may be said after a command; each uses what it knows. */
export interface Options {
  /** From when on: a date. */
  since?: string;
  /** Puts right what was found. */
  fix: boolean;
}
