import { Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftRedeemed: Template<'gift-redeemed'> = {
  subject: ({ recipientName }, words) =>
    words.text('gift-redeemed.subject', { recipient: recipientName ?? 'none' }),
  body: ({ giverName, recipientName }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-redeemed.preview')}
      headline={words.text('gift-redeemed.headline')}
    >
      <Paragraph>{words.hello(giverName)}</Paragraph>
      <Paragraph>{words.text('gift-redeemed.body', { recipient: recipientName ?? 'none' })}</Paragraph>
    </Layout>
  ),
};
