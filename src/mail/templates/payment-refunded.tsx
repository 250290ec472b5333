import { Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const paymentRefunded: Template<'payment-refunded'> = {
  subject: ({ price }, words) => words.text('payment-refunded.subject', { price: words.money(price) }),
  body: ({ name, price }, words) => (
    <Layout
      words={words}
      preview={words.text('payment-refunded.preview')}
      headline={words.text('payment-refunded.headline')}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('payment-refunded.body', { price: words.money(price) })}</Paragraph>
    </Layout>
  ),
};
