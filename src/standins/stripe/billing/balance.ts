import type Stripe from 'stripe';
import { newId } from '../ids.js';
import type { World } from '../world.js';

type Kind = 'charge' | 'refund' | 'refund_failure' | 'adjustment';

interface Booking {
  kind: Kind;
  /** Signed minor units. */
  amount: number;
  fee?: number;
  currency: string;
  source: string;
  description: string | null;
  category?: string;
}

const SETTLES_AFTER = 7 * 86_400;

/** One movement of money on the account. */
export function book(world: World, booking: Booking): Stripe.BalanceTransaction {
  const { kind, amount, currency, fee = 0 } = booking;
  return world.put('balance_transaction', {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: world.now() + SETTLES_AFTER,
    balance_type: 'payments',
    created: world.now(),
    currency,
    description: booking.description,
    exchange_rate: null,
    fee,
    fee_details: fee ? [feeDetail(fee, currency)] : [],
    net: amount - fee,
    reporting_category: booking.category ?? kind,
    source: booking.source,
    status: 'pending',
    type: kind,
  });
}

/** 1.5 % and 25 minor units: the order of magnitude of a real fee. */
export function processingFee(amount: number): number {
  return Math.min(amount, Math.round(amount * 0.015) + 25);
}

function feeDetail(amount: number, currency: string): Stripe.BalanceTransaction.FeeDetail {
  return { amount, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' };
}
