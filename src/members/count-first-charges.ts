import type { EntityManager } from 'typeorm';
import type { Ledger, NewEntry } from '../campaigns/ledger.service.js';
import type { Money } from '../common/money.js';
import type { Purchase } from '../payments/purchase.js';
import { type CountedPerson, countedPeople } from './counted-people.js';

/** A membership of somebody that was charged for the first time. */
export interface FirstCharge {
  memberId: string;
  purchase: Purchase;
  price: Money;
  at: Date;
  eventId: string | null;
}

/** Writes what first charges mean for their campaigns' numbers (counting.md, rules 2 and 3). */
export async function countFirstCharges(
  manager: EntityManager,
  ledger: Ledger,
  charges: FirstCharge[],
): Promise<void> {
  const people = await countedPeople(
    manager,
    charges.map(({ memberId }) => memberId),
    charges.map(({ purchase }) => purchase.id),
  );
  const counting = charges.flatMap((charge) => inCampaign(charge, people)).sort(byTime);
  await ledger.record(manager, entriesOf(counting));
  await ledger.recordLate(manager, putRight(charges, people));
}

interface Counting {
  charge: FirstCharge;
  person: CountedPerson;
}

function inCampaign(charge: FirstCharge, people: CountedPerson[]): Counting[] {
  const { at, purchase } = charge;
  return people
    .filter(({ campaignId, memberId }) => campaignId === purchase.campaignId && memberId === charge.memberId)
    .filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
    .map((person) => ({ charge, person }));
}

const byTime = (a: Counting, b: Counting): number => a.charge.at.getTime() - b.charge.at.getTime();

/** One row for each membership with its money; the first to come brings the person, the others nobody new. */
function entriesOf(counting: Counting[]): NewEntry[] {
  const brought = new Set<CountedPerson>();
  return counting.map(({ charge: { memberId, purchase, price, at, eventId }, person }) => {
    const { campaignId, entryId, returning } = person;
    const first = entryId === null && !brought.has(person);
    // Of several at once, the first takes the difference.
    const delta = brought.has(person) ? 0 : person.due - person.counted;
    brought.add(person);
    return {
      campaignId,
      kind: first && returning ? 'returning' : 'membership',
      source: first ? `member:${memberId}` : `purchase:${purchase.id}`,
      delta,
      reversesId: delta === 0 ? null : entryId,
      money: price,
      at,
      memberId,
      purchaseId: purchase.id,
      eventId,
    };
  });
}

/**
 * What is heard of late can turn who seemed new in a campaign into somebody who came back, by an earlier membership, and the
 * other way round, by an earlier one in the campaign itself.
 */
function putRight(charges: FirstCharge[], people: CountedPerson[]): NewEntry[] {
  return people
    .filter(({ entryId, returning, knownAsReturning }) => entryId !== null && returning !== knownAsReturning)
    .flatMap((person) => {
      const { campaignId, memberId, due, counted, returning } = person;
      const own = charges.filter((charge) => charge.memberId === memberId);
      const [charge] = own;
      if (!charge) return [];
      // A charge in that campaign has taken the difference already.
      const delta = own.some(({ purchase }) => purchase.campaignId === campaignId) ? 0 : due - counted;
      const { at, eventId, purchase } = charge;
      const kind = returning ? 'returning' : 'not_returning';
      const source = `purchase:${purchase.id}`;
      return { campaignId, kind, source, delta, at, memberId, purchaseId: purchase.id, eventId };
    });
}
