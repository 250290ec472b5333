import type { MailRequest } from '../mail/templates.js';
import type { Paid } from '../payments/outcome.js';
import type { Gift } from './gift.js';

/** `link` where it is handed over at once: to the giver, or to the address that it is for. */
export interface Bought {
  gift: Gift;
  paid: Paid;
  link: string | null;
}

/** More would make a receipt that nobody reads; the giver's page has them all. */
const MOST_NAMED = 50;

/** What the giver of all gifts of one purchase gets; `page` is where they see and correct them. */
export function receiptMail(bought: Bought[], page: string): MailRequest {
  const [first] = bought;
  if (!first) throw new Error('a receipt without gifts');
  const { gift, paid } = first;
  return {
    template: 'gift-receipt',
    to: gift.giverEmail,
    locale: paid.purchase.locale,
    params: {
      giverName: gift.giverName,
      months: gift.months,
      tier: gift.tier,
      price: paid.price,
      count: bought.length,
      pool: bought.filter(({ gift: { status } }) => status === 'pooled').length,
      gifts: bought
        .filter(({ gift: { status } }) => status !== 'pooled')
        .slice(0, MOST_NAMED)
        .map(({ gift: { recipientName, recipientEmail, deliverAt }, link }) => ({
          recipientName,
          deliverOn: deliverAt.toISOString(),
          link: recipientEmail ? null : link,
        })),
      page,
    },
    dedupeKey: `gift-receipt:${paid.purchase.id}`,
  };
}
