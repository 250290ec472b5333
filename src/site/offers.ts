import type { Money } from '../common/money.js';
import type { Blurbs } from '../members/plan.js';

/** A recurring membership that can be bought. */
export interface PlanOffer {
  id: string;
  tier: string;
  /** The tier's name for readers. */
  name: string;
  blurb: string;
  /** The same in other languages. */
  blurbs: Blurbs;
  interval: 'month' | 'year';
  price: Money;
}

/** A membership that can be given: paid once, for a term. */
export interface GiftOffer {
  plan: string;
  /** As e-mails and cards call it. */
  tier: string;
  name: string;
  blurb: string;
  blurbs: Blurbs;
  months: number;
  price: Money;
}

/** What a form held when it was last sent, by field name. */
export type FormValues = Record<string, string | undefined>;
