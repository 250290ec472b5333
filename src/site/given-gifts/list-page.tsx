import type { ReactNode } from 'react';
import type { GivenGift } from '../../gifts/gifts-of-giver.service.js';
import type { Text } from '../messages/text.js';
import { ReaderPage } from '../pages/reader-page.js';
import { Notice } from '../ui/notice.js';
import type { View } from '../view.js';
import { CardLinks, GiftPart } from './gift-part.js';

export interface GivenGiftsView {
  gifts: GivenGift[];
  count: number;
  /** From 1. */
  page: number;
  pages: number;
  timeZone: string;
  /** The page's own address, which is a secret. */
  path: string;
}

interface Props {
  view: View;
  given: GivenGiftsView;
}

/** `/gifts/:purchase/:token`: what has become of each gift of one purchase. */
export function GivenGiftsPage({ view, given }: Props): ReactNode {
  const { text } = view;
  const { gifts, count, timeZone, path } = given;
  const [first] = gifts;
  const title = text.t('given.title', { count });
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="page-head">
        <h1>{title}</h1>
        {first ? (
          <p className="lead">
            {text.t('given.lead', {
              count,
              months: first.gift.months,
              day: text.date(first.gift.boughtAt, timeZone),
            })}
          </p>
        ) : null}
        {count > 1 && gifts.some(isHandedOn) ? (
          <CardLinks text={text} title={text.t('given.cards')} href={`${path}/cards.pdf`} of={title} />
        ) : null}
      </div>
      <section className="part">
        <h2 className="visually-hidden">{title}</h2>
        {gifts.map((each) => (
          <GiftPart
            key={each.gift.id}
            text={text}
            given={each}
            timeZone={timeZone}
            href={`${path}/${each.gift.place}`}
            card={`${path}/cards/${each.gift.place}.pdf`}
          />
        ))}
      </section>
      <Pages text={text} given={given} />
      <div className="part">
        <Notice>
          <p className="small">{text.t('given.private')}</p>
        </Notice>
      </div>
    </ReaderPage>
  );
}

function isHandedOn({ link, state }: GivenGift): boolean {
  return link !== null && state !== 'sent';
}

function Pages({ text, given }: { text: Text; given: GivenGiftsView }): ReactNode {
  const { gifts, count, page, pages, path } = given;
  if (pages === 1) return null;
  const from = gifts[0]?.gift.place ?? 0;
  const to = gifts.at(-1)?.gift.place ?? 0;
  return (
    <nav className="part" aria-label={text.t('given.pages')}>
      <p className="soft">{text.t('given.page', { from, to, count })}</p>
      <p className="buttons">
        {page > 1 ? (
          <a className="button button--quiet" href={`${path}?page=${page - 1}`} rel="prev">
            {text.t('given.page.previous')}
          </a>
        ) : null}
        {page < pages ? (
          <a className="button button--quiet" href={`${path}?page=${page + 1}`} rel="next">
            {text.t('given.page.next')}
          </a>
        ) : null}
      </p>
    </nav>
  );
}
