import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { BannerScript } from '../../embed/banner-script.js';
import { noRules, type PlacementRules } from '../../placements/placement-rules.js';
import type { Placement } from '../../placements/placement.js';
import { ButtonLink } from '../../site/ui/button.js';
import { Notice } from '../../site/ui/notice.js';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { Badge, Section, Time } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { MessageKey, Words } from '../words.js';

interface Shown {
  placements: Placement[];
  script: BannerScript | null;
  done: boolean;
}

/** Where banners stand on the newsroom's pages, and the lines of HTML that put them there. */
export function PlacementsPage({ context, shown }: { context: StaffContext; shown: Shown }): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const { placements, script, done } = shown;
  const mayEdit = may(actor, 'editor');
  return (
    <StaffPage context={context} title={t('placements.title')} current="nav.placements">
      <h1>{t('placements.title')}</h1>
      <p className="soft">{t('placements.lead')}</p>
      {done ? <Notice role="status">{t('placements.done')}</Notice> : null}
      <Table
        caption={t('placements.title')}
        captionHidden
        columns={columns(words, mayEdit)}
        rows={placements}
        rowKey={({ key }) => key}
        empty={t('placements.empty')}
      />
      {mayEdit ? (
        <p>
          <ButtonLink href="/staff/placements/new">{t('placement.new')}</ButtonLink>
        </p>
      ) : null}
      <Lines context={context} script={script} />
    </StaffPage>
  );
}

function columns(words: Words, mayEdit: boolean): Column<Placement>[] {
  const { t } = words;
  return [
    {
      key: 'key',
      header: t('placement.key'),
      cell: ({ key }) => (mayEdit ? <a href={`/staff/placements/${key}`}>{key}</a> : key),
    },
    {
      key: 'active',
      header: t('placements.state'),
      cell: ({ rules }) =>
        rules.active ? (
          <Badge tone="good">{t('placements.on')}</Badge>
        ) : (
          <Badge tone="bad">{t('placements.off')}</Badge>
        ),
    },
    { key: 'rules', header: t('placements.rules'), cell: ({ rules }) => said(words, rules) },
    {
      key: 'changed',
      header: t('placements.changed'),
      cell: ({ updatedAt }) => <Time words={words} at={updatedAt} />,
    },
  ];
}

/** What is a rule, in a line. */
function said({ t }: Words, rules: PlacementRules): string {
  const names = Object.keys(noRules) as (keyof PlacementRules)[];
  const set = names.filter(
    (name) => name !== 'active' && JSON.stringify(rules[name]) !== JSON.stringify(noRules[name]),
  );
  const parts = set.map((name) => {
    const value = rules[name];
    const label = t(`placement.${name}` as MessageKey);
    return value === true ? label : `${label}: ${[value].flat().join(', ')}`;
  });
  return parts.join(' · ') || t('placements.everybody');
}

function Lines({ context, script }: { context: StaffContext; script: BannerScript | null }): ReactNode {
  const { t } = context.words;
  const { baseUrl } = context.view;
  const slug = context.campaigns[0]?.slug ?? 'birthday';
  const banner = `<thousandfold-banner campaign="${slug}" variant="top" placement="top" live><a href="${baseUrl}/join?campaign=${slug}">${t('placements.link')}</a></thousandfold-banner>`;
  const newest = `<script src="${baseUrl}/embed.js" async></script>`;
  const pinned =
    script &&
    `<script src="${baseUrl}${script.path}" integrity="${script.integrity}" crossorigin="anonymous" async></script>`;
  return (
    <Section title={t('placements.lines')}>
      <p>{t('placements.lines.banner')}</p>
      <Code>{banner}</Code>
      <p>{t('placements.lines.newest')}</p>
      <Code>{newest}</Code>
      {pinned ? (
        <>
          <p>{t('placements.lines.pinned')}</p>
          <Code>{pinned}</Code>
        </>
      ) : null}
    </Section>
  );
}

function Code({ children }: { children: string }): ReactNode {
  return (
    <pre className="snippet">
      <code>{children}</code>
    </pre>
  );
}
