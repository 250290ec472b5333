import type { ReactNode } from 'react';
import type { Wording } from '../wording.js';
import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

type News = 'pool-confirm' | 'pool-waits' | 'pool-given' | 'pool-over' | 'pool-taken';

/** What readers hear who ask for a membership that others have paid for, and what its givers hear. */
export const pool: { [T in News]: Template<T> } = {
  'pool-confirm': {
    subject: (_params, words) => words.text('pool-confirm.subject'),
    body: ({ name, link }, words) => (
      <Letter words={words} template="pool-confirm" name={name}>
        <Paragraph>{words.text('pool-confirm.body')}</Paragraph>
        <Action words={words} label={words.text('pool-confirm.button')} link={link} />
        <Paragraph quiet>{words.text('pool-confirm.otherwise')}</Paragraph>
      </Letter>
    ),
  },
  'pool-waits': {
    subject: (_params, words) => words.text('pool-waits.subject'),
    body: ({ name, link }, words) => (
      <Letter words={words} template="pool-waits" name={name}>
        <Paragraph>{words.text('pool-waits.body')}</Paragraph>
        <Action words={words} label={words.text('pool-waits.button')} link={link} />
      </Letter>
    ),
  },
  'pool-given': {
    subject: (_params, words) => words.text('pool-given.subject'),
    body: ({ name, months, until }, words) => (
      <Letter words={words} template="pool-given" name={name}>
        <Paragraph>{words.text('pool-given.body', { months, until: words.day(until) })}</Paragraph>
        <Paragraph>{words.text('pool-given.private')}</Paragraph>
      </Letter>
    ),
  },
  'pool-over': {
    subject: (_params, words) => words.text('pool-over.subject'),
    body: ({ name, link }, words) => (
      <Letter words={words} template="pool-over" name={name}>
        <Paragraph>{words.text('pool-over.body')}</Paragraph>
        <Action words={words} label={words.text('pool-over.button')} link={link} />
      </Letter>
    ),
  },
  'pool-taken': {
    subject: ({ count }, words) => words.text('pool-taken.subject', { count }),
    body: ({ giverName, count, page }, words) => (
      <Letter words={words} template="pool-taken" name={giverName}>
        <Paragraph>{words.text('pool-taken.body', { count })}</Paragraph>
        <Action words={words} label={words.text('pool-taken.button')} link={page} />
      </Letter>
    ),
  },
};

interface Props {
  words: Wording;
  template: News;
  name: string;
  children: ReactNode;
}

function Letter({ words, template, name, children }: Props): ReactNode {
  return (
    <Layout
      words={words}
      preview={words.text(`${template}.preview`)}
      headline={words.text(`${template}.headline`)}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      {children}
    </Layout>
  );
}
