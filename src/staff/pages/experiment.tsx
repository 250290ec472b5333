import type { ReactNode } from 'react';
import { may } from '../../accounts/actor.js';
import type { CurrencyResults } from '../../experiments/experiment-results.service.js';
import type { Experiment, Variant } from '../../experiments/experiment.js';
import type { VariantResult } from '../../experiments/results.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { Notice } from '../../site/ui/notice.js';
import { type Column, Table } from '../../site/ui/table.js';
import type { StaffContext } from '../context.js';
import { Badge, Facts, Section, Time } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

export interface ExperimentShown {
  experiment: Experiment;
  results: CurrencyResults;
  campaign: string;
  done: boolean;
  /** Why it could not be done. */
  missed?: string;
}

/** What each variant says and brought, and what can honestly be said of that. */
export function ExperimentPage({
  context,
  shown,
}: {
  context: StaffContext;
  shown: ExperimentShown;
}): ReactNode {
  const { words, actor } = context;
  const { t } = words;
  const { experiment, results } = shown;
  const { name, status, variants, winner } = experiment;
  return (
    <StaffPage context={context} title={name} current="nav.experiments">
      <h1>{name}</h1>
      {shown.done ? <Notice role="status">{t('experiments.done')}</Notice> : null}
      {shown.missed ? (
        <Notice tone="problem" role="alert">
          {shown.missed}
        </Notice>
      ) : null}
      <Facts
        facts={[
          [t('experiment.status'), words.named('experiment.status', status)],
          [t('experiment.campaign'), shown.campaign],
          [t('experiment.placements'), experiment.placements.join(', ')],
          [t('experiment.readersWanted'), words.number(experiment.readersWanted)],
          [t('experiment.started'), <Time words={words} at={experiment.startedAt} />],
          [t('experiment.ended'), <Time words={words} at={experiment.endedAt} />],
          [t('experiment.winner'), variants.find(({ key }) => key === winner)?.name],
        ]}
      />
      {status === 'draft' ? null : <Results words={words} experiment={experiment} results={results} />}
      <Section title={t('experiment.words')}>
        {variants.map((variant) => (
          <Said key={variant.key} words={words} variant={variant} currency={experiment.currency} />
        ))}
      </Section>
      {may(actor, 'editor') ? <Acts words={words} experiment={experiment} /> : null}
    </StaffPage>
  );
}

interface ResultsProps {
  words: Words;
  experiment: Experiment;
  results: CurrencyResults;
}

function Results({ words, experiment, results }: ResultsProps): ReactNode {
  const { t } = words;
  const wanted = words.number(experiment.readersWanted);
  return (
    <Section title={t('experiment.results')}>
      {results.oddSplit ? (
        <Notice tone="problem" role="status">
          {t('experiment.note.oddSplit')}
        </Notice>
      ) : null}
      {results.enough ? null : <Notice role="status">{t('experiment.note.notEnough', { wanted })}</Notice>}
      <Table
        caption={t('experiment.results')}
        captionHidden
        rows={results.variants}
        rowKey={({ key }) => key}
        empty=""
        columns={columns(words, results)}
      />
      <p className="small soft">
        {t('experiment.note.intervals')}{' '}
        {results.otherCurrencies > 0 ? t('experiment.note.others', { count: results.otherCurrencies }) : null}
      </p>
    </Section>
  );
}

function columns(words: Words, { currency, variants }: CurrencyResults): Column<VariantResult>[] {
  const { t } = words;
  const all = variants.reduce((sum, { weight }) => sum + weight, 0);
  const first = variants[0]?.name ?? '';
  const figure = (key: 'readers' | 'views' | 'presses' | 'purchases'): Column<VariantResult> => ({
    key,
    header: t(`experiment.${key}`),
    numeric: true,
    cell: (row) => words.number(row[key]),
  });
  const hundred = (share: number): string => words.number(share * 100, 2).replace('-', '−');
  const amount = (minor: number): string =>
    currency ? words.money({ amount: minor, currency }) : words.number(minor);
  return [
    { key: 'name', header: t('experiment.name'), cell: ({ name }) => name },
    {
      key: 'share',
      header: t('experiment.share'),
      numeric: true,
      cell: ({ weight }) => `${words.number((weight * 100) / all, 1)} %`,
    },
    figure('readers'),
    figure('views'),
    figure('presses'),
    figure('purchases'),
    {
      key: 'conversion',
      header: t('experiment.conversion'),
      numeric: true,
      cell: ({ conversion }) =>
        conversion
          ? t('experiment.between', {
              value: hundred(conversion.rate),
              low: hundred(conversion.low),
              high: hundred(conversion.high),
            })
          : t('value.none'),
    },
    {
      key: 'value',
      header: t('experiment.value'),
      numeric: true,
      cell: ({ valuePerThousandViews: value }) =>
        value
          ? t('experiment.between', {
              value: amount(value.amount),
              low: amount(value.low),
              high: amount(value.high),
            })
          : t('value.none'),
    },
    {
      key: 'difference',
      header: t('experiment.difference', { name: first }),
      numeric: true,
      cell: ({ difference }) =>
        difference
          ? t('experiment.points', { low: hundred(difference.low), high: hundred(difference.high) })
          : t('value.none'),
    },
    {
      key: 'verdict',
      header: t('experiment.verdict'),
      cell: ({ verdict }) =>
        verdict === 'first' ? (
          t('value.none')
        ) : (
          <Badge tone={verdict === 'better' ? 'good' : verdict === 'worse' ? 'bad' : 'plain'}>
            {words.named('experiment.verdict', verdict)}
          </Badge>
        ),
    },
  ];
}

function Said({ words, variant, currency }: { words: Words; variant: Variant; currency: string }): ReactNode {
  const { t } = words;
  const copy = Object.entries(variant.copy).flatMap(([language, said]) =>
    Object.entries(said ?? {}).map(([name, text]): [string, ReactNode] => [
      `${t(`copy.${name as 'headline' | 'join' | 'gift'}`)}, ${words.named('language', language)}`,
      text as string,
    ]),
  );
  const amounts = variant.amounts.map((amount) => words.money({ amount, currency })).join(', ');
  return (
    <>
      <h3>{variant.name}</h3>
      {copy.length === 0 && !amounts ? <p className="soft">{t('experiment.variant.usual')}</p> : null}
      <Facts facts={[...copy, [t('experiment.variant.amounts'), amounts]]} />
    </>
  );
}

function Acts({ words, experiment }: { words: Words; experiment: Experiment }): ReactNode {
  const { t } = words;
  const { key, status, variants, winner } = experiment;
  const act = (name: string): string => `/staff/experiments/${key}/${name}`;
  if (status === 'draft')
    return (
      <>
        <form className="form" method="post" action={act('start')}>
          <p>{t('experiment.start.text')}</p>
          <div className="buttons">
            <Button>{t('experiment.start')}</Button>
            <ButtonLink look="quiet" href={act('edit')}>
              {t('experiment.change')}
            </ButtonLink>
            <Button look="danger" formAction={act('remove')}>
              {t('experiment.remove')}
            </Button>
          </div>
        </form>
      </>
    );
  return (
    <form className="form" method="post" action={act('decide')}>
      <div className="buttons">
        {variants
          .filter((variant) => variant.key !== winner && status !== 'decided')
          .map(({ key: value, name }) => (
            <Button key={value} look="quiet" name="variant" value={value}>
              {t('experiment.decide', { name })}
            </Button>
          ))}
        {status === 'stopped' ? null : (
          <Button look="danger" formAction={act('stop')}>
            {t('experiment.stop')}
          </Button>
        )}
      </div>
    </form>
  );
}
