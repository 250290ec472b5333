import type { Money } from '../common/money.js';

type Interval = 'once' | 'month' | 'year';

/** What somebody bought, in the words of their receipt. */
interface Bought {
  name: string | null;
  what: string;
  price: Money;
}

/** One gift in its giver's receipt: mailed on a day, or with the link that the giver hands on. */
export interface ReceivedGift {
  recipientName: string | null;
  deliverOn: string;
  link: string | null;
}

/** A gift as its recipient gets it. */
interface Delivered {
  recipientName: string | null;
  giverName: string;
  message: string | null;
  months: number;
  tier: string;
  link: string;
  claimUntil: string;
}

/** A gift for its giver; `page` is where they see and correct it. */
interface Given {
  giverName: string;
  recipientName: string | null;
  page: string;
}

/**
 * What each e-mail needs to know. Times are ISO 8601 UTC instants, links are absolute. `unsubscribe` is also its
 * List-Unsubscribe header: whoever posts to it gets no more of the kind.
 */
export interface MailTemplates {
  'membership-welcome': {
    name: string | null;
    tier: string;
    interval: 'month' | 'year';
    price: Money;
    /** The end of the span that is paid. */
    until: string;
  };
  /** To the giver, one for all gifts of a purchase. `page` is where they see and correct them. */
  'gift-receipt': {
    giverName: string;
    months: number;
    tier: string;
    /** For all together. */
    price: Money;
    /** How many there are; not all may be named. */
    count: number;
    /** How many of them are for readers who cannot afford one. */
    pool: number;
    gifts: ReceivedGift[];
    page: string;
  };
  'gift-delivery': Delivered;
  /** To the recipient, who has not opened it. */
  'gift-reminder': Delivered;
  /** To the giver: nobody has opened it for a month; the time to do so is nearly over; is over. */
  'gift-unclaimed': Given & { claimUntil: string; byEmail: boolean };
  'gift-deadline': Given & { claimUntil: string; byEmail: boolean };
  'gift-expired': Given & { claimUntil: string };
  /** To the giver: the address takes no e-mail. `link` is for handing on; null when it is not known any more. */
  'gift-bounced': Given & { recipientEmail: string; link: string | null };
  /** To the giver, in the redeemer's words. */
  'gift-thanks': Given & { thanks: string };
  /** To the redeemer: what they have, and where they can thank. `nextCharge`: they pay for a plan, which is charged later by it. */
  'gift-accepted': {
    name: string;
    giverName: string;
    fate: 'new' | 'added' | 'moved' | 'waits';
    until: string;
    nextCharge: { from: string; to: string } | null;
    link: string;
  };
  /** To the redeemer: it ended before its time. `until` is the end of what else they have; null for nothing.
   * `nextCharge`: they pay for a plan that is charged earlier now. */
  'gift-ended': { name: string | null; until: string | null; nextCharge: string | null; link: string };
  /** To the redeemer: it ends within a week, and (`last`) within a day. `goOn` is what they could pay for then; null for nothing. */
  'gift-ending': {
    name: string | null;
    tier: string;
    until: string;
    last: boolean;
    goOn: { price: Money; interval: 'month' | 'year'; link: string } | null;
  };
  /** To the giver. */
  'gift-redeemed': { giverName: string; recipientName: string | null };
  /** To who asked for a membership that somebody gave for readers who cannot afford one: is it really you? */
  'pool-confirm': { name: string; link: string };
  /** There is none yet; `link` is where they say that they need none any more. */
  'pool-waits': { name: string; link: string };
  'pool-given': { name: string; months: number; until: string };
  /** Nobody gave one in all that time. */
  'pool-over': { name: string; link: string };
  /** To the giver: so many readers have what they gave. */
  'pool-taken': { giverName: string; count: number; page: string };
  /** To an address other than the one that the gift was sent to: is it really you? */
  'gift-confirm': { name: string; link: string };
  'donation-receipt': { name: string | null; price: Money; interval: Interval; dedication: string | null };
  /** To administrators: so many events of Stripe's wait for a person. */
  'events-parked': { count: number; link: string };
  /** To staff: so much of a campaign's goal is reached, in people or in minor units of the currency. */
  'campaign-milestone': {
    title: string;
    percent: number;
    value: number;
    target: number;
    currency: string | null;
    link: string;
  };
  /** To who was counted in a campaign, where staff have chosen so: so many per cent of its goal are reached. */
  'milestone-letter': {
    name: string | null;
    title: string;
    percent: number;
    link: string;
    unsubscribe: string;
  };
  'sign-in': { link: string; minutes: number };
  /** To who signed up for newsletters, or for whom somebody did: `lists` are their names. */
  'newsletter-confirm': { lists: string[]; link: string; days: number; unsubscribe: string };
  'payment-refunded': { name: string | null; price: Money };
  /** The payment takes days; and: it did not come. */
  'payment-awaited': Bought;
  'payment-bounced': Bought;
  /** A charge did not go through; and: the bank wants it confirmed. `link` is Stripe's page to do so. */
  'charge-failed': Bought & { link: string };
  'charge-unconfirmed': Bought & { link: string };
  /** It is free until then and charged from then on. */
  'trial-running': Bought & { at: string };
  /** It was cancelled, and runs until then. */
  'subscription-ending': Bought & { at: string };
  'subscription-ended': Bought;
}

export type TemplateName = keyof MailTemplates;

/** One e-mail to send. `dedupeKey` names the occasion (`gift-delivery:<gift>`): one is sent per key, however often it is asked for. */
export type MailRequest = {
  [T in TemplateName]: {
    template: T;
    to: string;
    /** BCP 47. */
    locale: string;
    params: MailTemplates[T];
    dedupeKey: string;
    /** The id of what it is about, such as a gift, for what may be asked of it later. */
    about?: string;
  };
}[TemplateName];
