import { Action, Layout, Paragraph, Quote } from './layout.js';
import type { Template } from './template.js';

export const giftDelivery: Template<'gift-delivery'> = {
  subject: ({ giverName }, words) => words.text('gift-delivery.subject', { giverName }),
  body: ({ recipientName, giverName, message, months, tier, link, claimUntil }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-delivery.preview', { months })}
      headline={words.text('gift-delivery.headline', { giverName })}
    >
      <Paragraph>{words.hello(recipientName)}</Paragraph>
      {message ? <Quote>{message}</Quote> : null}
      <Paragraph>{words.text('gift-delivery.body', { giverName, months, tier })}</Paragraph>
      <Action words={words} label={words.text('gift-delivery.button')} link={link} />
      <Paragraph quiet>{words.text('gift-delivery.until', { claimUntil: words.day(claimUntil) })}</Paragraph>
    </Layout>
  ),
};
