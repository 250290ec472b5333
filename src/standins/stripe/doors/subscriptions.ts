import type Stripe from 'stripe';
import { collect, methodOf, setMood } from '../billing/collecting.js';
import { markUncollectible, voidInvoice } from '../billing/invoice-ends.js';
import { finalizeInvoice } from '../billing/invoices.js';
import { hasEnded, renew } from '../billing/renewals.js';
import { settleAtOnce } from '../billing/settling.js';
import { changeSubscription, endSubscription } from '../billing/subscriptions.js';
import { invalid } from '../http/errors.js';
import { oneOf, required, text } from '../http/params.js';
import { changeItems } from '../resources/subscription-items.js';
import { pauseSubscription, resumeSubscription } from '../billing/pausing.js';
import { updateSubscription } from '../resources/subscription-update.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { door } from './door.js';
import type { Door } from './door.js';
import { isoMoment, wordOrMoment } from './moments.js';

const OUTCOMES = ['paid', 'failed', 'action_required', 'void', 'uncollectible'] as const;
const BEHAVIORS = ['keep_as_draft', 'mark_uncollectible', 'void'] as const;
const PRORATIONS = ['create_prorations', 'always_invoice', 'none'] as const;
type Outcome = (typeof OUTCOMES)[number];

const goesOn = (row: Stripe.Subscription): boolean => !hasEnded(row);
const table = 'subscription';

export const subscriptionDoors: Door[] = [
  door(
    {
      path: 'subscriptions/:id/renew',
      table,
      label: 'Renew now',
      fields: [{ name: 'outcome', label: 'Outcome', options: OUTCOMES }],
      fits: (row) => goesOn(row) && row.status !== 'paused',
    },
    { outcome: oneOf(...OUTCOMES) },
    (world, row, { outcome }) => renewAs(world, row, outcome),
  ),
  door(
    {
      path: 'subscriptions/:id/recover',
      table,
      label: 'The bank pays after all',
      fits: ({ status }) => status === 'past_due' || status === 'unpaid',
    },
    {},
    recover,
  ),
  door(
    {
      path: 'subscriptions/:id/pause',
      table,
      label: 'Pause',
      fields: [
        { name: 'behavior', label: 'Only collecting', options: BEHAVIORS },
        { name: 'resumes_at', label: 'Until (date)' },
      ],
      fits: (row) => goesOn(row) && row.status !== 'paused' && !row.pause_collection,
    },
    { behavior: oneOf(...BEHAVIORS), resumes_at: isoMoment },
    (world, row, { behavior, resumes_at }) =>
      behavior
        ? changeSubscription(world, row, { pause_collection: { behavior, resumes_at: resumes_at ?? null } })
        : pauseSubscription(world, row),
  ),
  door(
    {
      path: 'subscriptions/:id/resume',
      table,
      label: 'Resume',
      fields: [{ name: 'billing_cycle_anchor', label: 'Period', options: ['now', 'unchanged'] }],
      fits: (row) => row.status === 'paused' || row.pause_collection !== null,
    },
    { billing_cycle_anchor: oneOf('now', 'unchanged') },
    (world, row, { billing_cycle_anchor: anchor = 'now' }) =>
      row.status === 'paused'
        ? resumeSubscription(world, row, anchor)
        : changeSubscription(world, row, { pause_collection: null }),
  ),
  door(
    {
      path: 'subscriptions/:id/cancel',
      table,
      label: 'Cancel',
      fields: [{ name: 'at', label: 'now, period_end or a date' }],
      fits: goesOn,
    },
    { at: wordOrMoment('now', 'period_end') },
    (world, row, { at = 'now' }) => {
      if (at === 'now') return endSubscription(world, row, 'cancellation_requested');
      const given = at === 'period_end' ? { cancel_at_period_end: true } : { cancel_at: at };
      return updateSubscription(world, row, given);
    },
  ),
  door(
    {
      path: 'subscriptions/:id/uncancel',
      table,
      label: 'Keep after all',
      fits: (row) => goesOn(row) && row.cancel_at !== null,
    },
    {},
    (world, row) => updateSubscription(world, row, { cancel_at_period_end: false }),
  ),
  door(
    {
      path: 'subscriptions/:id/price',
      table,
      label: 'Change the price',
      fields: [
        { name: 'price', label: 'Id of a price' },
        { name: 'proration_behavior', label: 'The difference', options: PRORATIONS },
      ],
      fits: goesOn,
    },
    { price: required(text()), proration_behavior: oneOf(...PRORATIONS) },
    (world, row, { price, proration_behavior: proration }) =>
      changeItems(world, row, [{ id: row.items.data[0]?.id, price }], proration),
  ),
];

/** Without an outcome the card decides; with one its bank says so from now on, at the retries too. */
function renewAs(world: World, row: Stripe.Subscription, outcome: Outcome | undefined): Stripe.Subscription {
  if (outcome === 'void') return renew(world, row, (_, __, invoice) => voidInvoice(world, invoice));
  if (outcome === 'uncollectible')
    return renew(world, row, (_, __, invoice) => markUncollectible(world, invoice));
  if (!outcome) return renew(world, row);
  setMood(world, row, moods[outcome]);
  const { latest_invoice: invoice } = renew(world, row);
  settleAtOnce(world, idOf(invoice) ?? '');
  return world.need('subscription', row.id);
}

const moods = { paid: 'pays', failed: 'declines', action_required: 'asks' } as const;

/** The latest invoice is paid by the saved card, which works again. */
function recover(world: World, row: Stripe.Subscription): Stripe.Subscription {
  const latest = world.need('invoice', idOf(row.latest_invoice) ?? '');
  if (!methodOf(world, row)) throw invalid('This subscription has no saved payment method.');
  const invoice = latest.status === 'draft' ? finalizeInvoice(world, latest) : latest;
  if (invoice.status !== 'open') throw invalid(`Its latest invoice is ${invoice.status}.`);
  setMood(world, row, 'pays');
  collect(world, row, invoice);
  settleAtOnce(world, invoice.id);
  return world.need('subscription', row.id);
}
