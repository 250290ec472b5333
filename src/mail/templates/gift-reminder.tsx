import { Action, Layout, Paragraph, Quote } from './layout.js';
import type { Template } from './template.js';

export const giftReminder: Template<'gift-reminder'> = {
  subject: ({ giverName }, words) => words.text('gift-reminder.subject', { giverName }),
  body: ({ recipientName, giverName, message, months, tier, link, claimUntil }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-reminder.preview', { months })}
      headline={words.text('gift-reminder.headline', { giverName })}
    >
      <Paragraph>{words.hello(recipientName)}</Paragraph>
      {message ? <Quote>{message}</Quote> : null}
      <Paragraph>{words.text('gift-reminder.body', { giverName, months, tier })}</Paragraph>
      <Action words={words} label={words.text('gift-delivery.button')} link={link} />
      <Paragraph quiet>{words.text('gift-delivery.until', { claimUntil: words.day(claimUntil) })}</Paragraph>
    </Layout>
  ),
};
