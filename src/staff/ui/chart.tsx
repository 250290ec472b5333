import type { ReactNode } from 'react';
import { Table } from '../../site/ui/table.js';
import type { CampaignRow } from '../queries/campaigns.js';
import type { Report, ReportDay } from '../report.js';
import type { Words } from '../words.js';

interface Props {
  words: Words;
  campaign: CampaignRow;
  report: Report;
}

/** The plot's own units; it is stretched to whatever room there is, the lines keep their width. */
const SIZE = 1000;

/** The running total with the goal's line. Letters stand outside the stretched plot, so that a phone can read them. */
export function Chart({ words, campaign, report }: Props): ReactNode {
  const { days, target, length } = report;
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const top = Math.max(target, ...days.map(({ total }) => total)) * 1.05;
  const goalY = `${100 - (target / top) * 100}%`;
  return (
    <figure className="chart">
      <svg
        className="chart__plot"
        role="img"
        aria-label={words.t('overview.chart.summary', {
          first: words.localDay(first.day),
          last: words.localDay(last.day),
          total: words.value(campaign, last.total),
          target: words.value(campaign, target),
          planned: words.value(campaign, report.planned),
        })}
      >
        <line className="chart__base" x1="0" x2="100%" y1="100%" y2="100%" />
        <line className="chart__goal" x1="0" x2="100%" y1={goalY} y2={goalY} />
        <svg viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none" width="100%" height="100%">
          <path className="chart__plan" d={`M0 ${SIZE}L${SIZE} ${y(target, top)}`} />
          <path className="chart__area" d={`${line(days, length, top)}V${SIZE}H0Z`} />
          <path className="chart__line" d={line(days, length, top)} />
        </svg>
        <text className="chart__label" x="0" y={goalY} dy="1.2em">
          {words.t('overview.chart.goal', { target: words.value(campaign, target) })}
        </text>
      </svg>
      <p className="chart__axis">
        <span>{words.day(campaign.startsAt)}</span>
        <span>{words.day(new Date(campaign.endsAt.getTime() - 1))}</span>
      </p>
      <ul className="chart__key">
        <li className="chart__key-total">{words.t('overview.chart.total')}</li>
        <li className="chart__key-plan">{words.t('overview.chart.plan')}</li>
      </ul>
      <details>
        <summary>{words.t('overview.chart.table')}</summary>
        <DayTable words={words} campaign={campaign} days={days.toReversed()} />
      </details>
    </figure>
  );
}

function DayTable({
  words,
  campaign,
  days,
}: {
  words: Words;
  campaign: CampaignRow;
  days: ReportDay[];
}): ReactNode {
  const value = (amount: number): string => words.value(campaign, amount);
  return (
    <Table
      caption={words.t('overview.chart')}
      captionHidden
      columns={[
        { key: 'day', header: words.t('overview.day'), cell: ({ day }) => words.localDay(day) },
        {
          key: 'change',
          header: words.t('overview.change'),
          numeric: true,
          cell: ({ change }) => words.change(campaign, change),
        },
        { key: 'total', header: words.t('overview.total'), numeric: true, cell: ({ total }) => value(total) },
        {
          key: 'planned',
          header: words.t('overview.planned'),
          numeric: true,
          cell: ({ planned }) => value(planned),
        },
      ]}
      rows={days}
      rowKey={({ day }) => day}
      empty={words.t('overview.sources.empty')}
    />
  );
}

function line(days: ReportDay[], length: number, top: number): string {
  const points = days.map(({ total }, index) => `${round(((index + 1) / length) * SIZE)} ${y(total, top)}`);
  const start = days[0] ? days[0].total - days[0].change : 0;
  return `M0 ${y(start, top)}L${points.join('L')}`;
}

function y(value: number, top: number): number {
  return round(SIZE - (Math.max(0, value) / top) * SIZE);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
