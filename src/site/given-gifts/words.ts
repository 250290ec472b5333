import type { GivenGift } from '../../gifts/gifts-of-giver.service.js';
import type { Text } from '../messages/text.js';

/** What has become of a gift, in a sentence or two. */
export function stateInWords(text: Text, { gift, state }: GivenGift, timeZone: string): string {
  const day = (at: Date | null): string => (at ? text.date(at, timeZone) : '');
  const until = day(gift.claimUntil);
  const email = gift.recipientEmail ?? '';
  switch (state) {
    case 'waiting':
    case 'leaving':
      return text.t(`given.${state}`, { email, day: day(gift.deliverAt) });
    case 'sent':
      return text.t('given.sent', { email, until, day: day(gift.deliveredAt) });
    case 'handed': {
      const later = gift.deliveredAt !== null && gift.deliverAt > gift.deliveredAt;
      return text.t(later ? 'given.handed.day' : 'given.handed', { until, day: day(gift.deliverAt) });
    }
    case 'undeliverable':
      return text.t('given.undeliverable', { email });
    case 'opened':
      return text.t(gift.pooledAt ? 'given.taken' : 'given.opened', { day: day(gift.redeemedAt) });
    case 'expired': {
      const erased = gift.erasedAt ? ` ${text.t('given.erased')}` : '';
      return text.t('given.expired', { until }) + erased;
    }
    case 'pooled':
    case 'refunded':
    case 'void':
    case 'on-hold':
      return text.t(`given.${state}`);
  }
}

export function nameOf(text: Text, { recipientName, place }: GivenGift['gift']): string {
  return recipientName ?? text.t('given.numbered', { place });
}
