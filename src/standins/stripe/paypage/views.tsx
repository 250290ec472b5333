import type Stripe from 'stripe';
import { needsNothing } from '../billing/checkout.js';
import { formatMoney } from '../money.js';
import { page } from '../pages/shell.js';
import { PayForm } from './pay-form.js';
import type { Method, Problem, Typed } from './pay-form.js';
import { Discount } from './discount.js';
import { OwnCurrency } from './own-currency.js';
import { TestBanks } from './test-banks.js';
import { TestCards } from './test-cards.js';
import { heading, priceWords, rhythmWords } from './wording.js';

interface PayView {
  session: Stripe.Checkout.Session;
  items: Stripe.LineItem[];
  /** Until when nothing is charged. */
  freeUntil: number | null;
  trial: boolean;
  /** The payer's own currency, once chosen. */
  presentment: string | null;
  typed: Typed;
  problem: Problem | null;
}

export function payView({ session, items, freeUntil, trial, presentment, typed, problem }: PayView): string {
  const code = session.currency ?? 'eur';
  const regular = items.reduce((sum, item) => sum + regularAmount(item), 0);
  return page({
    title: problem ? `Error: ${problem.message}` : heading(session),
    children: (
      <main>
        <div className="checkout">
          <div className="what">
            <h1>{heading(session)}</h1>
            <p className="amount">
              {formatMoney(session.amount_total ?? 0, code)}
              {!freeUntil && <small>{rhythmWords(items)}</small>}
            </p>
            {freeUntil && (
              <p className="soft">{`Free until ${dateWords(freeUntil)}, then ${formatMoney(regular, code)}${rhythmWords(items)}.`}</p>
            )}
            <ul className="items">
              {items.map((item) => (
                <li key={item.id}>
                  <span>
                    {item.description}
                    {item.quantity !== 1 && ` × ${item.quantity}`}
                  </span>
                  <span>{item.price ? priceWords(regularAmount(item), item.price) : ''}</span>
                </li>
              ))}
            </ul>
            <OwnCurrency session={session} chosen={presentment} />
            <Discount session={session} problem={problem} />
          </div>
          <div className="panel">
            <h2>{methodHeading(session, typed.method)}</h2>
            <PayForm session={session} trial={trial} typed={typed} problem={problem} />
            <OtherMethod session={session} chosen={typed.method} />
          </div>
          {typed.method === 'bank' ? <TestBanks /> : <TestCards />}
        </div>
      </main>
    ),
  });
}

/** Without a trial's or a discount's reduction. */
function regularAmount({ price, quantity }: Stripe.LineItem): number {
  return (price?.unit_amount ?? 0) * (quantity ?? 1);
}

function methodHeading(session: Stripe.Checkout.Session, method: Method): string {
  if (needsNothing(session)) return 'Nothing to pay';
  return method === 'bank' ? 'Pay by direct debit' : 'Pay by card';
}

function OtherMethod({ session, chosen }: { session: Stripe.Checkout.Session; chosen: Method }) {
  const types = session.payment_method_types;
  if (needsNothing(session)) return null;
  if (chosen === 'bank') return <a href={`/c/pay/${session.id}`}>Pay by card instead</a>;
  if (!types.includes('sepa_debit')) return null;
  return <a href={`/c/pay/${session.id}?method=bank`}>Pay by direct debit (IBAN) instead</a>;
}

function dateWords(seconds: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}

/** The bank's page in between. */
export function challengeView(session: Stripe.Checkout.Session): string {
  const total = formatMoney(session.amount_total ?? 0, session.currency ?? 'eur');
  return page({
    title: '3-D Secure',
    children: (
      <main>
        <div className="panel narrow">
          <h1>Is this you?</h1>
          <p>{`Your bank asks you to confirm the payment of ${total}. This page stands in for the bank's own.`}</p>
          <form method="post" action={`/c/pay/${session.id}/authenticate`} className="actions">
            <button type="submit" className="main" name="answer" value="complete">
              Complete authentication
            </button>
            <button type="submit" name="answer" value="fail">
              Fail authentication
            </button>
          </form>
        </div>
      </main>
    ),
  });
}

/** For a session that was paid or has run out. */
export function closedView(session: Stripe.Checkout.Session, next: string | null): string {
  const paid = session.status === 'complete';
  return page({
    title: paid ? 'Already paid' : 'Expired',
    children: (
      <main>
        <div className="panel narrow">
          <h1>{paid ? 'You’re all done here' : 'This page has expired'}</h1>
          <p>
            {paid
              ? 'This payment has gone through. It is not taken a second time.'
              : 'Too much time has passed, so nothing was paid. Go back and start again.'}
          </p>
          {next && <a href={next}>{paid ? 'Continue' : 'Go back'}</a>}
        </div>
      </main>
    ),
  });
}

export function missingView(): string {
  return page({
    title: 'Not found',
    children: (
      <main>
        <div className="panel narrow">
          <h1>There is nothing here</h1>
          <p>
            The address is incomplete, or the stand-in was started with other data.{' '}
            <a href="/">What is in it</a>
          </p>
        </div>
      </main>
    ),
  });
}
