import { answerChallenge, expireSession, pay } from '../billing/checkout.js';
import type { PayResult } from '../billing/checkout.js';
import { invalid } from '../http/errors.js';
import { oneOf, required, text } from '../http/params.js';
import type { Parsed } from '../http/params.js';
import type { Tables } from '../store/tables.js';
import type { World } from '../world.js';
import { door } from './door.js';
import type { Door } from './door.js';

const payFields = {
  card: required(text(512)),
  email: text(512),
  name: text(512),
  expiry: text(20),
  cvc: text(20),
  /** What the payer does at the bank's page, where the card asks for it; without it the answer says so. */
  authentication: oneOf('complete', 'fail'),
};
type Session = Tables['checkout.session'];

const isOpen = (row: Session): boolean => row.status === 'open';

function payDoor(path: string, fits: (row: Session) => boolean): Door {
  const fields = [
    { name: 'card', label: 'Card number' },
    { name: 'email', label: 'E-mail' },
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

function payAs(world: World, session: Session, body: Parsed<typeof payFields>): PayResult {
  const amex = /^3[47]/.test(body.card);
  const card = {
    number: body.card,
    expiry: body.expiry ?? '12/34',
    cvc: body.cvc ?? (amex ? '1234' : '123'),
  };
  const email = session.customer_details?.email ?? body.email ?? 'reader@example.test';
  const result = pay(world, session, card, { email, name: body.name ?? '' });
  if (result.status !== 'requires_action' || !body.authentication) return result;
  return answerChallenge(
    world,
    world.need('checkout.session', session.id),
    body.authentication === 'complete',
  );
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
