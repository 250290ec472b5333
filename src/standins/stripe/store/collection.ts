export interface Row {
  id: string;
}

/** Reads the value that a row is filed under; `null` leaves the row out of that index. */
export type IndexKey<T> = (row: T) => string | null | undefined;
type Indexes<T> = Record<string, IndexKey<T>>;

/** One kind of object: by id, in the order of creation, and by the indexes that lists filter on. */
export class Collection<T extends Row> {
  private readonly rows = new Map<string, T>();
  private readonly positions = new Map<string, number>();
  private readonly order: string[] = [];
  private readonly filed = new Map<string, Map<string, Set<string>>>();

  constructor(private readonly indexes: Indexes<T>) {
    for (const name of Object.keys(indexes)) this.filed.set(name, new Map());
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): T | undefined {
    return this.rows.get(id);
  }

  put(row: T): void {
    const before = this.rows.get(row.id);
    if (!this.positions.has(row.id)) {
      this.positions.set(row.id, this.order.length);
      this.order.push(row.id);
    }
    this.rows.set(row.id, row);
    this.refile(row.id, before, row);
  }

  delete(id: string): void {
    const before = this.rows.get(id);
    this.rows.delete(id);
    this.refile(id, before, undefined);
  }

  position(id: string): number | undefined {
    return this.rows.has(id) ? this.positions.get(id) : undefined;
  }

  /** Oldest first, from a position (exclusive) on. */
  *after(position = -1): Generator<T> {
    for (let at = position + 1; at < this.order.length; at += 1) yield* this.rowAt(at);
  }

  /** Newest first, from a position (exclusive) back. */
  *before(position = this.order.length): Generator<T> {
    for (let at = position - 1; at >= 0; at -= 1) yield* this.rowAt(at);
  }

  /** Rows filed under a value, oldest first. */
  where(index: string, value: string): T[] {
    const byValue = this.filed.get(index);
    if (!byValue) throw new Error(`There is no index called ${index}.`);
    const ids = [...(byValue.get(value) ?? [])];
    ids.sort((a, b) => (this.positions.get(a) ?? 0) - (this.positions.get(b) ?? 0));
    return ids.flatMap((id) => this.rows.get(id) ?? []);
  }

  hasIndex(index: string): boolean {
    return this.filed.has(index);
  }

  private *rowAt(position: number): Generator<T> {
    const row = this.rows.get(this.order[position] ?? '');
    if (row) yield row;
  }

  private refile(id: string, before: T | undefined, after: T | undefined): void {
    for (const [name, keyOf] of Object.entries(this.indexes)) {
      const from = before && keyOf(before);
      const to = after && keyOf(after);
      if (from === to) continue;
      const byValue = this.filed.get(name) ?? new Map<string, Set<string>>();
      if (from) byValue.get(from)?.delete(id);
      if (to) (byValue.get(to) ?? mapped(byValue, to)).add(id);
    }
  }
}

function mapped(byValue: Map<string, Set<string>>, value: string): Set<string> {
  const ids = new Set<string>();
  byValue.set(value, ids);
  return ids;
}
