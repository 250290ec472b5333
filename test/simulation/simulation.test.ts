import { report } from './report.js';
import { simulate } from './simulate.js';

const EVENTS = 500;
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

it.each(seeds)(
  'the history of seed %i comes out right',
  async (seed) => {
    const outcome = await simulate(seed, EVENTS);
    if (outcome.differences.length > 0) throw new Error(report(outcome, EVENTS));
  },
  120_000,
);
