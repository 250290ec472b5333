import { isEmail } from 'class-validator';
import type { DataSource } from 'typeorm';
import { type Role, roles } from '../accounts/staff-account.js';
import { normaliseEmail } from '../common/email.js';
import { newId } from '../common/ids.js';
import { UsageError } from './usage-error.js';

/** Lets somebody in, or gives them another role. */
export async function addStaff(dataSource: DataSource, [typed, role]: string[]): Promise<number> {
  if (!typed || !isEmail(typed)) throw new UsageError('Whom? Give an e-mail address.');
  if (!isRole(role)) throw new UsageError(`As what? Give one of ${roles.join(', ')}.`);
  const email = normaliseEmail(typed);
  await dataSource.query(
    `insert into staff (id, email, role, active, created_at) values ($1, $2, $3, true, $4)
     on conflict (email) do update set role = excluded.role, active = true`,
    [newId(), email, role, new Date()],
  );
  console.log(`${email} may sign in as ${role}.`);
  return 0;
}

function isRole(role: string | undefined): role is Role {
  return (roles as readonly string[]).includes(role ?? '');
}
