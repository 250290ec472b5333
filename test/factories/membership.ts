import { Membership } from '../../src/members/membership.js';

/** A running membership by plan, paid for November 2026; say what is different. */
export function buildMembership(given: Partial<Membership> = {}): Membership {
  return Object.assign(new Membership(), {
    id: 'membership-1',
    memberId: 'member-1',
    source: 'plan',
    tier: 'supporter',
    planId: null,
    giftId: null,
    purchaseId: null,
    subscriptionId: null,
    status: 'active',
    startsAt: new Date('2026-11-01T00:00:00Z'),
    endsAt: new Date('2026-12-01T00:00:00Z'),
    graceUntil: null,
    frozenAt: null,
    amount: 500,
    currency: 'eur',
    cancelAt: null,
    cancelledAt: null,
    endedAt: null,
    remindedAt: null,
    chargeOf: null,
    chargeTo: null,
    chargeMovedAt: null,
    chargeBackTo: null,
    chargeBackAt: null,
    livemode: false,
    createdAt: new Date('2026-11-01T00:00:00Z'),
    ...given,
  } satisfies { [K in keyof Membership]: Membership[K] });
}
