import type { ReactNode } from 'react';
import type { ReceivedGift } from '../templates.js';
import type { Wording } from '../wording.js';
import { Action, Address, Item, Layout, Paragraph } from './layout.js';
import type { Template } from './template.js';

export const giftReceipt: Template<'gift-receipt'> = {
  subject: ({ gifts, count, months }, words) =>
    words.text('gift-receipt.subject', { recipient: onlyRecipient(gifts, count), count, months }),
  body: ({ giverName, months, tier, price, count, pool, gifts, page }, words) => (
    <Layout
      words={words}
      preview={words.text('gift-receipt.preview')}
      headline={words.text('gift-receipt.headline', { count })}
    >
      <Paragraph>{words.hello(giverName)}</Paragraph>
      {count > pool ? (
        <Paragraph>
          {words.text('gift-receipt.body', {
            recipient: onlyRecipient(gifts, count),
            count: count - pool,
            months,
            tier,
          })}
        </Paragraph>
      ) : null}
      {gifts.map((gift, index) => (
        <Line key={index} words={words} gift={gift} />
      ))}
      {count - pool > gifts.length ? (
        <Paragraph>{words.text('gift-receipt.more', { count: count - pool - gifts.length })}</Paragraph>
      ) : null}
      {pool > 0 ? <Paragraph>{words.text('gift-receipt.pool', { pool })}</Paragraph> : null}
      {gifts.some(({ link }) => link) ? <Paragraph>{words.text('gift-receipt.handed')}</Paragraph> : null}
      <Paragraph>
        {words.text(count > pool ? 'gift-receipt.change' : 'gift-receipt.follow', { count })}
      </Paragraph>
      <Action words={words} label={words.text('gift-receipt.page', { count })} link={page} />
      <Paragraph quiet>{words.text('gift-receipt.card', { price: words.money(price) })}</Paragraph>
    </Layout>
  ),
};

function Line({ words, gift }: { words: Wording; gift: ReceivedGift }): ReactNode {
  const recipient = gift.recipientName ?? 'none';
  if (!gift.link)
    return (
      <Item>{words.text('gift-receipt.mailed', { recipient, deliverOn: words.day(gift.deliverOn) })}</Item>
    );
  return (
    <Item>
      {words.text('gift-receipt.link', { recipient })} <Address link={gift.link} />
    </Item>
  );
}

function onlyRecipient([first]: ReceivedGift[], count: number): string {
  return count === 1 ? (first?.recipientName ?? 'none') : 'none';
}
