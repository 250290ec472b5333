import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftAccepted: Template<'gift-accepted'> = {
  subject: ({ giverName }, words) => words.text('gift-accepted.subject', { giverName }),
  body: ({ name, giverName, until, link }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-accepted.preview', { until: words.day(until) })}
      headline={words.text('gift-accepted.headline')}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('gift-accepted.body', { giverName, until: words.day(until) })}</Paragraph>
      <Paragraph>{words.text('gift-accepted.thank', { giverName })}</Paragraph>
      <Action words={words} label={words.text('gift-accepted.button')} link={link} />
    </Layout>
  ),
};
