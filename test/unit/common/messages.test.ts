import { IntlMessageFormat } from 'intl-messageformat';
import { en as faults } from '../../../src/common/messages/faults.en.js';
import { uk as faultsUk } from '../../../src/common/messages/faults.uk.js';
import { en as card } from '../../../src/gifts/messages/en.js';
import { uk as cardUk } from '../../../src/gifts/messages/uk.js';
import { en as mail } from '../../../src/mail/messages/en.js';
import { uk as mailUk } from '../../../src/mail/messages/uk.js';
import { en as bought, uk as boughtUk } from '../../../src/payments/messages/bought.js';
import { en as site } from '../../../src/site/messages/en.js';
import { uk as siteUk } from '../../../src/site/messages/uk.js';

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

const pairs: [string, Record<string, string>, Record<string, string>][] = [
  ['pages', site, siteUk],
  ['e-mails', mail, mailUk],
  ['cards', card, cardUk],
  ['faults', faults, faultsUk],
  ['what is bought', bought, boughtUk],
];

describe.each(pairs)('the Ukrainian words of %s', (_name, english, ukrainian) => {
  it('are there for each English message, and for no other', () => {
    expect(Object.keys(ukrainian).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('use only what the English message is given', () => {
    const strangers = Object.entries(ukrainian).flatMap(([key, message]) => {
      const given = new Set(argumentsOf(english[key] ?? ''));
      return argumentsOf(message)
        .filter((name) => !given.has(name))
        .map((name) => `${key}: ${name}`);
    });
    // Every e-mail is given the newsroom's name.
    expect(strangers.filter((stranger) => !stranger.endsWith(': newsroom'))).toEqual([]);
  });

  it('tell nothing less', () => {
    const untold = Object.entries(english).flatMap(([key, message]) => {
      const told = new Set(argumentsOf(ukrainian[key] ?? ''));
      return argumentsOf(message)
        .filter((name) => !told.has(name))
        .map((name) => `${key}: ${name}`);
    });
    expect(untold).toEqual([]);
  });

  it('count as Ukrainian does: one, few, many', () => {
    const wrong = Object.entries(ukrainian).flatMap(([key, message]) =>
      pluralsOf(message)
        .filter((forms) => forms.includes('one') && forms.includes('few') !== forms.includes('many'))
        .map((forms) => `${key}: ${forms.join(' ')}`),
    );
    expect(wrong).toEqual([]);
  });
});

function argumentsOf(message: string): string[] {
  return [
    ...new Set(nodesOf(message).flatMap((node) => ('value' in node && node.type !== 0 ? node.value : []))),
  ];
}

function pluralsOf(message: string): string[][] {
  return nodesOf(message).flatMap((node) =>
    'pluralType' in node ? [Object.keys(node.options).filter((form) => !form.startsWith('='))] : [],
  );
}

function nodesOf(message: string): Node[] {
  return flat(new IntlMessageFormat(message, 'uk', undefined, { ignoreTag: true }).getAst());
}

function flat(nodes: Node[]): Node[] {
  return nodes.flatMap((node) =>
    'options' in node ? [node, ...Object.values(node.options).flatMap(({ value }) => flat(value))] : [node],
  );
}
