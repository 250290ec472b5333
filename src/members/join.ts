import type { EntityManager } from 'typeorm';
import { addDays, addMonths } from '../common/dates.js';
import { normaliseEmail } from '../common/email.js';
import { newId } from '../common/ids.js';
import type { Paid } from '../payments/outcome.js';
import { flagPurchases, noteMembers } from '../payments/purchase-notes.js';
import { findOrCreateMembers, type KnownPerson, type Person } from './persons.js';
import type { Plan } from './plan.js';

/** A membership that has just been paid for the first time. */
export interface Joining {
  paid: Paid;
  plan: Plan;
  person: Person;
  member: KnownPerson;
  /** The end of what was paid. */
  until: Date;
}

interface Context {
  plans: Map<string, Plan>;
  livemode: boolean;
  now: Date;
}

/** Turns paid purchases into members and memberships, a few statements for all of them; returns those that were new. */
export async function join(manager: EntityManager, outcomes: Paid[], context: Context): Promise<Joining[]> {
  if (outcomes.length === 0) return [];
  const persons = outcomes.map(payerOf);
  const members = await findOrCreateMembers(manager, persons, context);
  const joinings = outcomes.map((paid, index) =>
    joining(paid, persons[index] as Person, members, context.plans),
  );
  const inserted = await insertMemberships(manager, joinings, context);
  const fresh = joinings.filter(({ paid }) => inserted.has(paid.purchase.id));
  await noteMembers(manager, new Map(fresh.map(({ paid, member }) => [paid.purchase.id, member.id])));
  await flagPurchases(manager, await seconds(manager, fresh, context.now), 'second_membership');
  await noteFirstPaid(
    manager,
    fresh
      .filter(({ paid }) => paid.price.amount > 0)
      .map(({ paid, member }) => ({ memberId: member.id, at: paid.at })),
  );
  return fresh;
}

function payerOf({ payer, purchase, customerId }: Paid): Person {
  // Stripe asks every payer for an address.
  const email = payer.email ?? purchase.email;
  if (!email) throw new Error(`purchase ${purchase.id} was paid by nobody`);
  return { email, name: purchase.name ?? payer.name, locale: purchase.locale, customerId };
}

function joining(
  paid: Paid,
  person: Person,
  members: Map<string, KnownPerson>,
  plans: Map<string, Plan>,
): Joining {
  const member = members.get(normaliseEmail(person.email));
  const plan = plans.get(String(paid.purchase.details.plan));
  if (!member || !plan) throw new Error(`purchase ${paid.purchase.id} is for a plan that is not there`);
  // Until the subscription says so itself: the same months as Stripe's, clamped alike.
  return { paid, plan, person, member, until: firstEnd(paid, plan) };
}

function firstEnd({ at, price, purchase }: Paid, { interval }: Plan): Date {
  if (price.amount === 0 && purchase.firstChargeAt) return purchase.firstChargeAt;
  if (price.amount === 0 && purchase.trialDays > 0) return addDays(at, purchase.trialDays);
  return addMonths(at, interval === 'month' ? 1 : 12);
}

async function insertMemberships(
  manager: EntityManager,
  joinings: Joining[],
  { livemode, now }: Context,
): Promise<Set<string>> {
  const column = <V>(value: (joining: Joining) => V): V[] => joinings.map(value);
  const rows: { purchaseId: string }[] = await manager.query(
    `insert into memberships (id, member_id, source, tier, plan_id, purchase_id, subscription_id, status, starts_at, ends_at,
       amount, currency, livemode, created_at)
     select id, member_id, 'plan', tier, plan_id, purchase_id, subscription_id, 'active', starts_at, ends_at,
       amount, currency, $9, $10
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[], $8::timestamptz[],
       $11::bigint[], $12::text[])
       as new (id, member_id, tier, plan_id, purchase_id, subscription_id, starts_at, ends_at, amount, currency)
     on conflict (purchase_id) do nothing
     returning purchase_id as "purchaseId"`,
    [
      joinings.map(newId),
      column(({ member }) => member.id),
      column(({ plan }) => plan.tier),
      column(({ plan }) => plan.id),
      column(({ paid }) => paid.purchase.id),
      column(({ paid }) => paid.subscriptionId),
      // Stripe's clock may be ahead of ours: what is paid has begun.
      column(({ paid }) => (paid.at < now ? paid.at : now)),
      column(({ until }) => until),
      livemode,
      now,
      column(({ paid }) => paid.purchase.amount),
      column(({ paid }) => paid.purchase.currency),
    ],
  );
  return new Set(rows.map(({ purchaseId }) => purchaseId));
}

/** The purchases of people who already have a running membership by plan: somebody pays twice, most likely by mistake. */
async function seconds(manager: EntityManager, joinings: Joining[], now: Date): Promise<string[]> {
  const rows: { purchaseId: string }[] = await manager.query(
    `select new.purchase_id as "purchaseId" from memberships new
     where new.purchase_id = any($1::uuid[]) and exists (
       select from memberships old where old.member_id = new.member_id and old.source = 'plan' and old.id < new.id
         and has_access(old, $2))`,
    [joinings.map(({ paid }) => paid.purchase.id), now],
  );
  return rows.map(({ purchaseId }) => purchaseId);
}

/** Whoever was charged is not new any more from then on (counting.md, rule 3). */
export async function noteFirstPaid(
  manager: EntityManager,
  charged: { memberId: string; at: Date }[],
): Promise<void> {
  if (charged.length === 0) return;
  await manager.query(
    `update members set first_paid_at = new.at
     from (select id, min(at) at from unnest($1::uuid[], $2::timestamptz[]) as rows (id, at) group by id) new
     where members.id = new.id and (members.first_paid_at is null or members.first_paid_at > new.at)`,
    [charged.map(({ memberId }) => memberId), charged.map(({ at }) => at)],
  );
}
