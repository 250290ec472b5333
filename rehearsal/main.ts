import { parseArgs } from 'node:util';
import { compareTallies } from '../src/campaigns/tallies.js';
import { explain } from '../src/standins/explain.js';
import { Startup } from '../src/standins/startup.js';
import { TravellingClock } from '../test/support/travelling-clock.js';
import { FOLDER, openHouse, refuseBesideReality, wipe } from './house.js';
import { Play } from './play.js';

/** `npm run rehearse -- [--members 1000] [--minutes 1] [--leave] | --wipe`: a campaign of thirty days, to be watched. */
const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '1' },
    leave: { type: 'boolean', default: false },
    wipe: { type: 'boolean', default: false },
  },
});
const startup = new Startup();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => startup.stop());
process.on('uncaughtException', end);
rehearse().catch(end);

async function rehearse(): Promise<void> {
  refuseBesideReality(process.env);
  await wipe();
  if (values.wipe) return console.log(`Nothing is left in ${FOLDER}.`);
  const members = between(values.members, 10, 100_000, '--members');
  const minutes = between(values.minutes, 0, 24 * 60, '--minutes');
  const clock = new TravellingClock(new Date());
  const house = await openHouse(startup, clock, process.env);
  console.log(house.welcome);
  startup.running();
  const play = new Play(house, clock, members);
  await play.run(minutes * 60_000, (day) => console.log(line(day, play)));
  await account(house);
  if (values.leave) await startup.end(0);
  else console.log(`\nThe campaign is over. Look around; Ctrl-C ends it, and --wipe forgets it.`);
}

function line(day: number, { tally }: Play): string {
  const { joined, given, accepted, donated, declined, refunded } = tally;
  return `day ${String(day).padStart(2)}: ${joined} joined, ${given} gifts given, ${accepted} accepted, ${donated} donated, ${declined} declined, ${refunded} refunded`;
}

/** The number at the end is the sum of its rows, or the rehearsal has failed. */
async function account({ product }: Awaited<ReturnType<typeof openHouse>>): Promise<void> {
  const [{ id }] = await product.dataSource.query('select id from campaigns');
  const differences = await compareTallies(product.dataSource.manager, id);
  if (differences.length > 0)
    throw new Error(`the number is not the sum of its rows: ${JSON.stringify(differences)}`);
  const answer = await fetch(`${product.url}/api/campaigns/birthday`);
  const { progress, goal } = (await answer.json()) as {
    progress: { count: number };
    goal: { target: number };
  };
  console.log(`\n${progress.count} of ${goal.target}, and the number is the sum of its rows.`);
}

function between(text: string, least: number, most: number, name: string): number {
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new RangeError(`${name} must be from ${least} to ${most}.`);
  return value;
}

function end(error: unknown): void {
  console.error(error instanceof RangeError ? error.message : explain(error));
  void startup.end(1);
}
