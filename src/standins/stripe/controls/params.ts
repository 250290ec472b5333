import { badParameter } from '../http/errors.js';
import type { Parser } from '../http/params.js';

export const MAX_SEED = 2 ** 32 - 1;

/** How often something happens, from 0 (never) to 1 (always). */
export const share: Parser<number> = (value, path) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (number >= 0 && number <= 1) return number;
  throw badParameter(`Invalid ${path}: must be a number from 0 to 1.`, path);
};
