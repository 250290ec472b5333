interface Ranked<T> {
  entry: T;
  /** Equal times keep the order in which they came, so that a seed or a replay meets the same one. */
  rank: number;
}

/** A binary heap of things to do, the earliest on top. */
export class Agenda<T extends { at: number }> {
  private readonly heap: Ranked<T>[] = [];
  private added = 0;

  add(entry: T): void {
    this.added += 1;
    this.heap.push({ entry, rank: this.added });
    for (let at = this.heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.earlier(at, parent)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  /** Takes the earliest entry if its time has come. */
  takeDue(now: number): T | null {
    const top = this.heap[0];
    if (!top || top.entry.at > now) return null;
    const last = this.heap.pop();
    if (last && this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return top.entry;
  }

  private sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = this.earlier(right, left) ? right : left;
      if (!this.earlier(child, at)) return;
      this.swap(child, at);
      at = child;
    }
  }

  private earlier(a: number, b: number): boolean {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (first === undefined || second === undefined) return false;
    const apart = first.entry.at - second.entry.at;
    return apart === 0 ? first.rank < second.rank : apart < 0;
  }

  private swap(a: number, b: number): void {
    const [first, second] = [this.heap[a], this.heap[b]];
    if (first === undefined || second === undefined) return;
    this.heap[a] = second;
    this.heap[b] = first;
  }
}
