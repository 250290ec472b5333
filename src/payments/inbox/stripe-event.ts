import { Check, Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

/** `retrying` waits for its next attempt; `parked` waits for a person; the others are done with. */
export type EventState = 'received' | 'retrying' | 'applied' | 'ignored' | 'foreign' | 'parked';

const due = "state in ('received', 'retrying')";

/** One event as Stripe posted it, and what became of it: the inbox. */
@Entity({ name: 'stripe_events' })
@Index('stripe_events_facts', ['seq'], { where: `${due} and type like 'checkout.session.%'` })
@Index('stripe_events_due', ['seq'], { where: `${due} and type not like 'checkout.session.%'` })
@Index('stripe_events_object', ['objectId'])
@Index('stripe_events_by_state', ['state', 'seq'])
@Index('stripe_events_seq', ['seq'])
@Check('stripe_events_state', "state in ('received', 'retrying', 'applied', 'ignored', 'foreign', 'parked')")
export class StripeEvent {
  @PrimaryColumn('text')
  id!: string;

  /** In the order of arrival, as far as that can be said: for fairness, never for truth. */
  @Column('bigint')
  @Generated('increment')
  seq!: number;

  @Column('text')
  type!: string;

  @Column('text', { nullable: true })
  objectId!: string | null;

  @Column('text', { nullable: true })
  apiVersion!: string | null;

  @Column('boolean')
  livemode!: boolean;

  /** Stripe's own time stamp, to the second. */
  @Column('timestamptz')
  created!: Date;

  @Column('jsonb', { nullable: true })
  payload!: Record<string, unknown> | null;

  @Column('text', { default: 'received' })
  state!: EventState;

  /** Why it was ignored or what went wrong; never personal data. */
  @Column('text', { nullable: true })
  note!: string | null;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { default: () => 'now()' })
  nextAttemptAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  receivedAt!: Date;

  @Column('timestamptz', { nullable: true })
  handledAt!: Date | null;
}
