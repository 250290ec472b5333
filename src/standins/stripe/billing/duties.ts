import { idOf } from '../store/tables.js';
import type { TableName } from '../store/tables.js';
import type { World } from '../world.js';
import { expireSession } from './checkout.js';
import { awaitedDispute, dispute } from './disputes.js';
import { awaitsWarning, warn } from './fraud-warnings.js';
import { concludeRefund, slowRefund } from './refunds.js';
import { collect } from './collecting.js';
import { awaitedSettlement, settleDebit } from './settling.js';
import { advance, nextMoment, runs } from './renewals.js';

/** What is due and what to do then, read from the row alone; so the agenda can be rebuilt from the store. */
export interface Duty {
  at: number;
  act: () => void;
}

export function dutyOf(world: World, table: TableName, id: string): Duty | null {
  if (table === 'checkout.session') return sessionDuty(world, id);
  if (table === 'subscription') return subscriptionDuty(world, id);
  if (table === 'invoice') return invoiceDuty(world, id);
  if (table === 'charge') return chargeDuty(world, id);
  if (table === 'payment_intent') return debitDuty(world, id);
  return table === 'refund' ? refundDuty(world, id) : null;
}

function sessionDuty(world: World, id: string): Duty | null {
  const session = world.find('checkout.session', id);
  if (session?.status !== 'open') return null;
  return { at: session.expires_at, act: () => expireSession(world, session) };
}

function subscriptionDuty(world: World, id: string): Duty | null {
  const subscription = world.find('subscription', id);
  const at = subscription && nextMoment(world, subscription);
  return at == null || !subscription ? null : { at, act: () => advance(world, subscription) };
}

function invoiceDuty(world: World, id: string): Duty | null {
  const invoice = world.find('invoice', id);
  if (invoice?.status !== 'open' || invoice.next_payment_attempt === null) return null;
  const subscription = world.find('subscription', idOf(invoice.parent?.subscription_details?.subscription));
  if (!subscription || !runs(subscription)) return null;
  return { at: invoice.next_payment_attempt, act: () => collect(world, subscription, invoice) };
}

function chargeDuty(world: World, id: string): Duty | null {
  const charge = world.find('charge', id);
  if (!charge) return null;
  const at = charge.created + world.settleSeconds;
  const order = awaitedDispute(world, charge);
  if (order) return { at, act: () => dispute(world, charge, order) };
  return awaitsWarning(world, charge) ? { at, act: () => warn(world, charge) } : null;
}

function refundDuty(world: World, id: string): Duty | null {
  const refund = world.find('refund', id);
  const charge = world.find('charge', idOf(refund?.charge));
  const behaviour = slowRefund(charge);
  const open = refund?.status === (behaviour === 'pending' ? 'pending' : 'succeeded');
  if (!refund || !behaviour || !open) return null;
  return { at: refund.created + world.settleSeconds, act: () => concludeRefund(world, refund) };
}

function debitDuty(world: World, id: string): Duty | null {
  const intent = world.find('payment_intent', id);
  const arrives = intent && awaitedSettlement(world, intent);
  const sent = world.find('charge', idOf(intent?.latest_charge));
  if (arrives == null || !intent || !sent) return null;
  return { at: sent.created + world.settleSeconds, act: () => settleDebit(world, intent, arrives) };
}
