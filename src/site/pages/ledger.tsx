import type { ReactNode } from 'react';
import { money } from '../../common/money.js';
import type { PublicEntry } from '../../campaigns/public-ledger.service.js';
import type { EntryKind } from '../../campaigns/ledger-entry.js';
import type { CampaignProgress } from '../campaign-view.js';
import type { Text } from '../messages/text.js';
import { frozenWords } from '../meter-words.js';
import { ButtonLink } from '../ui/button.js';
import { Meter } from '../ui/meter.js';
import { Table } from '../ui/table.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

/** One change of the number, without the people behind it. */
export type PublicChange = PublicEntry & { kind: EntryKind };

interface Props {
  view: View;
  campaign: CampaignProgress;
  changes: PublicChange[];
  /** Where the later ones are; null at the end. */
  next: string | null;
}

/** `/campaigns/:slug/ledger`: why the number is what it is. */
export function LedgerPage({ view, campaign, changes, next }: Props): ReactNode {
  const { text } = view;
  const { currency } = campaign.goal;
  const path = `/campaigns/${campaign.slug}/ledger`;
  const frozen = frozenWords(text, campaign);
  const time = (at: string): string => text.moment(at, campaign.timeZone);
  return (
    <ReaderPage
      view={view}
      trail={{ campaign: campaign.slug, attribution: {} }}
      title={text.t('ledger.title')}
      description={text.t('ledger.lead')}
      path={path}
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('ledger.title')}</h1>
        <p className="lead">{text.t('ledger.lead')}</p>
      </div>
      <Meter text={text} campaign={campaign} />
      {frozen ? <p>{frozen}</p> : null}
      <section className="part">
        <Table
          caption={text.t('ledger.caption')}
          empty={text.t('ledger.empty')}
          rows={changes}
          rowKey={(change) => `${change.at} ${change.kind} ${change.total}`}
          columns={[
            {
              key: 'at',
              header: text.t('ledger.at'),
              cell: ({ at }) => <time dateTime={at}>{time(at)}</time>,
            },
            { key: 'kind', header: text.t('ledger.kind'), cell: ({ kind }) => text.t(`ledger.kind.${kind}`) },
            {
              key: 'delta',
              header: text.t('ledger.delta'),
              numeric: true,
              cell: (change) => changeWords(text, campaign, change),
            },
            {
              key: 'total',
              header: text.t('ledger.total'),
              numeric: true,
              cell: ({ total }) => (currency ? text.money(money(total, currency)) : text.number(total)),
            },
          ]}
        />
        {next ? (
          <div>
            <ButtonLink look="quiet" href={`${path}?cursor=${encodeURIComponent(next)}`}>
              {text.t('ledger.next')}
            </ButtonLink>
          </div>
        ) : null}
      </section>
    </ReaderPage>
  );
}

/** `+1`; of a goal in money `+€9.25`, with what was paid where that was in another currency. */
function changeWords(text: Text, { goal: { currency } }: CampaignProgress, change: PublicChange): string {
  const { delta, amount, paid } = change;
  if (!currency) return text.signed(delta);
  const own = amount == null ? null : text.signedMoney(money(amount, currency));
  if (!paid) return own ?? '';
  const sum = text.money({ amount: Math.abs(paid.amount), currency: paid.currency });
  if (own === null) return text.t('ledger.waits', { money: sum });
  if (!paid.rateDay) return own;
  return `${own} (${text.t('ledger.converted', { money: sum, day: text.day(paid.rateDay, 'UTC') })})`;
}
