import { Action, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftReceipt: Template<'gift-receipt'> = {
  subject: ({ recipientName, months }, words) =>
    words.text('gift-receipt.subject', { recipient: recipientName ?? 'none', months }),
  body: ({ giverName, recipientName, months, tier, price, deliverOn, link }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-receipt.preview')}
      headline={words.text('gift-receipt.headline')}
    >
      <Paragraph>{words.hello(giverName)}</Paragraph>
      <Paragraph>
        {words.text('gift-receipt.body', { recipient: recipientName ?? 'none', months, tier })}
      </Paragraph>
      {link ? (
        <>
          <Paragraph>{words.text('gift-receipt.handed')}</Paragraph>
          <Action words={words} label={words.text('gift-receipt.link')} link={link} />
        </>
      ) : (
        <Paragraph>{words.text('gift-receipt.mailed', { deliverOn: words.day(deliverOn) })}</Paragraph>
      )}
      <Paragraph quiet>{words.text('gift-receipt.card', { price: words.money(price) })}</Paragraph>
    </Layout>
  ),
};
