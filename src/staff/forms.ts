import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvalidInput } from '../common/errors.js';
import { fieldErrors } from '../http/validation.js';

/** Reads a posted form by the rules of the JSON face's DTO. Empty fields count as not given. Throws InvalidInput. */
export function readForm<T extends object>(dto: new () => T, body: unknown): T {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).filter(([, value]) => value !== '');
  const form = plainToInstance(dto, Object.fromEntries(fields));
  const errors = validateSync(form, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  if (errors.length > 0) throw new InvalidInput(fieldErrors(errors));
  return form;
}

/** What was typed, to be shown again. */
export function typedIn(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
