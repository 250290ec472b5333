import { Collection } from './collection.js';
import type { Change, Journal } from './journal.js';
import { indexes } from './tables.js';
import type { TableName, Tables } from './tables.js';

type Collections = { [K in TableName]: Collection<Tables[K]> };
type Listener = (changes: readonly Change[]) => void;

/**
 * All objects, in memory, made durable by a journal. Rows are never changed in place: every change puts a
 * new one, so that an event may keep the row that it tells of.
 */
export class Store {
  private readonly collections = emptyCollections();
  private readonly listeners: Listener[] = [];
  private changes: Change[] | null = null;
  private undo: (() => void)[] = [];

  constructor(private readonly journal: Journal | null) {
    for (const transaction of journal?.read() ?? []) {
      for (const change of transaction) this.apply(change);
    }
    journal?.open(this.everything());
  }

  table<K extends TableName>(name: K): Collection<Tables[K]> {
    return this.collections[name];
  }

  /** Runs the work at once, whole or not at all, and returns when it is in the journal. Must not be async. */
  transaction<T>(work: () => T): T {
    if (this.changes) return work();
    this.changes = [];
    this.undo = [];
    try {
      const result = work();
      this.commit(this.changes);
      return result;
    } catch (error) {
      for (const step of this.undo.toReversed()) step();
      throw error;
    } finally {
      this.changes = null;
      this.undo = [];
    }
  }

  put<K extends TableName>(name: K, row: Tables[K]): Tables[K] {
    const table: Collection<Tables[K]> = this.collections[name];
    const before = table.get(row.id);
    this.record([name, row] as unknown as Change, () => (before ? table.put(before) : table.delete(row.id)));
    table.put(row);
    return row;
  }

  delete(name: TableName, id: string): void {
    const table = this.collections[name] as Collection<Tables[TableName]>;
    const before = table.get(id);
    if (!before) return;
    this.record([name, null, id] as Change, () => table.put(before));
    table.delete(id);
  }

  /** Told of every committed transaction, and once of everything that was there at the start. */
  listen(listener: Listener): void {
    listener([...this.everything()]);
    this.listeners.push(listener);
  }

  close(): void {
    this.journal?.close();
  }

  private record(change: Change, undo: () => void): void {
    if (!this.changes) throw new Error('A change outside a transaction.');
    this.changes.push(change);
    this.undo.push(undo);
  }

  private commit(changes: Change[]): void {
    if (changes.length === 0) return;
    const last = lastOfEach(changes);
    this.journal?.append(last);
    for (const listener of this.listeners) listener(last);
  }

  private apply(change: Change): void {
    const table = this.collections[change[0]] as Collection<Tables[TableName]>;
    if (change[1] === null) table.delete(change[2]);
    else table.put(change[1]);
  }

  private *everything(): Generator<Change> {
    for (const name of Object.keys(this.collections) as TableName[]) {
      for (const row of this.collections[name].after()) yield [name, row] as Change;
    }
  }
}

function emptyCollections(): Collections {
  const made: Partial<Record<TableName, unknown>> = {};
  for (const name of Object.keys(indexes) as TableName[]) {
    made[name] = new Collection<never>(indexes[name]);
  }
  return made as Collections;
}

/** A row that was put five times in one transaction is written once, where it was put last. */
function lastOfEach(changes: Change[]): Change[] {
  const byId = new Map<string, Change>();
  for (const change of changes) byId.set(`${change[0]} ${change[1]?.id ?? change[2]}`, change);
  return [...byId.values()];
}
