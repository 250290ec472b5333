import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftAccepted: Template<'gift-accepted'> = {
  subject: ({ giverName, fate }, words) => words.text('gift-accepted.subject', { giverName, fate }),
  body: ({ name, giverName, fate, until, nextCharge, link }, words) => (
    <Layout
      words={words}
      preview={words.text(`gift-accepted.preview.${fate}`, { until: words.day(until) })}
      headline={words.text('gift-accepted.headline', { fate })}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>
        {words.text(`gift-accepted.body.${fate}`, {
          giverName,
          until: words.day(until),
          from: nextCharge ? words.day(nextCharge.from) : '',
          to: nextCharge ? words.day(nextCharge.to) : '',
        })}
      </Paragraph>
      <Paragraph>{words.text('gift-accepted.thank', { giverName })}</Paragraph>
      <Action words={words} label={words.text('gift-accepted.button')} link={link} />
    </Layout>
  ),
};
