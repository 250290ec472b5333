import { DAY, HOUR } from './calendar.js';
import { letters, type Letters } from './letters.js';
import type { Model } from './model.js';
import { count, standings, type Count } from './number.js';
import type { Purchase } from './purchase.js';

/** Everything that can be compared, as it should be. */
export interface Right {
  purchases: Map<number, string>;
  /** By address: at which of the instants they are a member; null where a moment decides. */
  members: Map<string, (boolean | null)[]>;
  /** By campaign. */
  counts: Map<string, Count>;
  /** By campaign and address. */
  standings: Map<string, Map<string, string>>;
  letters: Letters;
}

const AHEAD = [
  0, 2, 5, 8, 12, 16, 20, 25, 30, 40, 50, 60, 75, 90, 105, 120, 150, 180, 220, 260, 320, 400, 600, 800,
];

/** The instants at which membership is compared. */
export function instantsFrom(now: number): number[] {
  return AHEAD.map((days) => now + days * DAY);
}

export function rightState(model: Model, now: number): Right {
  const instants = instantsFrom(now);
  const members = [...model.people.values()].map((person): [string, (boolean | null)[]] => {
    const edges = person.edges();
    const sure = (at: number): boolean =>
      !person.unsure && edges.every((edge) => Math.abs(edge - at) > 12 * HOUR);
    return [person.email, instants.map((at) => (sure(at) ? person.isMember(at) : null))];
  });
  const purchases = [...model.purchases].map(([ref, purchase]): [number, string] => [ref, told(purchase)]);
  return {
    purchases: new Map(purchases),
    members: new Map(members.filter(([, at]) => at.some((is) => is !== false))),
    counts: new Map(model.campaigns.map((campaign) => [campaign.slug, count(model, campaign)])),
    standings: new Map(model.campaigns.map((campaign) => [campaign.slug, standings(model, campaign)])),
    letters: letters(model),
  };
}

/** All about a purchase in one line, so that a difference can be read. */
function told(purchase: Purchase): string {
  const { bought, status, payments, gifts, subscription } = purchase;
  const email = bought.named || purchase.isSubmitted ? ` ${bought.email}` : '';
  const parts = [`${bought.purpose} ${bought.amount} ${bought.currency}${email}`, status];
  for (const { initial, amount, refunded, disputed } of payments)
    parts.push(
      `${initial ? 'first' : 'renewal'} ${amount}${refunded ? ` -${refunded}` : ''}${disputed ? ' disputed' : ''}`,
    );
  if (subscription && bought.purpose === 'membership')
    parts.push(`${subscription.status} ${subscription.plan} ${subscription.amount}`);
  if (bought.purpose === 'donation' && purchase.page === 'paid') parts.push(donationStatus(purchase));
  for (const { place, withdrawn, redeemedBy, delivered } of purchase.page === 'paid' ? gifts : []) {
    const state = withdrawn ? 'refunded' : redeemedBy ? 'redeemed' : delivered ? 'delivered' : 'bought';
    parts.push(`${place}:${state}${redeemedBy ? ` by ${redeemedBy}` : ''}`);
  }
  return parts.join(' · ');
}

function donationStatus({ subscription, status }: Purchase): string {
  return subscription?.status ?? (status === 'refunded' ? 'refunded' : 'paid');
}
