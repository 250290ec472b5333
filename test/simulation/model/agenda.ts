import type { Purchase } from './purchase.js';
import { momentOf } from './time.js';

interface Entry {
  at: number;
  purchase: Purchase;
}

/**
 * When time next changes which purchase, soonest first (a binary heap). A purchase is put again whenever it was touched;
 * what was put before and is not so any more is passed over.
 */
export class Agenda {
  private readonly heap: Entry[] = [];

  put(purchase: Purchase): void {
    const at = momentOf(purchase);
    if (at !== null) this.insert({ at, purchase });
  }

  /** The soonest moment, in ms; null when time changes nothing. */
  next(): number | null {
    return this.first()?.at ?? null;
  }

  /** All that are due at that moment or before, each once; they are no longer here. */
  take(until: number): Set<Purchase> {
    const due = new Set<Purchase>();
    for (let entry = this.first(); entry && entry.at <= until; entry = this.first()) {
      due.add(entry.purchase);
      this.removeFirst();
    }
    return due;
  }

  private first(): Entry | undefined {
    for (;;) {
      const [entry] = this.heap;
      if (!entry || momentOf(entry.purchase) === entry.at) return entry;
      this.removeFirst();
    }
  }

  private insert(entry: Entry): void {
    const { heap } = this;
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || above.at <= entry.at) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  private removeFirst(): void {
    const { heap } = this;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const child = right && left && right.at < left.at ? 2 * place + 2 : 2 * place + 1;
      const below = heap[child];
      if (!below || below.at >= last.at) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = last;
  }
}
