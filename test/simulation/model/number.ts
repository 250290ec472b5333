import type { Gift } from './gift.js';
import type { Campaign, Model } from './model.js';
import type { Person } from './person.js';
import type { Purchase } from './purchase.js';

/** The campaign's number and what it is made of; money in minor units. */
export interface Count {
  people: number;
  gifts: number;
  total: number;
  money: Record<'membership' | 'gift' | 'donation' | 'refund' | 'dispute', number>;
}

export function count(model: Model, campaign: Campaign): Count {
  const people = [...model.people.values()];
  const counted = [...model.purchases.values()].filter((purchase) => belongs(campaign, purchase));
  const due = people.filter((person) => adds(campaign, person)).length;
  const gifts = counted.flatMap((purchase) => purchase.gifts).filter(giftStands).length;
  return { people: due, gifts, total: due + gifts, money: money(counted) };
}

/** What each person adds, of those who bought in the campaign, and whether they came back: `1`, `0 returning`. */
export function standings(model: Model, campaign: Campaign): Map<string, string> {
  const bought = [...model.people.values()].filter((person) => ownIn(campaign, person).length > 0);
  return new Map(bought.map((person) => [person.email, standing(campaign, person)]));
}

function standing(campaign: Campaign, person: Person): string {
  return `${adds(campaign, person) ? 1 : 0}${cameBack(campaign, person) ? ' returning' : ''}`;
}

/** Paid for the campaign and within its time. */
function belongs({ slug, startsAt, endsAt }: Campaign, { bought, initial }: Purchase): boolean {
  return bought.campaign === slug && initial !== null && startsAt <= initial.at && initial.at < endsAt;
}

function giftStands({ purchase, withdrawn }: Gift): boolean {
  return !withdrawn && !purchase.initial?.disputed;
}

/** 1 while a purchase of theirs stands, unless a gift of the campaign had counted them before it, or they came back. */
function adds(campaign: Campaign, person: Person): boolean {
  const standing = ownIn(campaign, person).filter(({ stands }) => stands);
  if (standing.length === 0 || (cameBack(campaign, person) && !campaign.countReturning)) return false;
  const since = Math.min(...standing.map(paidAt));
  return !giftsIn(campaign, person).some(
    (gift) => giftStands(gift) && (gift.redeemedAt ?? Infinity) <= since,
  );
}

/** A membership from before what the campaign brought them. */
function cameBack(campaign: Campaign, person: Person): boolean {
  const first = Math.min(...memberships(person).map(paidAt), ...person.redeemed.filter(kept).map(redeemedAt));
  const here = Math.min(...ownIn(campaign, person).map(paidAt), ...giftsIn(campaign, person).map(redeemedAt));
  return first < here;
}

function ownIn(campaign: Campaign, person: Person): Purchase[] {
  return memberships(person).filter((purchase) => belongs(campaign, purchase));
}

function giftsIn(campaign: Campaign, { redeemed }: Person): Gift[] {
  const { startsAt, endsAt } = campaign;
  return redeemed.filter(
    (gift) => belongs(campaign, gift.purchase) && startsAt <= redeemedAt(gift) && redeemedAt(gift) < endsAt,
  );
}

function memberships({ bought }: Person): Purchase[] {
  return bought.filter(({ bought: { purpose }, initial }) => purpose === 'membership' && initial !== null);
}

const kept = ({ withdrawn }: Gift): boolean => !withdrawn;
const paidAt = ({ initial }: Purchase): number => initial?.at ?? Infinity;
const redeemedAt = (gift: Gift): number => gift.redeemedAt ?? Infinity;

function money(counted: Purchase[]): Count['money'] {
  const sums = { membership: 0, gift: 0, donation: 0, refund: 0, dispute: 0 };
  for (const { bought, initial } of counted) {
    if (!initial) continue;
    // Shared out among gifts, a rest is left away.
    sums[bought.purpose] += Math.floor(initial.amount / bought.quantity) * bought.quantity;
    sums.refund -= initial.refunded;
    sums.dispute -= initial.withheld;
  }
  return sums;
}
