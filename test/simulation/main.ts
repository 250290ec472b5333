import { parseArgs } from 'node:util';
import { startTestServer } from '../support/test-server.js';
import { report } from './report.js';
import { simulate } from './simulate.js';

/** `npm run simulate -- --seed S --events N [--seeds K]`: one history, or K of them from seed S on. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    events: { type: 'string', default: '500' },
  },
});
const [first, seeds, events] = [Number(values.seed), Number(values.seeds), Number(values.events)];
/** Says after each further tenth of a long history how far it is. */
function progress(): (right: number) => void {
  let next = Math.max(events / 10, 5000);
  return (right) => {
    if (right < next) return;
    process.stderr.write(`  ${right} of ${events} events are right so far\n`);
    next = right + events / 10;
  };
}

const server = await startTestServer();
try {
  for (let seed = first; seed < first + seeds; seed += 1) {
    const begun = Date.now();
    const outcome = await simulate(seed, events, progress());
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    const what = `seed ${seed}: ${outcome.events} events of ${outcome.purchases} purchases in ${seconds} s`;
    process.stdout.write(`${what}${outcome.differences.length === 0 ? ', all as it should be' : ''}\n`);
    if (outcome.differences.length === 0) continue;
    process.stderr.write(`${report(outcome, events)}\n`);
    process.exitCode = 1;
  }
} finally {
  await server.stop();
}
