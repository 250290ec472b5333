import type { ReactNode } from 'react';
import type { MailTemplates } from '../templates.js';
import type { Wording } from '../wording.js';
import { Action, Address, Layout, Paragraph, Quote } from './layout.js';
import type { Template } from './template.js';

type News = 'gift-unclaimed' | 'gift-deadline' | 'gift-expired' | 'gift-bounced' | 'gift-thanks';

/** What givers hear of a gift that they gave; each leads to their page of it. */
export const giftNews: { [T in News]: Template<T> } = {
  'gift-unclaimed': still('gift-unclaimed'),
  'gift-deadline': still('gift-deadline'),
  'gift-expired': {
    subject: (params, words) => words.text('gift-expired.subject', said(params)),
    body: (params, words) => {
      const values = { ...said(params), claimUntil: words.day(params.claimUntil) };
      return (
        <Frame words={words} template="gift-expired" giver={params.giverName} values={values}>
          <Paragraph>{words.text('gift-expired.body', values)}</Paragraph>
        </Frame>
      );
    },
  },
  'gift-bounced': {
    subject: (params, words) => words.text('gift-bounced.subject', said(params)),
    body: (params, words) => (
      <Frame words={words} template="gift-bounced" giver={params.giverName} values={{}}>
        <Paragraph>{words.text('gift-bounced.body', { recipientEmail: params.recipientEmail })}</Paragraph>
        <Action words={words} label={words.text('gift-bounced.button')} link={params.page} />
        {params.link ? (
          <Paragraph>
            {words.text('gift-bounced.link')} <Address link={params.link} />
          </Paragraph>
        ) : null}
      </Frame>
    ),
  },
  'gift-thanks': {
    subject: (params, words) => words.text('gift-thanks.subject', said(params)),
    body: ({ giverName, thanks, page }, words) => (
      <Frame words={words} template="gift-thanks" giver={giverName} values={{}}>
        <Paragraph>{words.text('gift-thanks.body')}</Paragraph>
        <Quote>{thanks}</Quote>
        <Paragraph quiet>{words.text('gift-thanks.once')}</Paragraph>
        <Action words={words} label={words.text('gift-nudge.button')} link={page} />
      </Frame>
    ),
  },
};

function still<T extends 'gift-unclaimed' | 'gift-deadline'>(template: T): Template<T> {
  return {
    subject: (params, words) => words.text(`${template}.subject`, waiting(params, words)),
    body: (params, words) => {
      const values = waiting(params, words);
      return (
        <Frame words={words} template={template} giver={params.giverName} values={values}>
          <Paragraph>{words.text(`${template}.body`, values)}</Paragraph>
          <Paragraph>{words.text('gift-nudge.elsewhere')}</Paragraph>
          <Action words={words} label={words.text('gift-nudge.button')} link={params.page} />
        </Frame>
      );
    },
  };
}

interface FrameProps {
  words: Wording;
  template: News;
  giver: string;
  values: Record<string, string>;
  children: ReactNode;
}

function Frame({ words, template, giver, values, children }: FrameProps): ReactNode {
  return (
    <Layout
      words={words}
      preview={words.text(`${template}.preview`, values)}
      headline={words.text(`${template}.headline`)}
    >
      <Paragraph>{words.hello(giver)}</Paragraph>
      {children}
    </Layout>
  );
}

function said({ recipientName }: { recipientName: string | null }): { recipient: string } {
  return { recipient: recipientName ?? 'none' };
}

function waiting(params: MailTemplates['gift-unclaimed'], words: Wording): Record<string, string> {
  const sent = params.byEmail ? 'yes' : 'no';
  return { ...said(params), sent, claimUntil: words.day(params.claimUntil) };
}
