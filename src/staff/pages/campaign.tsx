import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ChoiceCards } from '../../site/ui/choice-cards.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { CLAIM_ROWS, translated } from '../campaign-form.js';
import type { StaffContext } from '../context.js';
import { Section } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { MessageKey, Words } from '../words.js';

export interface CampaignShown {
  /** Of the campaign that is changed; null for a new one. */
  slug: string | null;
  typed: Record<string, string>;
  errors?: FieldErrors;
}

/** Everything that staff decide about a campaign, in one form. */
export function CampaignPage({ context, shown }: { context: StaffContext; shown: CampaignShown }): ReactNode {
  const { words } = context;
  const { t } = words;
  const { slug, typed, errors = {} } = shown;
  const title = slug ? t('campaign.edit', { title: typed.title ?? slug }) : t('campaign.new');
  const parts = { words, typed, errors };
  return (
    <StaffPage context={context} title={title} current="nav.campaigns" width="narrow">
      <h1>{title}</h1>
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors).length })} errors={errors} />
      <form
        className="form staff__form"
        method="post"
        action={slug ? `/staff/campaigns/${encodeURIComponent(slug)}/edit` : '/staff/campaigns'}
        noValidate
      >
        <Copy {...parts} />
        <Goal {...parts} />
        <Time {...parts} />
        <Counting {...parts} />
        <Claims {...parts} />
        <Publishing {...parts} />
        <div className="buttons">
          <Button>{t('campaign.save')}</Button>
          <ButtonLink look="plain" href="/staff/campaigns">
            {t('campaign.back')}
          </ButtonLink>
        </div>
      </form>
    </StaffPage>
  );
}

interface Parts {
  words: Words;
  typed: Record<string, string>;
  errors: FieldErrors;
}

/** What stands in the field, and what is wrong with it. */
const held = (name: string, { typed, errors }: Parts) => ({ name, value: typed[name], error: errors[name] });

function Copy(parts: Parts): ReactNode {
  const { t } = parts.words;
  return (
    <Section title={t('campaign.copy')}>
      <Field {...held('title', parts)} label={t('campaign.title')} maxLength={120} required />
      <Field
        {...held('slug', parts)}
        label={t('campaign.slug')}
        hint={t('campaign.slug.hint')}
        maxLength={60}
        required
        short
      />
      <Field {...held('headline', parts)} label={t('campaign.headline')} maxLength={200} required />
      <Field
        {...held('story', parts)}
        label={t('campaign.story')}
        hint={t('campaign.story.hint')}
        maxLength={20_000}
        rows={12}
        multiline
      />
    </Section>
  );
}

function Goal(parts: Parts): ReactNode {
  const { t } = parts.words;
  return (
    <Section title={t('campaign.goal')}>
      <Choices name="goal.kind" label="campaign.goal.kind" values={['members', 'money']} parts={parts} />
      <Field
        {...held('goal.target', parts)}
        label={t('campaign.goal.target')}
        inputMode="decimal"
        maxLength={17}
        required
        short
      />
      <Field
        {...held('goal.currency', parts)}
        label={t('campaign.goal.currency')}
        hint={t('campaign.goal.currency.hint')}
        maxLength={3}
        short
      />
      <Field
        {...held('nextGoals', parts)}
        label={t('campaign.nextGoals')}
        hint={t('campaign.nextGoals.hint')}
        maxLength={200}
      />
      <Field
        {...held('matching.donor', parts)}
        label={t('campaign.matching.donor')}
        hint={t('campaign.matching.hint')}
        maxLength={120}
      />
      <Field
        {...held('matching.limit', parts)}
        label={t('campaign.matching.limit')}
        inputMode="decimal"
        maxLength={17}
        short
      />
      <Field
        {...held('milestones', parts)}
        label={t('campaign.milestones')}
        hint={t('campaign.milestones.hint')}
        maxLength={200}
      />
      <Field
        {...held('tellMembersAt', parts)}
        label={t('campaign.tellMembersAt')}
        hint={t('campaign.tellMembersAt.hint')}
        maxLength={200}
      />
      <Field
        {...held('baseline', parts)}
        label={t('campaign.baseline')}
        hint={t('campaign.baseline.hint')}
        inputMode="decimal"
        maxLength={17}
        short
      />
    </Section>
  );
}

function Time(parts: Parts): ReactNode {
  const { t } = parts.words;
  return (
    <Section title={t('campaign.time')}>
      <Field
        {...held('timeZone', parts)}
        label={t('campaign.timeZone')}
        hint={t('campaign.timeZone.hint')}
        maxLength={64}
        required
      />
      <Field
        {...held('startsAt', parts)}
        type="datetime-local"
        label={t('campaign.startsAt')}
        required
        short
      />
      <Field
        {...held('endsAt', parts)}
        type="datetime-local"
        label={t('campaign.endsAt')}
        hint={t('campaign.endsAt.hint')}
        required
        short
      />
    </Section>
  );
}

function Counting(parts: Parts): ReactNode {
  return (
    <Section title={parts.words.t('campaign.counting')}>
      <p className="soft">{parts.words.t('campaign.counting.lead')}</p>
      <Choices
        name="countGiftsAt"
        label="campaign.countGiftsAt"
        values={['purchase', 'redemption']}
        parts={parts}
      />
      <Choices name="countReturning" label="campaign.countReturning" values={['no', 'yes']} parts={parts} />
      <Choices
        name="uncountGiftsToMembers"
        label="campaign.uncountGiftsToMembers"
        values={['no', 'yes']}
        parts={parts}
      />
    </Section>
  );
}

function Publishing(parts: Parts): ReactNode {
  return (
    <Section title={parts.words.t('campaign.publishing')}>
      <Choices name="published" label="campaign.published" values={['no', 'yes']} parts={parts} />
    </Section>
  );
}

function Choices(props: { name: string; label: MessageKey; values: string[]; parts: Parts }): ReactNode {
  const { name, label, values, parts } = props;
  const { words } = parts;
  return (
    <ChoiceCards
      name={name}
      legend={words.t(label)}
      size="rows"
      choices={values.map((value) => ({ value, label: words.named(label, value) }))}
      chosen={parts.typed[name] ?? values[0]}
      error={parts.errors[name]}
    />
  );
}

function Claims(parts: Parts): ReactNode {
  const { t } = parts.words;
  const fields = [
    ...(['text', 'numerator', 'denominator', 'source', 'asOf'] as const),
    ...translated.flatMap(
      (language) => [`translations.${language}.text`, `translations.${language}.source`] as const,
    ),
  ];
  return (
    <Section title={t('campaign.claims')}>
      <p className="soft">{t('campaign.claims.lead')}</p>
      {Array.from({ length: CLAIM_ROWS }, (_, row) => (
        <details key={row} open={fields.some((field) => held(`claims.${row}.${field}`, parts).value)}>
          <summary>{t('campaign.claim', { place: row + 1 })}</summary>
          <div className="form">
            {fields.map((field) => (
              <Field
                key={field}
                {...held(`claims.${row}.${field}`, parts)}
                label={t(`campaign.claim.${field}`)}
                type={field === 'asOf' ? 'date' : 'text'}
                maxLength={200}
                short={!field.endsWith('text') && !field.endsWith('source')}
              />
            ))}
          </div>
        </details>
      ))}
    </Section>
  );
}
