import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { fault } from '../common/faults.js';
import { InvalidInput } from '../common/errors.js';

export const LONGEST_MESSAGE = 1_000;
export const MOST_RECIPIENTS = 500;

/** In bytes: 500 recipients with all that they may have, also where each letter is escaped to six. */
export const LARGEST_ORDER = 4 * 1024 * 1024;

const MOST_FIELDS = 50;

/** Before anything looks at each: a body that is this large could hold a million of them. */
@Injectable()
export class OrderOfFittingSize implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest<{ Body: unknown }>>();
    const recipients = (body as { recipients?: unknown } | null)?.recipients;
    if (Array.isArray(recipients) && recipients.length > MOST_RECIPIENTS)
      throw new InvalidInput({ recipients: tooManyRecipients(recipients.length) });
    if ([body, ...(Array.isArray(recipients) ? recipients : [])].some(hasTooManyFields))
      throw new InvalidInput({ recipients: fault('gift.unknown') });
    return true;
  }
}

export function tooManyRecipients(count: number): string {
  return fault('gift.many.given', { given: count, most: MOST_RECIPIENTS });
}

function hasTooManyFields(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > MOST_FIELDS;
}
