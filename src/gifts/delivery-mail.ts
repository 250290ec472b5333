import type { MailRequest } from '../mail/templates.js';
import type { Gift } from './gift.js';

/** The gift itself: the e-mail with its link. */
export function deliveryMail(gift: Gift, recipientEmail: string, link: string): MailRequest {
  const { id, linkVersion, recipientName, giverName, message, months, tier, claimUntil } = gift;
  return {
    template: 'gift-delivery',
    to: recipientEmail,
    locale: 'en',
    params: {
      recipientName,
      giverName,
      message,
      months,
      tier,
      link,
      claimUntil: claimUntil.toISOString(),
    },
    // One for each link: to a corrected address it goes once more.
    dedupeKey: `gift-delivery:${id}:${linkVersion}`,
    about: id,
  };
}
