import { Action, Layout, Paragraph, WayOut } from './layout.js';
import type { Template } from './template.js';

export const newsletterConfirm: Template<'newsletter-confirm'> = {
  subject: (_params, words) => words.text('newsletter-confirm.subject'),
  body: ({ lists, link, days, unsubscribe }, words) => (
    <Layout
      words={words}
      preview={words.text('newsletter-confirm.preview')}
      headline={words.text('newsletter-confirm.headline')}
    >
      <Paragraph>{words.text('newsletter-confirm.body', { lists: lists.join(', '), days })}</Paragraph>
      <Action words={words} label={words.text('newsletter-confirm.button')} link={link} />
      <Paragraph quiet>{words.text('newsletter-confirm.otherwise')}</Paragraph>
      <Paragraph quiet>
        <WayOut label={words.text('newsletter-confirm.leave')} link={unsubscribe} />
      </Paragraph>
    </Layout>
  ),
};
