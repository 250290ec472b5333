import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftEnding: Template<'gift-ending'> = {
  subject: ({ until, last }, words) =>
    words.text('gift-ending.subject', { until: words.day(until), last: last ? 'yes' : 'no' }),
  body: ({ name, tier, until, goOn }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-ending.preview')}
      headline={words.text('gift-ending.headline')}
    >
      <Paragraph>{words.hello(name)}</Paragraph>
      <Paragraph>{words.text('gift-ending.body', { tier, until: words.day(until) })}</Paragraph>
      {goOn ? (
        <>
          <Paragraph>
            {words.text('gift-ending.goOn', {
              price: words.text(`per.${goOn.interval}`, { price: words.money(goOn.price) }),
            })}
          </Paragraph>
          <Action words={words} label={words.text('gift-ending.button')} link={goOn.link} />
          <Paragraph quiet>{words.text('gift-ending.otherwise')}</Paragraph>
        </>
      ) : null}
    </Layout>
  ),
};
