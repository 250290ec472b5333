import type { Found } from './found.js';
import type { Right } from './model/right.js';

/** What is not as it should be, one line each. */
export function differences(right: Right, found: Found): string[] {
  return [
    ...found.faults,
    ...[...right.purchases].flatMap(([ref, line]) =>
      differs(`purchase ${ref}`, line, found.purchases.get(ref)),
    ),
    ...[...right.members].flatMap(([email, at]) => membershipDiffers(email, at, found.members.get(email))),
    ...nobodyElse(right, found),
    ...[...right.counts].flatMap(([slug, count]) =>
      differs(`number of ${slug}`, JSON.stringify(count), JSON.stringify(found.counts.get(slug))),
    ),
    ...[...right.standings].flatMap(([slug, people]) =>
      standingsDiffer(slug, people, found.standings.get(slug)),
    ),
    ...lettersDiffer(right, found),
  ];
}

function differs(what: string, right: string, found: string | undefined): string[] {
  return right === found ? [] : [`${what}\n    should be  ${right}\n    is         ${found ?? 'not here'}`];
}

function standingsDiffer(
  slug: string,
  right: Map<string, string>,
  found = new Map<string, string>(),
): string[] {
  const emails = new Set([...right.keys(), ...found.keys()]);
  return [...emails].flatMap((email) =>
    differs(`what ${email} adds to ${slug}`, right.get(email) ?? 'nothing', found.get(email) ?? 'nothing'),
  );
}

function membershipDiffers(email: string, right: (boolean | null)[], found: boolean[] = []): string[] {
  const same = right.every((is, index) => is === null || is === (found[index] ?? false));
  return same ? [] : differs(`membership of ${email}`, marks(right), marks(found));
}

function nobodyElse(right: Right, found: Found): string[] {
  return [...found.members]
    .filter(([email, at]) => !right.members.has(email) && at.includes(true))
    .map(([email, at]) => `membership of ${email}\n    should be  none\n    is         ${marks(at)}`);
}

function marks(at: (boolean | null)[]): string {
  return at.map((is) => (is === null ? '?' : is ? 'M' : '-')).join('');
}

function lettersDiffer(right: Right, found: Found): string[] {
  const known = new Set([...right.letters.keys()].map(templateOf));
  const keys = new Set([
    ...right.letters.keys(),
    ...[...found.letters.keys()].filter((key) => known.has(templateOf(key))),
  ]);
  return [...keys].flatMap((key) => {
    const { least, most } = right.letters.get(key) ?? { least: 0, most: 0 };
    const times = found.letters.get(key) ?? 0;
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    return times >= least && times <= most ? [] : differs(`letters ${key}`, wanted, String(times));
  });
}

function templateOf(letter: string): string {
  return letter.split(' ')[0] ?? '';
}
