import { BatchFull, MicroBatch } from '../../../src/common/micro-batch.js';

/** A store whose writes end when the test says so. */
function aStore(most = { items: 3, batches: 1, waiting: 5 }) {
  const written: number[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const batch = new MicroBatch<number>((items) => {
    written.push(items);
    return new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
  }, most);
  return { batch, written, end: (error?: Error) => ends.shift()?.(error) };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('a micro-batch', () => {
  it('writes at once what came together, and meanwhile collects', async () => {
    const { batch, written, end } = aStore();
    const first = [batch.add(1), batch.add(2)];
    await turn();
    const later = [3, 4, 5, 6].map((item) => batch.add(item));
    await turn();
    expect(written).toEqual([[1, 2]]);
    end();
    await Promise.all(first);
    expect(written).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    end();
    await turn();
    end();
    await Promise.all(later);
    expect(written.at(-1)).toEqual([6]);
  });

  it('writes several batches at once where it may', async () => {
    const { batch, written, end } = aStore({ items: 3, batches: 2, waiting: 5 });
    const all = [batch.add(1)];
    await turn();
    all.push(batch.add(2));
    await turn();
    expect(written).toEqual([[1], [2]]);
    end();
    end();
    await Promise.all(all);
  });

  it('tells everybody in a batch that failed, and goes on', async () => {
    const { batch, end } = aStore();
    const failed = Promise.allSettled([batch.add(1), batch.add(2)]);
    await turn();
    end(new Error('away'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = batch.add(3);
    await turn();
    end();
    await next;
  });

  it('refuses when too many wait', async () => {
    const { batch, end } = aStore();
    const first = batch.add(0);
    await turn();
    const waiting = [1, 2, 3, 4, 5].map((item) => batch.add(item));
    await expect(batch.add(6)).rejects.toThrow(BatchFull);
    end();
    await turn();
    end();
    await turn();
    end();
    await Promise.all([first, ...waiting]);
  });
});
