/** What is told from the payload alone: a page's end is a fact. */
export const factTypes = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
] as const;

/** What must be asked for afresh, by the kind of object that the event is about. */
const askedFor = {
  subscription: [
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.trial_will_end',
  ],
  invoice: [
    'invoice.paid',
    'invoice.payment_failed',
    'invoice.payment_action_required',
    'invoice.voided',
    'invoice.marked_uncollectible',
  ],
  refund: ['refund.created', 'refund.updated', 'refund.failed'],
  charge: ['charge.refunded'],
  dispute: [
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
  ],
  warning: ['radar.early_fraud_warning.created', 'radar.early_fraud_warning.updated'],
  customer: ['customer.updated', 'customer.deleted'],
} as const;

export type AskedKind = keyof typeof askedFor;

const kinds = new Map<string, AskedKind>(
  Object.entries(askedFor).flatMap(([kind, types]) =>
    types.map((type) => [type, kind as AskedKind] as const),
  ),
);

/** The kind of object to ask Stripe for; undefined for a type that nothing of ours depends on. */
export function askedKind(type: string): AskedKind | undefined {
  return kinds.get(type);
}

/** Every event type that a webhook endpoint should be registered for. */
export const neededTypes: string[] = [...factTypes, ...kinds.keys()];

const needed = new Set(neededTypes);

export function isNeeded(type: string): boolean {
  return needed.has(type);
}

/**
 * The same in the parts in which they are listed: Stripe takes at most 20 types at once. Pages come first, they cost least;
 * a subscription and its invoices come together, so that what is read for the one serves the other.
 */
export const listedParts: Record<'pages' | 'billing' | 'reversals', readonly string[]> = {
  pages: factTypes,
  billing: [...askedFor.subscription, ...askedFor.invoice],
  reversals: [
    ...askedFor.refund,
    ...askedFor.charge,
    ...askedFor.dispute,
    ...askedFor.warning,
    ...askedFor.customer,
  ],
};
