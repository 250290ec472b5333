import type { ReactNode } from 'react';
import { languages } from '../../common/languages.js';
import type { FieldErrors } from '../../common/errors.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ChoiceCards } from '../../site/ui/choice-cards.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { HiddenFields } from '../../site/ui/form.js';
import type { StaffContext } from '../context.js';
import { variantKeys } from '../experiment-form.js';
import { Section } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { MessageKey, Words } from '../words.js';

export interface DraftShown {
  /** Null for a new one. */
  key: string | null;
  typed: Record<string, string>;
  errors?: FieldErrors;
}

interface Parts {
  words: Words;
  typed: Record<string, string>;
  errors: FieldErrors;
}

/** A draft: which readers are asked what. */
export function ExperimentFormPage({
  context,
  shown,
}: {
  context: StaffContext;
  shown: DraftShown;
}): ReactNode {
  const { words, campaigns } = context;
  const { t } = words;
  const { key, typed, errors = {} } = shown;
  const parts = { words, typed, errors };
  const title = key ? t('experiment.edit', { name: typed.name ?? key }) : t('experiment.new');
  return (
    <StaffPage context={context} title={title} current="nav.experiments" width="narrow">
      <h1>{title}</h1>
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors).length })} errors={errors} />
      <form className="form staff__form" method="post" action="/staff/experiments" noValidate>
        <Held name="name" parts={parts} most={120} />
        {key ? (
          <HiddenFields
            fields={[
              ['key', key],
              ['known', key],
            ]}
          />
        ) : (
          <Held name="key" parts={parts} most={40} short hinted />
        )}
        <ChoiceCards
          name="campaign"
          legend={t('experiment.campaign')}
          size="rows"
          choices={campaigns.map(({ slug, title: label }) => ({ value: slug, label }))}
          chosen={typed.campaign}
          error={errors.campaign}
        />
        <Held name="placements" parts={parts} most={400} hinted />
        <Held name="readersWanted" parts={parts} most={12} short hinted />
        <Held name="currency" parts={parts} most={3} short hinted />
        {variantKeys.map((letter, place) => (
          <VariantFields key={letter} letter={letter} place={place} parts={parts} />
        ))}
        <div className="buttons">
          <Button>{t('experiment.save')}</Button>
          <ButtonLink look="plain" href="/staff/experiments">
            {t('experiment.back')}
          </ButtonLink>
        </div>
      </form>
    </StaffPage>
  );
}

function Held(props: {
  name: string;
  parts: Parts;
  most: number;
  short?: boolean;
  hinted?: boolean;
}): ReactNode {
  const { name, parts, most, short, hinted } = props;
  const { words, typed, errors } = parts;
  return (
    <Field
      name={name}
      label={words.t(`experiment.${name}` as MessageKey)}
      hint={hinted ? words.t(`experiment.${name}.hint` as MessageKey) : undefined}
      value={typed[name]}
      error={errors[name]}
      maxLength={most}
      short={short}
      required
    />
  );
}

function VariantFields({ letter, place, parts }: { letter: string; place: number; parts: Parts }): ReactNode {
  const { words, typed, errors } = parts;
  const { t } = words;
  const at = `variants.${place}`;
  const held = (name: string) => ({
    name: `${at}.${name}`,
    value: typed[`${at}.${name}`],
    error: errors[`${at}.${name}`],
  });
  const fields = (
    <>
      <Field {...held('name')} label={t('experiment.variant.name')} maxLength={80} />
      <Field
        {...held('weight')}
        label={t('experiment.variant.weight')}
        hint={t('experiment.variant.weight.hint')}
        inputMode="numeric"
        maxLength={3}
        short
      />
      {languages.flatMap((language) =>
        (['headline', 'join', 'gift'] as const).map((name) => (
          <Field
            key={`${language}.${name}`}
            {...held(`copy.${language}.${name}`)}
            label={`${t(`copy.${name}`)}, ${words.named('language', language)}`}
            maxLength={name === 'headline' ? 200 : 40}
          />
        )),
      )}
      <Field
        {...held('amounts')}
        label={t('experiment.variant.amounts')}
        hint={t('experiment.variant.amounts.hint')}
        maxLength={100}
      />
    </>
  );
  const title = t(place === 0 ? 'experiment.variant.first' : 'experiment.variant', {
    key: letter.toUpperCase(),
  });
  if (place < 2)
    return (
      <Section title={title}>
        <p className="soft">{t('experiment.variant.lead')}</p>
        {fields}
      </Section>
    );
  return (
    <details open={Boolean(typed[`${at}.name`])}>
      <summary>{title}</summary>
      <div className="form">{fields}</div>
    </details>
  );
}
