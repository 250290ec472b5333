import type { ReactNode } from 'react';
import type { PoolAnswer } from '../../gifts/pool/pool-requests.service.js';
import type { Text } from '../messages/text.js';
import { ReaderPage } from '../pages/reader-page.js';
import { Button, ButtonLink } from '../ui/button.js';
import type { View } from '../view.js';

/** What there is to say on the way from asking to having one. */
export type PoolNews =
  PoolAnswer | { kind: 'asked'; email: string } | { kind: 'withdrawn' } | { kind: 'gone' };

interface Props {
  view: View;
  news: PoolNews;
  timeZone: string;
}

export function PoolNewsPage({ view, news, timeZone }: Props): ReactNode {
  const { text } = view;
  const title = text.t(`pool.${news.kind}.title`);
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="stack" role="status">
        <h1>{title}</h1>
        <p className="lead">{said(text, news, timeZone)}</p>
      </div>
      <div className="part stack">
        {news.kind === 'gone' ? (
          <ButtonLink look="quiet" href="/pool">
            {text.t('pool.gone.again')}
          </ButtonLink>
        ) : (
          <ButtonLink look="quiet" href="/">
            {text.t('redeem.home')}
          </ButtonLink>
        )}
      </div>
    </ReaderPage>
  );
}

function said(text: Text, news: PoolNews, timeZone: string): string {
  const day = (at: Date): string => text.date(at, timeZone);
  switch (news.kind) {
    case 'asked':
      return text.t('pool.asked.text', { email: news.email });
    case 'given':
    case 'member':
      return text.t(`pool.${news.kind}.text`, { day: day(news.until) });
    case 'had-one':
      return text.t('pool.had-one.text', { day: day(news.again) });
    case 'waits':
      return text.t('pool.waits.text', { place: news.place, before: news.place - 1 });
    case 'withdrawn':
    case 'gone':
      return text.t(`pool.${news.kind}.text`);
  }
}

interface PressProps {
  view: View;
  /** The page's own address, which is a secret. */
  action: string;
  what: 'confirm' | 'withdraw';
}

/** Opening a link changes nothing, since mail programs open links too: a press of a button does. */
export function PoolPressPage({ view, action, what }: PressProps): ReactNode {
  const { text } = view;
  const title = text.t(`pool.${what}.title`);
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <form className="stack" method="post" action={action}>
        <h1>{title}</h1>
        <p className="lead">{text.t(`pool.${what}.text`)}</p>
        <Button>{text.t(`pool.${what}.press`)}</Button>
      </form>
    </ReaderPage>
  );
}
