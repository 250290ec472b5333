import type { ReactNode } from 'react';
import type { Money } from '../../common/money.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

/** What the link in the reminder shows: what one press begins, or why there is nothing to press. */
export type GoingOnView =
  | { kind: 'open'; plan: string; price: Money; interval: 'month' | 'year'; firstChargeAt: string }
  | { kind: 'already' }
  | { kind: 'closed' }
  | { kind: 'gone' };

interface Props {
  view: View;
  /** The form's own address; it holds the link's token. */
  action: string;
  offer: GoingOnView;
  timeZone: string;
  /** Stripe's page could not be opened. */
  trouble?: boolean;
}

/** `/go-on/:membership/:token`: a member by gift goes on as a paying one, by one press and never without it. */
export function GoOnPage(props: Props): ReactNode {
  const { view, offer } = props;
  if (offer.kind === 'open') return <Offer {...props} offer={offer} />;
  const { text } = view;
  const title = text.t(`go-on.${offer.kind}.title`);
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="stack" role="status">
        <h1>{title}</h1>
        <p className="lead">{text.t(`go-on.${offer.kind}.text`)}</p>
        {offer.kind === 'closed' ? (
          <ButtonLink href="/join">{text.t('nav.join')}</ButtonLink>
        ) : (
          <ButtonLink look="quiet" href="/account">
            {text.t('account.link')}
          </ButtonLink>
        )}
      </div>
    </ReaderPage>
  );
}

function Offer(props: Props & { offer: Extract<GoingOnView, { kind: 'open' }> }): ReactNode {
  const { view, action, offer, timeZone, trouble = false } = props;
  const { text } = view;
  const day = text.date(offer.firstChargeAt, timeZone);
  const per = { price: text.money(offer.price), interval: offer.interval };
  const lines = [
    [text.t('go-on.what'), offer.plan],
    [text.t('go-on.price'), text.t('go-on.price.per', per)],
    [text.t('go-on.first'), day],
  ];
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={text.t('go-on.title')} width="narrow">
      <div className="page-head">
        <h1>{text.t('go-on.title')}</h1>
        <p className="lead">{text.t('go-on.lead', { day })}</p>
      </div>
      {trouble ? (
        <Notice tone="problem" role="alert" title={text.t('go-on.trouble.title')}>
          <p>{text.t('go-on.trouble.text')}</p>
        </Notice>
      ) : null}
      <form className="stack" method="post" action={action}>
        <dl className="receipt">
          {lines.map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>{text.t('go-on.none')}</p>
        <Button wide>{text.t('go-on.press', per)}</Button>
        <p className="small soft">{text.t('go-on.stripe')}</p>
      </form>
    </ReaderPage>
  );
}
