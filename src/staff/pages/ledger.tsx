import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { Matched } from '../../campaigns/matching.js';
import type { FieldErrors } from '../../common/errors.js';
import { Button } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { Notice } from '../../site/ui/notice.js';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import type { CampaignRow } from '../queries/campaigns.js';
import type { GiftCounts, KindRow, LedgerRow } from '../queries/ledger.js';
import type { Page } from '../queries/paging.js';
import { Section } from '../ui/bits.js';
import { Filter, Pager } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';
import { LedgerTable } from './ledger-table.js';

interface Props {
  context: StaffContext;
  campaign: CampaignRow;
  matched: Matched | null;
  kinds: KindRow[];
  gifts: GiftCounts;
  page: Page<LedgerRow>;
  query: { kind?: string; cursor?: string };
  done?: boolean;
  typed?: { delta?: string; amount?: string; reason?: string };
  errors?: FieldErrors;
}

/** Why a campaign stands where it stands: counts by kind, and every entry with where it comes from. */
export function LedgerPage(props: Props): ReactNode {
  const { context, campaign, matched, kinds, gifts, page, query, done, errors } = props;
  const { words, actor } = context;
  const path = `/staff/campaigns/${campaign.slug}/ledger`;
  return (
    <StaffPage context={context} title={words.t('ledger.title')} current="nav.ledger">
      <h1>{words.t('ledger.title')}</h1>
      <ErrorSummary
        title={words.t('form.errors', { count: Object.keys(errors ?? {}).length })}
        errors={errors}
      />
      {done ? <Notice role="status">{words.t('ledger.adjust.done')}</Notice> : null}
      <p>
        {words.t('ledger.lead', {
          title: campaign.title,
          value: words.value(campaign, campaign.value),
          baseline: campaign.baseline,
          baselineText: words.value(campaign, campaign.baseline),
        })}
      </p>
      <Frozen words={words} campaign={campaign} />
      {matched ? <Matching context={context} campaign={campaign} matched={matched} /> : null}
      <Section title={words.t('ledger.kinds')}>
        <Kinds words={words} kinds={kinds} />
        {gifts.bought > 0 ? <p className="small soft">{words.t('ledger.gifts', { ...gifts })}</p> : null}
      </Section>
      <Section title={words.t('ledger.list')}>
        <Filter
          words={words}
          path={path}
          name="kind"
          chosen={query.kind}
          choices={kinds.map(({ kind }) => ({ value: kind, label: words.named('kind', kind) }))}
        />
        <LedgerTable context={context} campaign={campaign} rows={page.rows} />
        <Pager words={words} path={path} query={query} next={page.next} />
      </Section>
      {may(actor, 'editor') ? <AdjustmentForm {...props} /> : null}
    </StaffPage>
  );
}

/** A donor's doubling: beside the number, until their money has come. */
function Matching(props: { context: StaffContext; campaign: CampaignRow; matched: Matched }): ReactNode {
  const { words, actor } = props.context;
  const { donor, limit, matched, confirmed } = props.matched;
  const figures = { donor, limit: words.money(limit), matched: words.money(matched) };
  const mayConfirm = !confirmed && matched.amount > 0 && may(actor, 'administrator');
  return (
    <Section title={words.t('matching.title')}>
      <p>{words.t(confirmed ? 'matching.done' : 'matching.waits', figures)}</p>
      {mayConfirm ? (
        <form method="post" action={`/staff/campaigns/${props.campaign.slug}/matching/confirm`}>
          <Button look="quiet">{words.t('matching.confirm', figures)}</Button>
        </form>
      ) : null}
    </Section>
  );
}

/** What readers see from then on, and what came after it. */
function Frozen({ words, campaign }: { words: Words; campaign: CampaignRow }): ReactNode {
  const { frozen, value } = campaign;
  if (!frozen) return null;
  const { at, entries, digest } = frozen;
  return (
    <Notice>
      <p>
        {words.t('ledger.frozen', {
          day: words.time(at),
          value: words.value(campaign, frozen.value),
          entries,
          change: words.change(campaign, value - frozen.value),
        })}
      </p>
      <p className="small soft">
        {words.t('ledger.frozen.digest')} <code className="code">{digest}</code>
      </p>
    </Notice>
  );
}

function Kinds({ words, kinds }: { words: Words; kinds: KindRow[] }): ReactNode {
  const sum = kinds.reduce((total, { delta }) => total + delta, 0);
  const entries = kinds.reduce((total, row) => total + row.entries, 0);
  const all: KindRow = { kind: '', entries, delta: sum, money: [] };
  return (
    <Table
      caption={words.t('ledger.kinds')}
      captionHidden
      columns={[
        {
          key: 'kind',
          header: words.t('ledger.kind'),
          cell: ({ kind }) => (kind ? words.named('kind', kind) : <strong>{words.t('ledger.sum')}</strong>),
        },
        {
          key: 'entries',
          header: words.t('ledger.entries'),
          numeric: true,
          cell: (row) => words.number(row.entries),
        },
        {
          key: 'people',
          header: words.t('ledger.people'),
          numeric: true,
          cell: ({ delta }) => words.signed(delta),
        },
        {
          key: 'money',
          header: words.t('ledger.money'),
          numeric: true,
          cell: ({ money }) => money.map((sum_) => words.signedMoney(sum_)).join(', '),
        },
      ]}
      rows={kinds.length > 0 ? [...kinds, all] : []}
      rowKey={({ kind }) => kind}
      empty={words.t('overview.sources.empty')}
    />
  );
}

function AdjustmentForm({ context: { words }, campaign, typed, errors }: Props): ReactNode {
  const { t } = words;
  const field = campaign.goal.kind === 'money' ? 'amount' : 'delta';
  return (
    <Section title={t('ledger.adjust')}>
      <p className="soft">{t('ledger.adjust.lead')}</p>
      <form
        className="form staff__form"
        method="post"
        action={`/staff/campaigns/${campaign.slug}/adjustments`}
        noValidate
      >
        <Field
          name={field}
          label={t('ledger.adjust.delta')}
          hint={
            field === 'delta'
              ? t('ledger.adjust.delta.hint')
              : t('ledger.adjust.amount.hint', { currency: (campaign.goal.currency ?? '').toUpperCase() })
          }
          value={typed?.[field]}
          error={errors?.[field]}
          maxLength={17}
          required
          short
        />
        <Field
          name="reason"
          label={t('ledger.adjust.reason')}
          hint={t('ledger.adjust.reason.hint')}
          value={typed?.reason}
          error={errors?.reason}
          maxLength={500}
          required
        />
        <div>
          <Button>{t('ledger.adjust.button')}</Button>
        </div>
      </form>
    </Section>
  );
}
