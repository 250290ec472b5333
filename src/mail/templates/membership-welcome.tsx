import { Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const membershipWelcome: Template<'membership-welcome'> = {
  subject: (_params, words) => words.text('membership-welcome.subject'),
  body: ({ name, tier, interval, price, until }, words) => (
    <Layout
      words={words}
      preview={words.text('membership-welcome.preview')}
      headline={words.text('membership-welcome.headline')}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('membership-welcome.body', { tier })}</Paragraph>
      <Paragraph>
        {words.text(`membership-welcome.${price.amount === 0 ? 'free' : 'card'}.${interval}`, {
          price: words.money(price),
          until: words.day(until),
        })}
      </Paragraph>
      <Paragraph quiet>{words.text('membership-welcome.cancel')}</Paragraph>
    </Layout>
  ),
};
