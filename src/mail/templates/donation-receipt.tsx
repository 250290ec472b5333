import { Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const donationReceipt: Template<'donation-receipt'> = {
  subject: ({ price }, words) => words.text('donation-receipt.subject', { price: words.money(price) }),
  body: ({ name, price, interval, dedication }, words) => (
    <Layout
      words={words}
      preview={words.text('donation-receipt.preview')}
      headline={words.text('donation-receipt.headline')}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('donation-receipt.body', { price: words.money(price) })}</Paragraph>
      {dedication ? <Paragraph>{words.text('donation-receipt.dedication', { dedication })}</Paragraph> : null}
      <Paragraph quiet>{words.text(`donation-receipt.card.${interval}`)}</Paragraph>
    </Layout>
  ),
};
