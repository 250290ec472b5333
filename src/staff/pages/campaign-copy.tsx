import type { ReactNode } from 'react';
import { type ShownState, shownStates } from '../../campaigns/campaign-copy.js';
import { type Language, languages } from '../../common/languages.js';
import type { FieldErrors } from '../../common/errors.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import type { StaffContext } from '../context.js';
import { Section } from '../ui/bits.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

export interface CopyShown {
  slug: string;
  title: string;
  typed: Record<string, string>;
  errors?: FieldErrors;
}

/** What a campaign says in each state and language, where that is not what it always says. */
export function CampaignCopyPage({ context, shown }: { context: StaffContext; shown: CopyShown }): ReactNode {
  const { words } = context;
  const { t } = words;
  const { slug, errors = {} } = shown;
  const title = t('copy.heading', { title: shown.title });
  return (
    <StaffPage context={context} title={title} current="nav.campaigns" width="narrow">
      <h1>{title}</h1>
      <p className="soft">{t('copy.lead')}</p>
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors).length })} errors={errors} />
      <form
        className="form staff__form"
        method="post"
        action={`/staff/campaigns/${encodeURIComponent(slug)}/copy`}
        noValidate
      >
        {shownStates.map((state) => (
          <Section key={state} title={words.named('campaign', state)}>
            {languages.map((language) => (
              <Part key={language} words={words} shown={shown} state={state} language={language} />
            ))}
          </Section>
        ))}
        <div className="buttons">
          <Button>{t('campaign.save')}</Button>
          <ButtonLink look="plain" href="/staff/campaigns">
            {t('campaign.back')}
          </ButtonLink>
        </div>
        <Section title={t('copy.preview')}>
          <div className="buttons">
            {shownStates.flatMap((state) =>
              languages.map((language) => (
                <Button
                  key={`${state}.${language}`}
                  look="plain"
                  name="preview"
                  value={`${state}.${language}`}
                  formTarget="_blank"
                >
                  {t('copy.preview.of', {
                    state: words.named('campaign', state),
                    language: words.named('language', language),
                  })}
                </Button>
              )),
            )}
          </div>
        </Section>
      </form>
    </StaffPage>
  );
}

interface PartProps {
  words: Words;
  shown: CopyShown;
  state: ShownState;
  language: Language;
}

const fields = { title: 120, headline: 200, join: 40, gift: 40, story: 20_000 } as const;

function Part({ words, shown: { typed, errors = {} }, state, language }: PartProps): ReactNode {
  const { t } = words;
  const at = `copy.${state}.${language}`;
  const names = Object.keys(fields) as (keyof typeof fields)[];
  return (
    <details open={names.some((name) => typed[`${at}.${name}`])}>
      <summary>{words.named('language', language)}</summary>
      <div className="form">
        {names.map((name) => (
          <Field
            key={name}
            name={`${at}.${name}`}
            label={t(`copy.${name}`)}
            value={typed[`${at}.${name}`]}
            error={errors[`${at}.${name}`]}
            maxLength={fields[name]}
            multiline={name === 'story'}
            rows={6}
          />
        ))}
      </div>
    </details>
  );
}
