import type { MailRequest } from '../mail/templates.js';
import type { Gift } from './gift.js';
import type { Nudge } from './nudges.js';

/** Nobody has opened it yet. `page` is the giver's own, where it can be sent to somebody else. */
export function nudgeMail(gift: Gift, { kind }: Nudge, page: string): MailRequest {
  const { id, linkVersion, claimUntil } = gift;
  const day = claimUntil.toISOString();
  // A deadline that staff extended comes near once more.
  const occasion = kind === 'deadline' ? `deadline:${day.slice(0, 10)}` : kind;
  return {
    ...toGiver(gift),
    template: kind === 'deadline' ? 'gift-deadline' : 'gift-unclaimed',
    params: { ...names(gift), claimUntil: day, byEmail: gift.recipientEmail !== null, page },
    dedupeKey: `gift-nudge:${id}:${linkVersion}:${occasion}`,
  };
}

/** The deadline has passed. */
export function expiredMail(gift: Gift, page: string): MailRequest {
  const claimUntil = gift.claimUntil.toISOString();
  return {
    ...toGiver(gift),
    template: 'gift-expired',
    params: { ...names(gift), claimUntil, page },
    dedupeKey: `gift-expired:${gift.id}:${claimUntil.slice(0, 10)}`,
  };
}

/** Its e-mail came back: `link` may be handed on, `page` is where the address is corrected. */
export function bouncedMail(gift: Gift, { link, page }: { link: string | null; page: string }): MailRequest {
  return {
    ...toGiver(gift),
    template: 'gift-bounced',
    params: { ...names(gift), recipientEmail: gift.recipientEmail ?? '', link, page },
    dedupeKey: `gift-bounced:${gift.id}:${gift.linkVersion}`,
  };
}

/** What the redeemer wrote. */
export function thanksMail(gift: Gift, thanks: string, page: string): MailRequest {
  return {
    ...toGiver(gift),
    template: 'gift-thanks',
    params: { ...names(gift), thanks, page },
    dedupeKey: `gift-thanks:${gift.id}`,
  };
}

function toGiver({ id, giverEmail, locale }: Gift) {
  return { to: giverEmail, locale, about: id };
}

function names({ giverName, recipientName }: Gift) {
  return { giverName, recipientName };
}
