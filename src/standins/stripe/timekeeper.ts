import { Agenda } from './agenda.js';
import { expireSession } from './billing/checkout.js';
import { awaitedDispute, dispute } from './billing/disputes.js';
import { concludeRefund, slowRefund } from './billing/refunds.js';
import { advance, collect, nextMoment, runs } from './billing/renewals.js';
import type { Change } from './store/journal.js';
import { idOf } from './store/tables.js';
import type { TableName } from './store/tables.js';
import { AUTOMATIC } from './world.js';
import type { World } from './world.js';

const LOOK_EVERY_MS = 200;

interface Due {
  /** Seconds, by the world's clock. */
  at: number;
  table: TableName;
  id: string;
}

/** What is due and what to do then, read from the row alone; so the agenda can be rebuilt from the store. */
interface Duty {
  at: number;
  act: () => void;
}

/** Does by itself what time brings: expiry, renewals, retries, disputes, slow refunds. Catches up at the start. */
export class Timekeeper {
  private readonly agenda = new Agenda<Due>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly world: World) {
    world.store.listen((changes) => this.note(changes));
    this.timer = setInterval(() => this.tick(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** Does all that is due by now. A renewal that is a year late happens twelve times. */
  tick(): void {
    const now = this.world.now();
    for (let due = this.agenda.takeDue(now); due; due = this.agenda.takeDue(now)) this.attend(due, now);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private note(changes: readonly Change[]): void {
    for (const [table, row] of changes) {
      const duty = row && dutyOf(this.world, table, row.id);
      if (duty) this.agenda.add({ at: duty.at, table, id: row.id });
    }
  }

  private attend({ table, id }: Due, now: number): void {
    const duty = dutyOf(this.world, table, id);
    if (!duty || duty.at > now) return;
    try {
      this.world.act(AUTOMATIC, duty.act);
    } catch (error) {
      console.error(`The Stripe stand-in could not attend to ${id}:`, error);
    }
  }
}

function dutyOf(world: World, table: TableName, id: string): Duty | null {
  if (table === 'checkout.session') return sessionDuty(world, id);
  if (table === 'subscription') return subscriptionDuty(world, id);
  if (table === 'invoice') return invoiceDuty(world, id);
  if (table === 'charge') return chargeDuty(world, id);
  return table === 'refund' ? refundDuty(world, id) : null;
}

function sessionDuty(world: World, id: string): Duty | null {
  const session = world.find('checkout.session', id);
  if (session?.status !== 'open') return null;
  return { at: session.expires_at, act: () => expireSession(world, session) };
}

function subscriptionDuty(world: World, id: string): Duty | null {
  const subscription = world.find('subscription', id);
  const at = subscription && nextMoment(subscription);
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
  const kind = charge && awaitedDispute(world, charge);
  return kind ? { at: charge.created + world.settleSeconds, act: () => dispute(world, charge, kind) } : null;
}

function refundDuty(world: World, id: string): Duty | null {
  const refund = world.find('refund', id);
  const charge = world.find('charge', idOf(refund?.charge));
  const behaviour = slowRefund(charge);
  const open = refund?.status === (behaviour === 'pending' ? 'pending' : 'succeeded');
  if (!refund || !behaviour || !open) return null;
  return { at: refund.created + world.settleSeconds, act: () => concludeRefund(world, refund) };
}
