import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftConfirm: Template<'gift-confirm'> = {
  subject: (_params, words) => words.text('gift-confirm.subject'),
  body: ({ name, link }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-confirm.preview')}
      headline={words.text('gift-confirm.headline')}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('gift-confirm.body')}</Paragraph>
      <Action words={words} label={words.text('gift-confirm.button')} link={link} />
      <Paragraph quiet>{words.text('gift-confirm.otherwise')}</Paragraph>
    </Layout>
  ),
};
