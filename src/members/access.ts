import type { Membership, MembershipStatus } from './membership.js';

type Span = Pick<Membership, 'status' | 'startsAt' | 'endsAt' | 'endedAt' | 'graceUntil' | 'frozenAt'>;

const supporting: Record<MembershipStatus, boolean> = {
  incomplete: false,
  incomplete_expired: false,
  trialing: true,
  active: true,
  // Stripe goes on asking the card, and `graceUntil` says how long that is waited for.
  past_due: true,
  unpaid: false,
  paused: false,
  canceled: false,
};

/**
 * Whether a membership makes its member one at that instant. The only answer to that question; `has_access` in the
 * database is the same for whole tables.
 */
export function hasAccess(membership: Span, now: Date): boolean {
  return supports(membership) && membership.startsAt <= now && now < endOf(membership);
}

/** Until when somebody is a member without a gap from now on; null for who is none now. */
export function memberUntil(memberships: Span[], now: Date): Date | null {
  const running = memberships.filter((membership) => supports(membership) && endOf(membership) > now);
  let until: Date | null = running.some((membership) => hasAccess(membership, now)) ? now : null;
  const bySpan = running.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const span of bySpan) if (until && span.startsAt <= until && endOf(span) > until) until = endOf(span);
  return until;
}

function supports({ status, frozenAt }: Span): boolean {
  return supporting[status] && frozenAt === null;
}

function endOf({ endsAt, endedAt, graceUntil }: Span): Date {
  const paid = graceUntil !== null && graceUntil > endsAt ? graceUntil : endsAt;
  return endedAt !== null && endedAt < paid ? endedAt : paid;
}
