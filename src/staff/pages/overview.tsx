import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import { Button } from '../../site/ui/button.js';
import { Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { reasonToUndo } from '../flags.js';
import type { Attention, Mark } from '../queries/attention.js';
import type { SourceRow } from '../queries/campaign-history.js';
import type { CampaignRow } from '../queries/campaigns.js';
import type { Report } from '../report.js';
import { type AttributionKey, attributionKeys } from '../../payments/purchase.js';
import { Section, Time } from '../ui/bits.js';
import { Chart } from '../ui/chart.js';
import { Filter } from '../ui/list.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

interface Props {
  context: StaffContext;
  campaign: CampaignRow | null;
  report: Report | null;
  sources: SourceRow[];
  /** What `sources` are told apart by. */
  by: AttributionKey;
  attention: Attention;
  marks: Mark[];
}

/** The first screen: how it stands, and what somebody should look at. */
export function OverviewPage({ context, campaign, report, sources, by, attention, marks }: Props): ReactNode {
  const { words, campaigns } = context;
  const others = campaigns.map(({ slug, title }) => ({ value: slug, label: title }));
  return (
    <StaffPage context={context} title={words.t('nav.overview')} current="nav.overview">
      <h1>{campaign?.title ?? words.t('nav.overview')}</h1>
      {others.length > 1 ? (
        <Filter words={words} path="/staff" name="campaign" chosen={campaign?.slug} choices={others} />
      ) : null}
      {campaign && report ? (
        <Figures words={words} campaign={campaign} report={report} />
      ) : (
        <p>{words.t('overview.none')}</p>
      )}
      <NeedsAttention
        words={words}
        attention={attention}
        marks={marks}
        mayUndo={may(context.actor, 'administrator')}
      />
      {campaign && report ? (
        <div className="overview__two">
          <Section title={words.t('overview.chart')}>
            <Chart words={words} campaign={campaign} report={report} />
          </Section>
          <Section title={words.t('overview.sources')}>
            <Ways words={words} campaign={campaign} by={by} />
            <Sources words={words} campaign={campaign} sources={sources} />
            {by === 'ref' ? (
              <p>
                <a href="/staff/sharers">{words.t('sharers.title')}</a>
              </p>
            ) : null}
          </Section>
        </div>
      ) : null}
    </StaffPage>
  );
}

function Figures({
  words,
  campaign,
  report,
}: {
  words: Words;
  campaign: CampaignRow;
  report: Report;
}): ReactNode {
  const { t } = words;
  const show = (value: number): string => words.value(campaign, value);
  const of = campaign.goal.kind === 'money' ? 'overview.number.money' : 'overview.number.members';
  const standing = {
    ahead: 'overview.plan.ahead',
    behind: 'overview.plan.behind',
    even: 'overview.plan.even',
  } as const;
  const side = report.ahead === 0 ? 'even' : report.ahead > 0 ? 'ahead' : 'behind';
  return (
    <dl className="figures-row">
      <Figure
        name={t('overview.number')}
        value={show(report.value)}
        note={t(of, { target: show(report.target), percent: report.percent })}
        more={<a href={`/staff/campaigns/${campaign.slug}/ledger`}>{t('overview.why')}</a>}
      />
      <Figure name={t('overview.today')} value={words.change(campaign, report.today)} />
      <Figure name={t('overview.yesterday')} value={words.change(campaign, report.yesterday)} />
      <Figure
        name={t('overview.plan')}
        value={t(standing[side], { value: show(Math.abs(report.ahead)) })}
        note={t('overview.plan.note', { planned: show(report.planned) })}
      />
      <Figure
        name={t('overview.projected')}
        value={show(report.projected)}
        note={t('overview.projected.note', {
          perDay: pace(words, campaign, report.perDay),
          days: report.daysLeft,
        })}
      />
    </dl>
  );
}

function pace(words: Words, campaign: CampaignRow, perDay: number): string {
  return campaign.goal.kind === 'money' ? words.value(campaign, perDay) : words.number(perDay, 1);
}

function Figure(props: { name: string; value: string; note?: string; more?: ReactNode }): ReactNode {
  return (
    <div className="figure">
      <dt>{props.name}</dt>
      <dd className="figure__value">{props.value}</dd>
      {props.note ? <dd className="figure__note">{props.note}</dd> : null}
      {props.more ? <dd className="figure__note">{props.more}</dd> : null}
    </div>
  );
}

const places: [key: keyof Attention, href: string | null][] = [
  ['parkedEvents', '/staff/inbox?state=parked'],
  ['retryingEvents', '/staff/inbox?state=retrying'],
  ['undeliveredGifts', '/staff/gifts?status=bought'],
  ['bouncedGifts', '/staff/gifts?status=undeliverable'],
  ['failedMails', '/staff/mails?state=failed'],
  ['flaggedPurchases', null],
  ['openDisputes', null],
  ['unmovedCharges', null],
  ['differences', '/staff/reconciliation'],
  ['waitingForRates', '/staff/rates'],
];

function NeedsAttention({
  words,
  attention,
  marks,
  mayUndo,
}: {
  words: Words;
  attention: Attention;
  marks: Mark[];
  mayUndo: boolean;
}): ReactNode {
  const present = places.filter(([key]) => attention[key] > 0);
  return (
    <Section title={words.t('overview.attention')}>
      {present.length === 0 ? <p className="soft">{words.t('overview.attention.none')}</p> : null}
      {present.length > 0 ? (
        <ul className="attention">
          {present.map(([key, href]) => {
            const says = words.t(`overview.attention.${key}`, { count: attention[key] });
            return <li key={key}>{href ? <a href={href}>{says}</a> : says}</li>;
          })}
        </ul>
      ) : null}
      {marks.length > 0 ? (
        <ul className="marks">
          {marks.map((mark) => (
            <li key={`${mark.purchaseId} ${mark.note}`}>
              <a href={`/staff/purchases/${mark.purchaseId}`}>{mark.description}</a>{' '}
              {words.named('flag', mark.note)}, <Time words={words} at={mark.at} />
              {mayUndo && reasonToUndo(mark.note) ? <Undo words={words} mark={mark} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

/** The amount and the name stand on the button itself: one press is enough. */
function Undo({ words, mark }: { words: Words; mark: Mark }): ReactNode {
  const { price, email, recurs } = mark;
  const to = email ?? words.t('donations.anonymous');
  const refund = recurs ? 'overview.undo.refundAndEnd' : 'overview.undo.refund';
  return (
    <form method="post" action={`/staff/purchases/${mark.purchaseId}/undo`}>
      <Button look="quiet">
        {price ? words.t(refund, { price: words.money(price), to }) : words.t('overview.undo.end', { to })}
      </Button>
    </form>
  );
}

/** By what the sources are told apart. */
function Ways({
  words,
  campaign,
  by,
}: {
  words: Words;
  campaign: CampaignRow;
  by: AttributionKey;
}): ReactNode {
  return (
    <nav className="filter" aria-label={words.t('overview.by')}>
      {attributionKeys.map((key) => (
        <a
          key={key}
          href={`/staff?campaign=${campaign.slug}&by=${key}`}
          aria-current={key === by ? 'true' : undefined}
        >
          {words.named('overview.by', key)}
        </a>
      ))}
    </nav>
  );
}

function Sources({
  words,
  campaign,
  sources,
}: {
  words: Words;
  campaign: CampaignRow;
  sources: SourceRow[];
}): ReactNode {
  const named = ({ source }: SourceRow): string =>
    source === null
      ? words.t('overview.source.direct')
      : source === 'adjustment'
        ? words.t('overview.source.adjustment')
        : source;
  return (
    <Table
      caption={words.t('overview.sources')}
      captionHidden
      columns={[
        { key: 'source', header: words.t('overview.source'), cell: named },
        {
          key: 'entries',
          header: words.t('overview.entries'),
          numeric: true,
          cell: ({ entries }) => words.number(entries),
        },
        {
          key: 'change',
          header: words.t('overview.change'),
          numeric: true,
          cell: ({ change }) => words.change(campaign, change),
        },
      ]}
      rows={sources}
      rowKey={({ source }) => source ?? ''}
      empty={words.t('overview.sources.empty')}
    />
  );
}
