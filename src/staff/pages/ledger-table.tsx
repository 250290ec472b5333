import type { ReactNode } from 'react';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { CampaignRow } from '../queries/campaigns.js';
import type { LedgerRow } from '../queries/ledger.js';
import { StripeId, Time } from '../ui/bits.js';

interface Props {
  context: StaffContext;
  campaign: CampaignRow;
  rows: LedgerRow[];
}

export function LedgerTable({ context, campaign, rows }: Props): ReactNode {
  const { words, stripe } = context;
  const { t } = words;
  return (
    <Table
      caption={t('ledger.list')}
      captionHidden
      columns={[
        { key: 'id', header: t('ledger.entry'), numeric: true, cell: ({ id }) => id },
        { key: 'at', header: t('ledger.when'), cell: ({ at }) => <Time words={words} at={at} /> },
        { key: 'kind', header: t('ledger.kind'), cell: ({ kind }) => words.named('kind', kind) },
        {
          key: 'delta',
          header: t('overview.change'),
          numeric: true,
          cell: (row) => change(context, campaign, row),
        },
        { key: 'source', header: t('ledger.who'), cell: (row) => <Source context={context} row={row} /> },
        {
          key: 'payment',
          header: t('ledger.payment'),
          cell: ({ paymentId }) => (paymentId ? <StripeId id={paymentId} href={stripe(paymentId)} /> : null),
        },
        {
          key: 'event',
          header: t('ledger.event'),
          cell: ({ eventId }) =>
            eventId ? (
              <a className="code" href={`/staff/inbox/${encodeURIComponent(eventId)}`}>
                {eventId}
              </a>
            ) : null,
        },
      ]}
      rows={rows}
      rowKey={({ id }) => String(id)}
      empty={t('ledger.empty')}
    />
  );
}

function change({ words }: StaffContext, { goal }: CampaignRow, row: LedgerRow): string {
  const { delta, money, counted, rateDay } = row;
  if (goal.kind === 'money' && money && counted === null)
    return words.t('ledger.waits', { money: words.signedMoney(money) });
  if (goal.kind === 'money' && money && rateDay && goal.currency) {
    const own = words.signedMoney({ amount: counted ?? 0, currency: goal.currency });
    const day = words.localDay(rateDay);
    return `${own} (${words.t('ledger.converted', { money: words.money(money), day })})`;
  }
  if (goal.kind === 'money' && money) return words.signedMoney(money);
  return money && delta === 0 ? `0 (${words.signedMoney(money)})` : words.signed(delta);
}

/** Where an entry comes from: the person, what was bought, the entry that it takes back, or who wrote it. */
function Source({ context: { words }, row }: { context: StaffContext; row: LedgerRow }): ReactNode {
  const { member, purchaseId, reversesId, author, reason, source } = row;
  const parts: ReactNode[] = [];
  if (member)
    parts.push(
      <a key="member" href={`/staff/members/${member.id}`}>
        {[member.name, member.email].filter(Boolean).join(', ')}
      </a>,
    );
  if (purchaseId)
    parts.push(
      <a key="purchase" href={`/staff/purchases/${purchaseId}`}>
        {words.named('ledgerSource', source.split(':')[0] ?? '')}
      </a>,
    );
  if (reversesId) parts.push(<span key="reverses">{words.t('ledger.reverses', { id: reversesId })}</span>);
  if (author)
    parts.push(<span key="author">{words.t('ledger.author', { author, reason: reason ?? '' })}</span>);
  return <span className="source">{parts.length > 0 ? parts : source}</span>;
}
