import type { Membership, MembershipStatus } from './membership.js';

type Span = Pick<Membership, 'status' | 'startsAt' | 'endsAt' | 'endedAt'>;

const supporting: Record<MembershipStatus, boolean> = {
  incomplete: false,
  incomplete_expired: false,
  trialing: true,
  active: true,
  // Stripe goes on asking the card; what was paid for before is not taken away.
  past_due: true,
  unpaid: false,
  paused: false,
  canceled: false,
};

/** Whether a membership makes its member one at that instant. The only answer to that question. */
export function hasAccess(membership: Span, now: Date): boolean {
  const { status, startsAt, endsAt, endedAt } = membership;
  if (!supporting[status]) return false;
  if (endedAt !== null && endedAt <= now) return false;
  return startsAt <= now && now < endsAt;
}

/** Until when somebody is a member without a gap from now on; null for who is none now. */
export function memberUntil(memberships: Span[], now: Date): Date | null {
  const running = memberships.filter((membership) => supporting[membership.status] && lasts(membership, now));
  let until: Date | null = running.some((membership) => hasAccess(membership, now)) ? now : null;
  const bySpan = running.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const span of bySpan) if (until && span.startsAt <= until && span.endsAt > until) until = endOf(span);
  return until;
}

function lasts(span: Span, now: Date): boolean {
  return endOf(span) > now;
}

function endOf({ endsAt, endedAt }: Span): Date {
  return endedAt !== null && endedAt < endsAt ? endedAt : endsAt;
}
