import { testBanks } from '../billing/bank-accounts.js';
import type { CardInput } from '../billing/card-input.js';
import {
  answerChallenge,
  confirmFree,
  expireSession,
  needsNothing,
  pay,
  payByBank,
} from '../billing/checkout.js';
import type { PayResult } from '../billing/checkout.js';
import { presentIn, PRESENTED } from '../billing/presentment.js';
import { typeCode } from '../billing/session-discount.js';
import { settleByHand } from '../billing/settling.js';
import { invalid } from '../http/errors.js';
import { flag, oneOf, required, text } from '../http/params.js';
import type { Parsed } from '../http/params.js';
import { currency } from '../resources/price-building.js';
import type { Tables } from '../store/tables.js';
import type { World } from '../world.js';
import { door } from './door.js';
import type { Door } from './door.js';

const payFields = {
  /** `bank`: a direct debit; whether it arrives is known after a while, or by the door `settle`. */
  method: oneOf('card', 'bank'),
  /** As the payer types it. */
  promotion_code: text(500),
  /** The payer's own, where it is not the session's. */
  presentment_currency: currency,
  card: text(512),
  iban: text(50),
  /** The debit is settled by the door alone. */
  waits: flag,
  email: text(512),
  name: text(512),
  expiry: text(20),
  cvc: text(20),
  /** What the payer does at the bank's page, where the card asks for it; without it the answer says so. */
  authentication: oneOf('complete', 'fail'),
};
const SETTLEMENTS = ['succeeded', 'failed'] as const;
type Session = Tables['checkout.session'];

const isOpen = (row: Session): boolean => row.status === 'open';

function payDoor(path: string, fits: (row: Session) => boolean): Door {
  const fields = [
    { name: 'method', label: 'Method', options: ['card', 'bank'] },
    { name: 'card', label: 'Card number' },
    { name: 'email', label: 'E-mail' },
    { name: 'promotion_code', label: 'Promotion code' },
    { name: 'presentment_currency', label: 'Own currency', options: PRESENTED },
  ];
  const named = { path, table: 'checkout.session', label: 'Pay', fields, fits } as const;
  return door(named, payFields, (world, session, body) => told(payAs(world, session, body)));
}

export const checkoutDoors: Door[] = [
  payDoor('checkout/:id/pay', isOpen),
  // The path that it had at first, without a second button.
  payDoor('checkout/sessions/:id/pay', () => false),
  door(
    {
      path: 'checkout/:id/settle',
      table: 'checkout.session',
      label: 'The debit is settled',
      fields: [{ name: 'outcome', label: 'Outcome', options: SETTLEMENTS }],
      fits: (row) => row.status === 'complete' && row.payment_status === 'unpaid',
    },
    { outcome: required(oneOf(...SETTLEMENTS)) },
    (world, session, { outcome }) => {
      const notes = world.find('checkout_notes', session.id);
      const intent = world.find('payment_intent', notes?.paymentIntent);
      if (!intent) throw invalid('Nothing has been paid on this Checkout Session.');
      settleByHand(world, intent, outcome === 'succeeded');
      return world.need('checkout.session', session.id);
    },
  ),
  door(
    {
      path: 'checkout/:id/expire',
      table: 'checkout.session',
      label: 'Let it expire',
      fits: isOpen,
    },
    {},
    (world, session) => {
      if (session.status === 'open') return expireSession(world, session);
      throw invalid(`This Checkout Session is ${session.status}.`);
    },
  ),
];

function payAs(world: World, given: Session, body: Parsed<typeof payFields>): PayResult {
  if (body.presentment_currency) presentIn(world, given, body.presentment_currency);
  const session = body.promotion_code ? typeCode(world, given, body.promotion_code) : given;
  const email = session.customer_details?.email ?? body.email ?? 'reader@example.test';
  const payer = { email, name: body.name ?? '' };
  if (needsNothing(session) && session.status === 'open' && !body.card)
    return confirmFree(world, session, payer);
  if (body.method === 'bank')
    return payByBank(world, session, body.iban ?? testBanks[0]?.iban ?? '', payer, body.waits);
  const result = pay(world, session, cardOf(body), payer);
  if (result.status !== 'requires_action' || !body.authentication) return result;
  const waiting = world.need('checkout.session', session.id);
  return answerChallenge(world, waiting, body.authentication === 'complete');
}

function cardOf({ card: number = '4242424242424242', expiry, cvc }: Parsed<typeof payFields>): CardInput {
  const amex = /^3[47]/.test(number);
  return { number, expiry: expiry ?? '12/34', cvc: cvc ?? (amex ? '1234' : '123') };
}

function told(result: PayResult): object {
  const { status, session } = result;
  const error = result.status === 'declined' ? { error: result.failure } : {};
  return { status, session: session.id, success_url: successUrl(result), ...error };
}

function successUrl({ status, session }: PayResult): string | null {
  return status === 'complete'
    ? (session.success_url?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null)
    : null;
}
