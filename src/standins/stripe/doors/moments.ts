import { badParameter } from '../http/errors.js';
import type { Parser } from '../http/params.js';
import { text } from '../http/params.js';

/** `2027-01-31`, `2027-01-31T12:00:00Z` → seconds since the epoch. */
export const isoMoment: Parser<number> = (value, path) => {
  const given = text(40)(value, path);
  const moment = Date.parse(given);
  if (!Number.isNaN(moment)) return Math.floor(moment / 1000);
  throw badParameter(`Not a date: ${given}`, path);
};

/** One of these words, or a moment. */
export const wordOrMoment =
  <const T extends string>(...words: T[]): Parser<T | number> =>
  (value, path) =>
    words.find((word) => word === value) ?? isoMoment(value, path);
