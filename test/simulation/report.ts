import type { Outcome } from './simulate.js';

/** What went wrong, for a person, with what leads to it again. */
export function report({ seed, events, differences, history }: Outcome, asked: number): string {
  const shown = differences.slice(0, 30);
  return [
    `seed ${seed}, after ${events} events: ${differences.length} differences. Again: npm run simulate -- --seed ${seed} --events ${asked}`,
    ...shown.map((line) => `  ${line}`),
    ...related(shown, history),
  ].join('\n');
}

/** The steps about the first purchases or people that differ. */
function related(differences: string[], history: string[]): string[] {
  const named = differences
    .slice(0, 3)
    .flatMap((line) => [
      ...[...line.matchAll(/^purchase (\d+)/g)].flatMap(([, ref]) => [
        `"ref":${ref},`,
        `"purchase":${ref}[,}]`,
      ]),
      ...[...line.matchAll(/[\w-]+@sim\.example/g)].map(([email]) => `"${email}"`),
    ]);
  if (named.length === 0) return [];
  const own = history.filter((line) =>
    named.some((name) => name.endsWith('@sim.example"') && line.includes(name)),
  );
  for (const [, ref] of own.flatMap((line) => [...line.matchAll(/"ref":(\d+),"email/g)]))
    named.push(`"purchase":${ref}[,}]`);
  const about = new RegExp([...new Set(named)].join('|'));
  return [
    '  history:',
    ...history
      .filter((line) => about.test(line) || /delivered|killed/.test(line))
      .slice(-60)
      .map((line) => `    ${line}`),
  ];
}
