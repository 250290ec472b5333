import type { TableName, Tables } from '../store/tables.js';
import type { World } from '../world.js';

const SHOWN = 25;

/** The rows that a list shows, and how many there are. */
export function newest<K extends TableName>(world: World, table: K): { total: number; rows: Tables[K][] } {
  const collection = world.store.table(table);
  const rows: Tables[K][] = [];
  for (const row of collection.before()) {
    if (rows.length === SHOWN) break;
    rows.push(row);
  }
  return { total: collection.size, rows };
}

export const amountColumn = { title: 'Amount', number: true };
