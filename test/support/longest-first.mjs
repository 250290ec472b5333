import Sequencer from '@jest/test-sequencer';

/** They take minutes each; begun last, they would be waited for alone. Jest knows nothing of times in a fresh clone. */
const longest = [
  'simulation/simulation.test',
  'payments/crash.test',
  'payments/outage.test',
  'start/start.test',
  'start/rehearse.test',
  'gifts/lost-moves.test',
  'gifts/a-year.test',
  'site/looks.test',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = longest.findIndex((name) => path.includes(name));
      return at === -1 ? longest.length : at;
    };
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}
