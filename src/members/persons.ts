import type { EntityManager } from 'typeorm';
import { normaliseEmail } from '../common/email.js';
import { newId } from '../common/ids.js';

/** Somebody as a payment or a form names them. */
export interface Person {
  email: string;
  name: string | null;
  locale?: string;
  customerId?: string | null;
}

export interface KnownPerson {
  id: string;
  /** Null for who has never had a paid membership. */
  firstPaidAt: Date | null;
}

/**
 * Finds or creates the members behind addresses, one per normalised address, and locks them for the transaction: what is
 * decided about a person is decided in a row. What is known of somebody is not overwritten by what a stranger typed.
 */
export async function findOrCreateMembers(
  manager: EntityManager,
  persons: Person[],
  { livemode, now }: { livemode: boolean; now: Date },
): Promise<Map<string, KnownPerson>> {
  // In the order of addresses, so that two transactions never wait for each other.
  const byEmail = new Map(persons.map((person) => [normaliseEmail(person.email), person]));
  const rows = [...byEmail.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return new Map();
  const found: { id: string; email: string; firstPaidAt: Date | null }[] = await manager.query(
    `insert into members as m (id, email, normalised_email, name, locale, customer_id, livemode, created_at)
     select *, $7::boolean, $8::timestamptz
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (normalised_email, livemode) do update set name = coalesce(m.name, excluded.name),
       customer_id = coalesce(m.customer_id, excluded.customer_id)
     returning id, normalised_email as email, first_paid_at as "firstPaidAt"`,
    [
      rows.map(newId),
      rows.map(([, person]) => person.email.trim()),
      rows.map(([email]) => email),
      rows.map(([, person]) => person.name),
      rows.map(([, person]) => person.locale ?? 'en'),
      rows.map(([, person]) => person.customerId ?? null),
      livemode,
      now,
    ],
  );
  return new Map(found.map(({ email, id, firstPaidAt }) => [email, { id, firstPaidAt }]));
}
