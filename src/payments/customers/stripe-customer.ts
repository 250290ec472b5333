import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Who pays, at Stripe (`cus_…`): one for each address, so that nobody is there twice. */
@Entity({ name: 'stripe_customers' })
@Unique('stripe_customers_email', ['email', 'livemode'])
export class StripeCustomer {
  @PrimaryColumn('text')
  id!: string;

  /** Normalised; what the person gave here. */
  @Column('text')
  email!: string;

  /** What it was changed to at Stripe, in its portal. Nobody has confirmed it, so it identifies nobody. */
  @Column('text', { nullable: true })
  billingEmail!: string | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
