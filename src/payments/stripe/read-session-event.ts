import type { Stripe } from 'stripe';
import type { SessionFact } from '../facts.js';
import { purchaseOfSession, readSession } from './read-session.js';

const standings: Record<string, SessionFact['standing'] | 'as-shown'> = {
  'checkout.session.completed': 'as-shown',
  'checkout.session.async_payment_succeeded': 'paid',
  'checkout.session.async_payment_failed': 'failed',
  'checkout.session.expired': 'expired',
};

export type SessionReading = SessionFact | { not: 'ours' | 'needed' };

/** What a `checkout.session.*` event says, from its payload alone: a paid session stays paid, so nothing need be asked. */
export function readSessionEvent(type: string, object: unknown, at: Date): SessionReading {
  const standing = standings[type];
  if (!standing) return { not: 'needed' };
  const session = asSession(object);
  const purchaseId = purchaseOfSession(session);
  if (!purchaseId) return { not: 'ours' };
  return readSession(session, purchaseId, at, standing === 'as-shown' ? undefined : standing);
}

/** The payload's shape follows the endpoint's API version; what we read of it must be there. */
function asSession(object: unknown): Stripe.Checkout.Session {
  const session = object as Partial<Stripe.Checkout.Session> | null;
  if (session?.object !== 'checkout.session' || !session.id || !session.payment_status)
    throw new Error('the event carries no Checkout Session that can be read');
  return session as Stripe.Checkout.Session;
}
