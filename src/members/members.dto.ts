import type { Money } from '../common/money.js';

/** Integer minor units with its currency. */
export class MoneyDto implements Money {
  amount!: number;
  currency!: string;
}

export class PlanDto {
  id!: string;
  tier!: string;
  /** The tier's name and what it does, for readers. */
  name!: string;
  blurb!: string;
  interval!: 'month' | 'year';
  price!: MoneyDto;
}

export class GiftTermDto {
  plan!: string;
  months!: number;
  price!: MoneyDto;
}

export class PlansDto {
  plans!: PlanDto[];
  giftTerms!: GiftTermDto[];
}

/** Whether somebody is a member, and if so until when at least (ISO 8601 UTC). */
export class MembershipDto {
  member!: boolean;
  until?: string;
  tier?: string;
}
