import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { HiddenFields } from '../../site/ui/form.js';
import type { StaffContext } from '../context.js';
import { Section } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { MessageKey } from '../words.js';

export interface PlacementShown {
  /** Null for a new one. */
  key: string | null;
  typed: Record<string, string>;
  errors?: FieldErrors;
}

const pages = ['sections', 'tags', 'languages', 'countries'] as const;
const readers = ['share', 'afterArticles', 'maxViews', 'viewDays', 'gapHours'] as const;
const quiet = ['quietDaysNotNow', 'quietDaysMember'] as const;

/** One placement's rules: which pages, which readers, how often. */
export function PlacementPage({
  context,
  shown,
}: {
  context: StaffContext;
  shown: PlacementShown;
}): ReactNode {
  const { t } = context.words;
  const { key, typed, errors } = shown;
  const field = (name: string, extra: object = {}): ReactNode => (
    <Field
      key={name}
      name={name}
      label={t(`placement.${name}` as MessageKey)}
      hint={t(`placement.${name}.hint` as MessageKey)}
      value={typed[name]}
      error={errors?.[name]}
      {...extra}
    />
  );
  const number = (name: string): ReactNode =>
    field(name, { inputMode: 'numeric', maxLength: 5, short: true });
  const title = key ? t('placement.edit', { key }) : t('placement.new');
  return (
    <StaffPage context={context} title={title} current="nav.placements" width="narrow">
      <h1>{title}</h1>
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors ?? {}).length })} errors={errors} />
      <form className="form" method="post" action="/staff/placements" noValidate>
        {key ? (
          <HiddenFields
            fields={[
              ['key', key],
              ['known', key],
            ]}
          />
        ) : (
          field('key', { maxLength: 40, required: true })
        )}
        <Box name="active" label={t('placement.active')} typed={typed} />
        <Section title={t('placement.pages')}>
          {pages.map((name) => field(name))}
          {field('sensitivePages', { multiline: true })}
        </Section>
        <Section title={t('placement.readers')}>
          {readers.map(number)}
          <Box name="hideFromMembers" label={t('placement.hideFromMembers')} typed={typed} />
        </Section>
        <Section title={t('placement.quiet')}>{quiet.map(number)}</Section>
        <div className="buttons">
          <Button>{t('placement.save')}</Button>
          <ButtonLink look="plain" href="/staff/placements">
            {t('placement.back')}
          </ButtonLink>
        </div>
      </form>
      {key ? (
        <details>
          <summary>{t('placement.remove', { key })}</summary>
          <form className="form" method="post" action={`/staff/placements/${key}/remove`}>
            <p>{t('placement.remove.text')}</p>
            <Button look="danger">{t('placement.remove.press', { key })}</Button>
          </form>
        </details>
      ) : null}
    </StaffPage>
  );
}

interface BoxProps {
  name: string;
  label: string;
  typed: Record<string, string>;
}

function Box({ name, label, typed }: BoxProps): ReactNode {
  return (
    <label className="check">
      <input type="checkbox" name={name} defaultChecked={typed[name] === 'on'} /> {label}
    </label>
  );
}
