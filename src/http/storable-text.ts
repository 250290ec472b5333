import type { FastifyInstance } from 'fastify';
import { fault } from '../common/faults.js';
import { type FieldErrors, InvalidInput, NotFound } from '../common/errors.js';
import type { ErrorFilter } from './error.filter.js';

const DEEPEST = 20;

/**
 * PostgreSQL keeps neither zero bytes nor halves of surrogate pairs. Both are refused at the door, for every address, so that
 * no field of no form has to think of them.
 */
export function refuseUnstorableText(fastify: FastifyInstance, errors: ErrorFilter): void {
  fastify.addHook('preValidation', (request, reply, done) => {
    const fault = request.url.includes('%00') ? new NotFound() : bodyFault(request.body);
    if (fault) errors.answer(fault, request, reply);
    else done();
  });
}

function bodyFault(body: unknown): InvalidInput | null {
  // A webhook's body is bytes, and is looked at after its signature.
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return null;
  const fields = unstorable(body);
  return Object.keys(fields).length > 0 ? new InvalidInput(fields) : null;
}

/** The dotted paths of texts that cannot be kept. */
export function unstorable(value: unknown, path = '', depth = 0): FieldErrors {
  if (typeof value === 'string') return isStorable(value) ? {} : { [path]: fault('text.unstorable') };
  // A file's bytes are looked at by who reads them as something.
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return {};
  if (depth === DEEPEST) return { [path]: 'This is nested too deeply.' };
  const fields: FieldErrors = {};
  for (const [key, inner] of Object.entries(value))
    Object.assign(fields, unstorable(inner, path ? `${path}.${key}` : key, depth + 1));
  return fields;
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
