import type { Gift } from './gift.js';

/**
 * What a giver is told of a gift. `waiting`: leaves on its day; `leaving`: within minutes; `sent`: by e-mail; `handed`: the giver
 * has the link; `undeliverable`: the e-mail was refused; `pooled`: for a reader who
 * cannot afford one.
 */
export type GivenGiftState =
  | 'waiting'
  | 'leaving'
  | 'sent'
  | 'handed'
  | 'undeliverable'
  | 'opened'
  | 'pooled'
  | 'expired'
  | 'refunded'
  | 'void'
  | 'on-hold';

export function givenGiftState(gift: Gift, now: Date): GivenGiftState {
  const { status } = gift;
  if (status === 'refunded' || status === 'void') return status;
  if (status === 'redeemed') return 'opened';
  if (gift.frozenAt) return 'on-hold';
  if (status === 'pooled') return 'pooled';
  if (status === 'expired' || gift.claimUntil <= now) return 'expired';
  if (gift.bouncedAt) return 'undeliverable';
  if (status === 'bought') return gift.deliverAt > now ? 'waiting' : 'leaving';
  return gift.recipientEmail ? 'sent' : 'handed';
}

/** What its giver may still do: `correct` until it has left, `send` it again afterwards. */
export function changeAllowed(state: GivenGiftState): 'correct' | 'send' | null {
  switch (state) {
    case 'waiting':
    case 'leaving':
    case 'handed':
      return 'correct';
    case 'sent':
    case 'undeliverable':
      return 'send';
    case 'opened':
    case 'pooled':
    case 'expired':
    case 'refunded':
    case 'void':
    case 'on-hold':
      return null;
  }
}
