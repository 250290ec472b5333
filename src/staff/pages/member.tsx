import type { ReactNode } from 'react';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type {
  MemberDetail,
  MemberDonationRow,
  MemberGiftRow,
  MembershipRow,
  PurchaseRow,
} from '../queries/member.js';
import { Facts, Section, StripeId, Time } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  member: MemberDetail;
}

export function MemberPage({ context, member }: Props): ReactNode {
  const { words, stripe } = context;
  const { t } = words;
  const { customerId } = member;
  return (
    <StaffPage context={context} title={member.name ?? member.email} current="nav.members">
      <h1>{member.name ?? member.email}</h1>
      <Facts
        facts={[
          [t('members.email'), member.email],
          [t('members.billingEmail'), member.billingEmail],
          [t('members.since'), <Time key="since" words={words} at={member.createdAt} />],
          [t('members.firstPaid'), <Time key="paid" words={words} at={member.firstPaidAt} />],
          [
            t('members.customer'),
            customerId ? <StripeId key="customer" id={customerId} href={stripe(customerId)} /> : null,
          ],
        ]}
      />
      <Rows
        words={words}
        title={t('members.memberships')}
        rows={member.memberships}
        columns={membershipColumns(words)}
      />
      <Rows words={words} title={t('members.gifts')} rows={member.gifts} columns={giftColumns(words)} />
      <Rows
        words={words}
        title={t('members.donations')}
        rows={member.donations}
        columns={donationColumns(words)}
      />
      <Rows
        words={words}
        title={t('members.purchases')}
        rows={member.purchases}
        columns={purchaseColumns(words)}
      />
    </StaffPage>
  );
}

function Rows<Row extends { id: string }>(props: {
  words: Words;
  title: string;
  rows: Row[];
  columns: Column<Row>[];
}): ReactNode {
  const { words, title, rows, columns } = props;
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <p className="soft">{words.t('members.none')}</p>
      ) : (
        <Table caption={title} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} empty="" />
      )}
    </Section>
  );
}

function membershipColumns(words: Words): Column<MembershipRow>[] {
  const { t } = words;
  return [
    { key: 'tier', header: t('members.tier'), cell: ({ tier }) => tier },
    {
      key: 'source',
      header: t('members.source'),
      cell: ({ source, purchaseId }) =>
        purchaseId ? (
          <a href={`/staff/purchases/${purchaseId}`}>{words.named('source', source)}</a>
        ) : (
          words.named('source', source)
        ),
    },
    {
      key: 'status',
      header: t('members.status'),
      cell: (membership) => stateOf(membership, words),
    },
    {
      key: 'price',
      header: t('purchases.price'),
      numeric: true,
      cell: ({ price }) => (price ? words.money(price) : ''),
    },
    { key: 'from', header: t('members.from'), cell: ({ startsAt }) => words.day(startsAt) },
    { key: 'until', header: t('members.until'), cell: ({ endedAt, endsAt }) => words.day(endedAt ?? endsAt) },
  ];
}

/** As Stripe has it, and what follows from that. */
function stateOf({ status, cancelAt, endedAt, graceUntil, frozenAt }: MembershipRow, words: Words): string {
  const { t } = words;
  const notes = [
    cancelAt && !endedAt ? t('members.cancels', { day: words.day(cancelAt) }) : null,
    graceUntil ? t('members.grace', { day: words.day(graceUntil) }) : null,
    frozenAt ? t('members.frozen') : null,
  ];
  return [status.replaceAll('_', ' '), ...notes.filter((note) => note !== null)].join('; ');
}

function giftColumns(words: Words): Column<MemberGiftRow>[] {
  const { t } = words;
  const whose = ({ role, recipientName, giverName }: MemberGiftRow): string =>
    role === 'giver'
      ? t('members.gift.giver', { name: recipientName ?? t('members.gift.somebody') })
      : t('members.gift.redeemer', { name: giverName });
  return [
    {
      key: 'gift',
      header: t('gifts.gift'),
      cell: ({ months, tier, purchaseId }) => (
        <a href={`/staff/purchases/${purchaseId}`}>{t('gifts.term', { months, tier })}</a>
      ),
    },
    { key: 'whose', header: t('members.name'), cell: whose },
    { key: 'status', header: t('gifts.status'), cell: ({ status }) => words.named('gifts.status', status) },
    { key: 'bought', header: t('gifts.bought'), cell: ({ boughtAt }) => words.day(boughtAt) },
  ];
}

function donationColumns(words: Words): Column<MemberDonationRow>[] {
  const { t } = words;
  return [
    {
      key: 'amount',
      header: t('donations.amount'),
      cell: ({ price, interval, purchaseId }) => (
        <a href={`/staff/purchases/${purchaseId}`}>
          {words.money(price)} {words.named('donations.interval', interval)}
        </a>
      ),
    },
    { key: 'status', header: t('donations.status'), cell: ({ status }) => status.replaceAll('_', ' ') },
    { key: 'when', header: t('donations.when'), cell: ({ donatedAt }) => words.day(donatedAt) },
  ];
}

function purchaseColumns(words: Words): Column<PurchaseRow>[] {
  const { t } = words;
  return [
    {
      key: 'what',
      header: t('purchases.what'),
      cell: ({ id, description }) => <a href={`/staff/purchases/${id}`}>{description}</a>,
    },
    { key: 'price', header: t('purchases.price'), numeric: true, cell: ({ price }) => words.money(price) },
    {
      key: 'status',
      header: t('purchases.status'),
      cell: ({ status }) => words.named('purchases.status', status),
    },
    {
      key: 'begun',
      header: t('purchases.begun'),
      cell: ({ createdAt }) => <Time words={words} at={createdAt} />,
    },
  ];
}
