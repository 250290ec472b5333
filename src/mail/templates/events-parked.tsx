import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const eventsParked: Template<'events-parked'> = {
  subject: ({ count }, words) => words.text('events-parked.subject', { count }),
  body: ({ count, link }, words) => (
    <Layout
      words={words}
      preview={words.text('events-parked.preview')}
      headline={words.text('events-parked.headline', { count })}
    >
      <Paragraph>{words.text('events-parked.body', { count })}</Paragraph>
      <Action words={words} label={words.text('events-parked.button')} link={link} />
    </Layout>
  ),
};
