import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { ListWithCounts } from '../../newsletters/newsletter-lists.service.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import { HiddenFields } from '../../site/ui/form.js';
import type { StaffContext } from '../context.js';
import { StaffPage } from '../ui/staff-page.js';
import type { Words } from '../words.js';

export interface NewsletterShown {
  /** Null for a new one. */
  known: ListWithCounts | null;
  typed: Record<string, string>;
  errors?: FieldErrors;
}

/** One newsletter: what readers read of it, its place, and its end. */
export function NewsletterPage({
  context,
  shown,
}: {
  context: StaffContext;
  shown: NewsletterShown;
}): ReactNode {
  const { words } = context;
  const { t } = words;
  const { known, typed, errors } = shown;
  const held = (name: string) => ({ name, value: typed[name], error: errors?.[name] });
  const title = known ? t('newsletter.edit', { name: known.name }) : t('newsletter.new');
  return (
    <StaffPage context={context} title={title} current="nav.newsletters" width="narrow">
      <h1>{title}</h1>
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors ?? {}).length })} errors={errors} />
      <form className="form" method="post" action="/staff/newsletters" noValidate>
        {known ? (
          <HiddenFields
            fields={[
              ['key', known.key],
              ['known', known.key],
            ]}
          />
        ) : (
          <Field
            {...held('key')}
            label={t('newsletter.key')}
            hint={t('newsletter.key.hint')}
            maxLength={40}
            required
            short
          />
        )}
        <Field {...held('name')} label={t('newsletter.name')} maxLength={120} required />
        <Field
          {...held('description')}
          label={t('newsletter.description')}
          hint={t('newsletter.description.hint')}
          maxLength={300}
          required
        />
        <Field
          {...held('position')}
          label={t('newsletter.position')}
          hint={t('newsletter.position.hint')}
          inputMode="numeric"
          maxLength={4}
          short
        />
        <label className="check">
          <input type="checkbox" name="hidden" defaultChecked={typed.hidden === 'on'} />{' '}
          {t('newsletter.hidden')}
        </label>
        <div className="buttons">
          <Button>{t('newsletter.save')}</Button>
          <ButtonLink look="plain" href="/staff/newsletters">
            {t('newsletter.back')}
          </ButtonLink>
        </div>
      </form>
      {known ? <Removal words={words} list={known} /> : null}
    </StaffPage>
  );
}

/** Asks once, and says how many addresses go. One that readers can still sign up for is hidden first. */
function Removal({ words: { t }, list }: { words: Words; list: ListWithCounts }): ReactNode {
  const { key, name, confirmed, waiting, hidden } = list;
  const addresses = confirmed + waiting;
  const mayGo = hidden || addresses === 0;
  return (
    <details>
      <summary>{t('newsletter.remove', { name })}</summary>
      {mayGo ? (
        <form className="form" method="post" action={`/staff/newsletters/${key}/remove`}>
          <p>{t('newsletter.remove.text', { addresses })}</p>
          <HiddenFields fields={[['addresses', String(addresses)]]} />
          <Button look="danger">{t('newsletter.remove.press', { name })}</Button>
        </form>
      ) : (
        <p>{t('newsletter.remove.hideFirst', { addresses })}</p>
      )}
    </details>
  );
}
