import type { TransformFnParams } from 'class-transformer';

export function trimmed({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** `-2` as a form posts it; a typographic minus too. Anything else stays what it is, and is refused. */
export function wholeNumber({ value }: TransformFnParams): unknown {
  if (typeof value !== 'string') return value;
  const typed = value.trim().replace('−', '-');
  return /^[+-]?\d{1,12}$/.test(typed) ? Number(typed) : value;
}
