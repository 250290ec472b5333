import type { GiftMonths, PlanId } from './prices.js';

/** How a card behaves. */
export type Card =
  'good' | 'fails-later' | 'confirms-later' | 'refund-fails' | 'refund-pending' | 'bank' | 'bank-fails';

/** Share that it takes off, in percent. */
export const codes = { HALF: 50, FREE: 100 } as const;

export type Code = keyof typeof codes;

interface Opening {
  /** A number of its own in the history; of what is bought later steps speak by it. */
  ref: number;
  email: string;
  /** By its slug; null where the page names none. */
  campaign: string | null;
  card: Card;
  /** Whether the page is left without paying. */
  leaves: boolean;
  /** Whether the address is given here, or typed at Stripe only. */
  named: boolean;
  /** A code that is typed on Stripe's page, which takes something off the first payment. */
  code: Code | null;
  /** The payer sees and pays another currency, which Stripe converts. */
  presentment: string | null;
}

export interface Join extends Opening {
  kind: 'join';
  plan: PlanId;
}

export interface Recipient {
  /** Null where the giver hands the link on. */
  email: string | null;
  /** The day, `2027-02-28`, on which it is to arrive; null for right away. */
  on: string | null;
}

export interface Give extends Opening {
  kind: 'give';
  months: GiftMonths;
  recipients: Recipient[];
}

export interface Donate extends Opening {
  kind: 'donate';
  /** Minor units. */
  amount: number;
  currency: string;
  interval: 'once' | 'month' | 'year';
}

/** What a dispute is at first; an inquiry and a prevented one take nothing. */
export type DisputeStage = 'chargeback' | 'inquiry' | 'prevented';

/** One thing that somebody does, at Stripe or here. */
export type Step =
  | Join
  | Give
  | Donate
  | { kind: 'refund'; ref: number; purchase: number; payment: number; amount: number }
  | { kind: 'foreign'; email: string }
  | { kind: 'delete-customer'; purchase: number }
  | { kind: 'change-address'; purchase: number; email: string }
  | { kind: 'warn'; purchase: number }
  | { kind: 'price'; purchase: number; amount: number }
  | { kind: 'plan'; purchase: number; plan: PlanId }
  | { kind: 'end-invoice'; purchase: number; way: 'void' | 'uncollectible' }
  | { kind: 'pause' | 'resume'; purchase: number }
  | { kind: 'staff-refund'; ref: number; purchase: number; amount: number }
  | { kind: 'dispute'; ref: number; purchase: number; payment: number; as: DisputeStage }
  | { kind: 'close'; purchase: number; payment: number; outcome: 'won' | 'lost' }
  | { kind: 'recover'; purchase: number }
  | { kind: 'pause-collection'; purchase: number; behavior: 'void' | 'keep_as_draft' | 'mark_uncollectible' }
  | { kind: 'resume-collection'; purchase: number }
  | { kind: 'cancel-at'; purchase: number; at: number }
  | { kind: 'cancel'; purchase: number }
  | { kind: 'cancel-later'; purchase: number }
  | { kind: 'keep'; purchase: number }
  | { kind: 'redeem'; purchase: number; place: number; by: string };
