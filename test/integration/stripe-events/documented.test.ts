import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = 'test/integration/stripe-events';

/** `P1`, `S12` at the beginning of a row of the document. */
function rows(): string[] {
  const document = readFileSync('docs/stripe-events.md', 'utf8');
  return [...document.matchAll(/^\| ([A-Z]\d+) /gm)].map(([, row]) => row ?? '');
}

/** The rows that tests name: `it('S8, S9: …')`, or a table's first column where the title is `%s: …`. */
function tested(): Set<string> {
  const files = readdirSync(here).filter(
    (name) => name.endsWith('.test.ts') && !name.startsWith('documented'),
  );
  const text = files.map((name) => readFileSync(join(here, name), 'utf8')).join('\n');
  const titles = [...text.matchAll(/'((?:[A-Z]\d+(?:, )?)+): /g)].flatMap(
    ([, named]) => named?.split(', ') ?? [],
  );
  const cells = [...text.matchAll(/\[\s*'([A-Z]\d+)',/g)].map(([, row]) => row ?? '');
  return new Set([...titles, ...cells]);
}

describe('docs/stripe-events.md', () => {
  it('has a test for each row', () => {
    expect(rows().filter((row) => !tested().has(row))).toEqual([]);
  });

  it('has a row for each test, and each once', () => {
    expect([...tested()].filter((row) => !rows().includes(row))).toEqual([]);
    expect(new Set(rows()).size).toBe(rows().length);
    expect(rows().length).toBeGreaterThan(50);
  });
});
