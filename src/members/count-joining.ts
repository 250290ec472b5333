import type { EntityManager } from 'typeorm';
import type { Ledger, NewEntry } from '../campaigns/ledger.service.js';
import { type CountedPerson, countedPeople } from './counted-people.js';
import type { Joining } from './join.js';

/** Writes what joinings mean for their campaigns' numbers (counting.md, rules 2 and 3). */
export async function countJoinings(
  manager: EntityManager,
  ledger: Ledger,
  joinings: Joining[],
): Promise<void> {
  const people = await countedPeople(
    manager,
    joinings.map(({ member }) => member.id),
  );
  const counting = joinings.flatMap((joining) => inCampaign(joining, people)).sort(byTime);
  await ledger.record(manager, entriesOf(counting));
  await ledger.recordLate(manager, foundToReturn(joinings, people));
}

interface Counting {
  joining: Joining;
  person: CountedPerson;
}

function inCampaign(joining: Joining, people: CountedPerson[]): Counting[] {
  const { at, purchase } = joining.paid;
  return people
    .filter(
      ({ campaignId, memberId }) => campaignId === purchase.campaignId && memberId === joining.member.id,
    )
    .filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
    .map((person) => ({ joining, person }));
}

const byTime = (a: Counting, b: Counting): number =>
  a.joining.paid.at.getTime() - b.joining.paid.at.getTime();

/** One row for each membership with its money; the first to come brings the person, the others nobody new. */
function entriesOf(counting: Counting[]): NewEntry[] {
  const brought = new Set<CountedPerson>();
  return counting.map(({ joining: { paid, member }, person }) => {
    const { purchase, at, eventId } = paid;
    const { campaignId, entryId, returning } = person;
    const first = entryId === null && !brought.has(person);
    // Of several at once, the first takes the difference.
    const delta = brought.has(person) ? 0 : person.due - person.counted;
    brought.add(person);
    return {
      campaignId,
      kind: first && returning ? 'returning' : 'membership',
      source: first ? `member:${member.id}` : `purchase:${purchase.id}`,
      delta,
      reversesId: delta === 0 ? null : entryId,
      money: purchase.price,
      at,
      memberId: member.id,
      purchaseId: purchase.id,
      eventId,
    };
  });
}

/** An earlier membership that is heard of late turns who seemed new in a campaign into somebody who came back. */
function foundToReturn(joinings: Joining[], people: CountedPerson[]): NewEntry[] {
  return people
    .filter(({ entryId, returning, knownAsReturning }) => entryId !== null && returning && !knownAsReturning)
    .flatMap((person) => {
      const { campaignId, memberId, due, counted } = person;
      const own = joinings.filter(({ member }) => member.id === memberId).map(({ paid }) => paid);
      const [paid] = own;
      if (!paid) return [];
      // A joining in that campaign has taken the difference already.
      const delta = own.some(({ purchase }) => purchase.campaignId === campaignId) ? 0 : due - counted;
      const { at, eventId, purchase } = paid;
      const source = `member:${memberId}`;
      return { campaignId, kind: 'returning', source, delta, at, memberId, purchaseId: purchase.id, eventId };
    });
}
