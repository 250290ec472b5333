import type { ReactNode } from 'react';
import type { Money } from '../../common/money.js';
import type { PurchaseStatus } from '../../payments/purchase.js';
import type { MessageKey, Text } from '../messages/text.js';
import { along, type Trail } from '../trail.js';
import { ButtonLink } from '../ui/button.js';
import { Meter } from '../ui/meter.js';
import { ShareLinks } from '../ui/share-links.js';
import type { CampaignProgress } from '../campaign-view.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

export interface ThanksView {
  id: string;
  purpose: 'membership' | 'gift' | 'donation';
  status: PurchaseStatus;
  description: string;
  price: Money;
  recurring: boolean;
  /** A gift that the giver hands on. */
  handedOn: boolean;
  paidAt: string | null;
  timeZone: string;
  /** What the reader passes on to friends; null where there is no campaign. */
  shareUrl: string;
  campaign: CampaignProgress | null;
}

interface Props {
  view: View;
  trail: Trail;
  purchase: ThanksView;
}

/** `/thanks/:purchase`: where Stripe sends the reader back to. It only reads. */
export function ThanksPage({ view, trail, purchase }: Props): ReactNode {
  const { status } = purchase;
  if (status === 'paid') return <Paid view={view} trail={trail} purchase={purchase} />;
  if (status === 'processing' || status === 'open')
    return <Waiting view={view} trail={trail} purchase={purchase} />;
  return <NotPaid view={view} trail={trail} purchase={purchase} status={status} />;
}

function Waiting({ view, trail, purchase }: Props): ReactNode {
  const { text } = view;
  const key = purchase.status === 'open' ? 'thanks.open' : 'thanks.waiting';
  const refresh = (
    <noscript>
      <meta httpEquiv="refresh" content="4" />
    </noscript>
  );
  return (
    <ReaderPage view={view} trail={trail} title={text.t(`${key}.title`)} width="narrow" head={refresh}>
      <div className="stack" role="status" data-waiting={purchase.id} data-status={purchase.status}>
        <h1>{text.t(`${key}.title`)}</h1>
        <p className="lead">{text.t(`${key}.text`)}</p>
        <ButtonLink look="quiet" href={`/thanks/${purchase.id}`}>
          {text.t('thanks.waiting.again')}
        </ButtonLink>
        {purchase.status === 'open' ? (
          <a href={along(startOf[purchase.purpose], trail)}>{text.t('thanks.again')}</a>
        ) : null}
      </div>
    </ReaderPage>
  );
}

const startOf = { membership: '/join', gift: '/gift', donation: '/donate' } as const;

type Unpaid = Exclude<PurchaseStatus, 'paid' | 'processing' | 'open'>;

function NotPaid({ view, trail, purchase, status }: Props & { status: Unpaid }): ReactNode {
  const { text } = view;
  const canTryAgain = status === 'failed' || status === 'expired';
  return (
    <ReaderPage view={view} trail={trail} title={text.t(`thanks.${status}.title`)} width="narrow">
      <div className="stack">
        <h1>{text.t(`thanks.${status}.title`)}</h1>
        <p className="lead">{text.t(`thanks.${status}.text`)}</p>
        {canTryAgain ? (
          <ButtonLink href={along(startOf[purchase.purpose], trail)}>{text.t('thanks.again')}</ButtonLink>
        ) : null}
      </div>
    </ReaderPage>
  );
}

function Paid({ view, trail, purchase }: Props): ReactNode {
  const { text } = view;
  return (
    <ReaderPage view={view} trail={trail} title={text.t('thanks.title')} width="narrow">
      <div className="page-head">
        <h1>{text.t(headline(purchase))}</h1>
        <p className="lead">{text.t('thanks.lead')}</p>
      </div>
      {purchase.campaign ? <Meter text={text} campaign={purchase.campaign} /> : null}
      <section className="part">
        <h2>{text.t('thanks.next')}</h2>
        <ul className="plain-list">
          {nextSteps(purchase).map((key) => (
            <li key={key}>{text.t(key)}</li>
          ))}
        </ul>
      </section>
      <section className="part">
        <h2>{text.t('thanks.share')}</h2>
        <p className="soft">{text.t('thanks.share.text')}</p>
        <ShareLinks
          text={text}
          url={purchase.shareUrl}
          title={purchase.campaign?.title ?? view.newsroom.name}
        />
        <p>
          <a href="/spread">{text.t('thanks.share.more')}</a>
        </p>
      </section>
      <Receipt text={text} purchase={purchase} />
    </ReaderPage>
  );
}

function headline(purchase: ThanksView): MessageKey {
  if (purchase.purpose === 'gift') return purchase.handedOn ? 'thanks.giftSelf' : 'thanks.gift';
  return `thanks.${purchase.purpose}`;
}

function nextSteps(purchase: ThanksView): MessageKey[] {
  if (purchase.purpose === 'gift')
    return purchase.handedOn ? ['thanks.next.giftSelf'] : ['thanks.next.receipt', 'thanks.next.gift'];
  if (purchase.purpose === 'membership')
    return ['thanks.next.receipt', 'thanks.next.membership', 'thanks.next.stop'];
  const steps: MessageKey[] = ['thanks.next.receipt', 'thanks.next.donation'];
  return purchase.recurring ? [...steps, 'thanks.next.recurring', 'thanks.next.stop'] : steps;
}

function Receipt({ text, purchase }: { text: Text; purchase: ThanksView }): ReactNode {
  const lines: [MessageKey, string][] = [
    ['thanks.receipt.what', purchase.description],
    ['thanks.receipt.price', text.money(purchase.price)],
  ];
  if (purchase.paidAt) lines.push(['thanks.receipt.when', text.date(purchase.paidAt, purchase.timeZone)]);
  lines.push(['thanks.receipt.number', purchase.id]);
  return (
    <section className="part">
      <h2>{text.t('thanks.receipt')}</h2>
      <dl className="receipt">
        {lines.map(([key, value]) => (
          <div key={key}>
            <dt>{text.t(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
