import type { MailRequest, TemplateName } from '../mail/templates.js';
import { fateOf, type Given } from '../members/gift-membership.js';
import type { Gift } from './gift.js';

/** What the recipient of a gift may get; their address serves for nothing else. */
export const toRecipients: TemplateName[] = ['gift-delivery', 'gift-reminder'];

/** The gift itself: the e-mail with its link. */
export function deliveryMail(gift: Gift, recipientEmail: string, link: string): MailRequest {
  const { id, linkVersion } = gift;
  return {
    template: 'gift-delivery',
    to: recipientEmail,
    locale: gift.locale,
    params: contents(gift, link),
    // One for each link: to a corrected address it goes once more.
    dedupeKey: `gift-delivery:${id}:${linkVersion}`,
    about: id,
  };
}

interface Reminder {
  to: string;
  kind: string;
  link: string;
}

/** The same once more, to somebody who has not opened it. */
export function reminderMail(gift: Gift, { to, kind, link }: Reminder): MailRequest {
  const { id, linkVersion } = gift;
  return {
    template: 'gift-reminder',
    to,
    locale: gift.locale,
    params: contents(gift, link),
    dedupeKey: `gift-reminder:${id}:${linkVersion}:${kind}`,
    about: id,
  };
}

interface AcceptedBy {
  redeemer: { email: string; name: string; locale: string };
  given: Given;
  link: string;
}

/** To who redeemed it; `link` is where they can thank. */
export function acceptedMail({ id, giverName }: Gift, { redeemer, given, link }: AcceptedBy): MailRequest {
  const { nextCharge } = given;
  const charge = nextCharge && { from: nextCharge.from.toISOString(), to: nextCharge.to.toISOString() };
  return {
    template: 'gift-accepted',
    to: redeemer.email,
    locale: redeemer.locale,
    params: {
      name: redeemer.name,
      giverName,
      fate: fateOf(given),
      until: given.endsAt.toISOString(),
      nextCharge: charge,
      link,
    },
    dedupeKey: `gift-accepted:${id}`,
  };
}

function contents({ recipientName, giverName, message, months, tier, claimUntil }: Gift, link: string) {
  return { recipientName, giverName, message, months, tier, link, claimUntil: claimUntil.toISOString() };
}
