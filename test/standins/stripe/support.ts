import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { startStripeStandin } from '../../../src/standins/stripe/server.js';
import type { StandinOptions, StripeStandin } from '../../../src/standins/stripe/server.js';

export interface Setting {
  standin: StripeStandin;
  stripe: Stripe;
  clock: TravelClock;
}

/** A clock that a test moves by hand. */
export class TravelClock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  to(seconds: number): void {
    this.offset = seconds * 1000 - Date.now();
  }

  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }
}

export function clientOf({ port, secretKey }: StripeStandin, key = secretKey): Stripe {
  return new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 });
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** For what has to outlive a stand-in; gone when the test file is done. */
export function freshDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-standin-'));
  folders.push(folder);
  return folder;
}

/** A stand-in that forgets, unless it is given a folder. */
export async function startSetting(options: Partial<StandinOptions> = {}): Promise<Setting> {
  const clock = new TravelClock();
  const standin = await startStripeStandin({ port: 0, clock, settleSeconds: 0, ...options });
  return { standin, stripe: clientOf(standin), clock };
}

export interface Membership {
  price: Stripe.Price;
  product: Stripe.Product;
}

export async function monthlyPlan(stripe: Stripe, amount = 500): Promise<Membership> {
  const product = await stripe.products.create({ name: 'Supporter' });
  const price = await stripe.prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount: amount,
    recurring: { interval: 'month' },
  });
  return { price, product };
}

export const SUCCESS_URL = 'http://newsroom.test/thanks?session={CHECKOUT_SESSION_ID}';

export function donationParams(amount = 5000): Stripe.Checkout.SessionCreateParams {
  const price = { currency: 'eur', unit_amount: amount, product_data: { name: 'Donation' } };
  return {
    mode: 'payment',
    submit_type: 'donate',
    line_items: [{ price_data: price, quantity: 1 }],
    success_url: SUCCESS_URL,
    cancel_url: 'http://newsroom.test/donate',
  };
}

export function subscriptionParams(price: string): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'subscription',
    line_items: [{ price, quantity: 1 }],
    success_url: SUCCESS_URL,
    cancel_url: 'http://newsroom.test/join',
    client_reference_id: 'purchase-1',
    metadata: { purchase: 'purchase-1' },
    subscription_data: { metadata: { purchase: 'purchase-1' } },
  };
}

export interface Typed {
  email?: string;
  cardNumber?: string;
  cardExpiry?: string;
  cardCvc?: string;
  billingName?: string;
}

/** Sends the hosted page's form as a browser does. */
export async function payOnPage(
  session: Stripe.Checkout.Session,
  cardNumber: string,
  typed: Typed = {},
): Promise<Response> {
  const form = {
    email: 'ann@example.test',
    cardNumber,
    cardExpiry: '12 / 34',
    cardCvc: /^3[47]/.test(cardNumber) ? '1234' : '123',
    billingName: 'Ann Reader',
    ...typed,
  };
  return fetch(session.url ?? '', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
}

export async function answerChallenge(
  session: Stripe.Checkout.Session,
  answer: 'complete' | 'fail',
): Promise<Response> {
  const body = new URLSearchParams({ answer });
  return fetch(`${session.url}/authenticate`, { method: 'POST', body, redirect: 'manual' });
}

export async function boughtSubscription(
  setting: Setting,
  card = '4242424242424242',
): Promise<Stripe.Subscription> {
  const { price } = await monthlyPlan(setting.stripe);
  const session = await setting.stripe.checkout.sessions.create(subscriptionParams(price.id));
  const answer = await payOnPage(session, card);
  if (answer.headers.get('location')?.endsWith('/authenticate')) await answerChallenge(session, 'complete');
  const done = await setting.stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] });
  if (!done.subscription || typeof done.subscription === 'string')
    throw new Error('There is no subscription.');
  return done.subscription;
}

export async function paidDonation(
  setting: Setting,
  card = '4242424242424242',
  amount = 5000,
): Promise<Stripe.PaymentIntent> {
  const session = await setting.stripe.checkout.sessions.create(donationParams(amount));
  await payOnPage(session, card);
  const done = await setting.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge'],
  });
  if (!done.payment_intent || typeof done.payment_intent === 'string')
    throw new Error('There is no payment.');
  return done.payment_intent;
}

export function chargeOf(intent: Stripe.PaymentIntent): Stripe.Charge {
  if (!intent.latest_charge || typeof intent.latest_charge === 'string')
    throw new Error('The charge is not expanded.');
  return intent.latest_charge;
}

export async function eventTypes(stripe: Stripe): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  return events.data.map((event) => event.type).toReversed();
}

export interface Received {
  body: string;
  headers: IncomingHttpHeaders;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What to answer next; 200 when this runs out. */
  answers: number[];
  close(): Promise<void>;
}

/** A webhook endpoint: a real server that keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ body, headers: request.headers });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}/hook`, received, answers, close };
}

/** Asks again until it is so; fails after ten seconds. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not happen within ten seconds.');
}
