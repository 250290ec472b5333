import type { EntityManager } from 'typeorm';

/** How long an e-mail waits to be confirmed. */
export const DAYS_TO_CONFIRM = 2;
/** One a year a person. */
export const DAYS_BETWEEN = 365;
/** Who is a member for longer than that yet needs none. */
export const ENOUGH_DAYS = 30;
/** So long somebody waits at most, and so long we remember that somebody had one. */
export const DAYS_KEPT = 400;

/** Any number that no other lock has. */
const LINE = 711_203;

/** Whoever enters the line or is served from it does so alone, also among several processes, until the transaction ends. */
export async function inOneLine(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [LINE]);
}
