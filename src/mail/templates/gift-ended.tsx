import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftEnded: Template<'gift-ended'> = {
  subject: (_params, words) => words.text('gift-ended.subject'),
  body: ({ name, until, nextCharge, link }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-ended.preview')}
      headline={words.text('gift-ended.headline')}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('gift-ended.body')}</Paragraph>
      {nextCharge ? (
        <Paragraph>{words.text('gift-ended.nextCharge', { day: words.day(nextCharge) })}</Paragraph>
      ) : until ? (
        <Paragraph>{words.text('gift-ended.until', { until: words.day(until) })}</Paragraph>
      ) : (
        <>
          <Paragraph>{words.text('gift-ended.join')}</Paragraph>
          <Action words={words} label={words.text('gift-ended.button')} link={link} />
        </>
      )}
    </Layout>
  ),
};
