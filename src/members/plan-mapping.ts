import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A price or product at Stripe that staff mapped to a plan, for members who subscribed elsewhere. */
@Entity({ name: 'plan_mappings' })
export class PlanMapping {
  /** `price_…` or `prod_…` */
  @PrimaryColumn('text')
  stripeId!: string;

  @Column('text')
  planId!: string;
}
