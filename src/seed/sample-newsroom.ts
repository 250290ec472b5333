import pg from 'pg';
import type { Clock } from '../common/clock.js';
import { addDays, instantToLocalDate, localDateToInstant } from '../common/dates.js';
import { newId } from '../common/ids.js';
import { cleanCopy, type WordsByLanguage } from '../campaigns/campaign-copy.js';
import type { Claim } from '../campaigns/claim.js';

const zone = 'Europe/Kyiv';

const tiers = [
  {
    tier: 'supporter',
    name: 'Supporter',
    blurb: 'Keeps the newsroom open, every day of the year.',
    blurbs: { uk: 'Тримає редакцію відкритою щодня, цілий рік.' },
    month: 500,
    year: 5000,
  },
  {
    tier: 'patron',
    name: 'Patron',
    blurb: 'Pays for the stories that take months.',
    blurbs: { uk: 'Оплачує історії, на які йдуть місяці.' },
    month: 1500,
    year: 15_000,
  },
];

const newsletters = [
  ['weekly', 'The week in the city', 'What mattered, every Friday.'],
  ['river', 'River letters', 'One long read a month, by Ines Calloway.'],
  ['members', 'News from the newsroom', 'How we work and what we spend, four times a year.'],
] as const;

const story = `Millions of people read us, but only one in 10,000 makes a financial contribution. That one reader is why everybody else can read.

For our third birthday, we are looking for 1,000 new members. Three years of reporting were funded by readers: no owner, no party, no advertiser decided what we wrote. Become a member now, and help us prepare for the fourth.

You can also give a membership to a friend, or help us spread the word.`;

const inUkrainian: WordsByLanguage = {
  uk: {
    title: '1000 нових учасників до нашого дня народження',
    headline: 'Три роки журналістики на кошти читачів',
    story: `Нас читають мільйони, але лише один із 10 000 читачів підтримує нас грошима. Завдяки цьому одному читати можуть усі.

До третього дня народження ми шукаємо 1000 нових учасників. Три роки нашу роботу оплачували читачі: жоден власник, жодна партія, жоден рекламодавець не вирішували, про що нам писати. Долучайтеся зараз і допоможіть нам підготувати четвертий.

Ще можна подарувати участь близькій людині або розповісти про нас іншим.`,
  },
};

/** Fills an empty database with a newsroom that can be looked at; leaves any other alone. */
export async function seed(databaseUrl: string, clock: Clock): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    // Two processes may start on one empty database.
    await client.query('lock table campaigns in exclusive mode');
    const { rowCount } = await client.query('select from campaigns union all select from plans limit 1');
    if (rowCount === 0) await fill(client, clock.now());
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, now: Date): Promise<void> {
  await addCampaign(client, now);
  for (const [position, [key, name, description]] of newsletters.entries())
    await client.query('insert into newsletters (key, name, description, position) values ($1, $2, $3, $4)', [
      key,
      name,
      description,
      position,
    ]);
  for (const [position, { tier, name, blurb, blurbs, month, year }] of tiers.entries()) {
    const plans = [
      ['month', month],
      ['year', year],
    ] as const;
    for (const [interval, amount] of plans)
      await client.query(
        `insert into plans (id, tier, name, blurb, blurbs, interval, amount, currency, position)
         values ($1, $2, $3, $4, $5, $6, $7, 'eur', $8)`,
        [`${tier}-${interval}`, tier, name, blurb, blurbs, interval, amount, position],
      );
    const terms = [
      [3, month * 3],
      [6, month * 6],
      [12, year],
    ] as const;
    for (const [months, amount] of terms)
      await client.query(
        `insert into gift_terms (plan_id, months, amount, currency) values ($1, $2, $3, 'eur')`,
        [`${tier}-month`, months, amount],
      );
  }
}

async function addCampaign(client: pg.Client, now: Date): Promise<void> {
  const asOf = instantToLocalDate(now, zone);
  const claims: Claim[] = [
    {
      text: '12,000 supporters',
      numerator: 12_000,
      source: 'Membership records of The Meridian',
      asOf,
      translations: { uk: { text: '12 000 учасників', source: 'Облік учасників The Meridian' } },
    },
    {
      text: 'One in 10,000 readers makes a financial contribution',
      numerator: 1,
      denominator: 10_000,
      source: 'Readership survey of The Meridian',
      asOf,
      translations: {
        uk: {
          text: 'Лише один із 10 000 читачів підтримує нас грошима',
          source: 'Опитування читачів The Meridian',
        },
      },
    },
  ];
  await client.query(
    `insert into campaigns (id, slug, title, headline, story, published, goal_kind, goal_target, next_goals,
       starts_at, ends_at, time_zone, livemode, claims, copy, created_at, updated_at)
     values ($1, 'birthday', '1,000 new members for our birthday',
       'Three years of reporting, funded by our readers', $2, true, 'members', 1000, '[1500]',
       $3, $4, $5, false, $6, $7, $8, $8)`,
    [
      newId(),
      story,
      midnight(addDays(now, -10)),
      midnight(addDays(now, 50)),
      zone,
      JSON.stringify(claims),
      JSON.stringify(cleanCopy({ announced: inUkrainian, running: inUkrainian, met: inUkrainian })),
      now,
    ],
  );
}

/** When that day begins in the newsroom's zone. */
function midnight(instant: Date): Date | null {
  return localDateToInstant(instantToLocalDate(instant, zone), zone);
}
