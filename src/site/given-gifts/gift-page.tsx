import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import { LONGEST_MESSAGE } from '../../gifts/gift-sizes.js';
import { changeAllowed } from '../../gifts/gift-state.js';
import type { GivenGift } from '../../gifts/gifts-of-giver.service.js';
import type { FormValues } from '../offers.js';
import { ReaderPage } from '../pages/reader-page.js';
import { Button } from '../ui/button.js';
import { ErrorSummary } from '../ui/error-summary.js';
import { Field } from '../ui/field.js';
import { HiddenFields } from '../ui/form.js';
import { Notice } from '../ui/notice.js';
import type { View } from '../view.js';
import { HandOnLink, Thanks } from './gift-part.js';
import { stateInWords } from './words.js';

export interface GivenGiftView {
  given: GivenGift;
  timeZone: string;
  /** The page of all of them, which is a secret. */
  path: string;
  /** What stands in the form's fields: as it is, or as it was typed. */
  values: FormValues;
  /** The first and the last day on which it can arrive; null when its day has come. */
  days: { first: string; last: string } | null;
  errors?: FieldErrors;
  /** What has just become of it. */
  saved?: 'waiting' | 'sent' | 'handed' | 'pooled';
  /** Why nothing was changed. */
  missed?: string;
}

/** `/gifts/:purchase/:token/:place`: one gift, and what its giver can still do about it. */
export function GivenGiftPage({ view, shown }: { view: View; shown: GivenGiftView }): ReactNode {
  const { text } = view;
  const { given, path, timeZone, errors, saved, missed } = shown;
  const { recipientName } = given.gift;
  const title = recipientName
    ? text.t('given.one.titled', { name: recipientName })
    : text.t('given.one.title');
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="page-head">
        <p>
          <a href={path}>{text.t('given.one.back')}</a>
        </p>
        <h1>{title}</h1>
        <p className="lead">{stateInWords(text, given, timeZone)}</p>
      </div>
      <div className="stack">
        {saved ? <Notice role="status" title={text.t(`given.saved.${saved}`)} /> : null}
        {missed ? (
          <Notice tone="problem" role="alert" title={text.t('given.missed.title')}>
            <p>
              {missed} {changeAllowed(given.state) ? text.t('given.missed.again') : ''}
            </p>
          </Notice>
        ) : null}
      </div>
      {(given.link && given.state !== 'sent') || given.gift.thanks ? (
        <div className="part">
          <HandOnLink text={text} given={given} card={`${path}/cards/${given.gift.place}.pdf`} />
          <Thanks text={text} given={given} />
        </div>
      ) : null}
      <ErrorSummary
        title={text.t('form.errors', { count: Object.keys(errors ?? {}).length })}
        errors={errors}
      />
      <ChangeForm view={view} shown={shown} />
      <PoolForm view={view} shown={shown} />
    </ReaderPage>
  );
}

/** For readers who cannot afford one, instead of for whom it was. */
function PoolForm({
  view: { text },
  shown: { given, path },
}: {
  view: View;
  shown: GivenGiftView;
}): ReactNode {
  if (!changeAllowed(given.state)) return null;
  return (
    <section className="part">
      <h2>{text.t('given.pool.title')}</h2>
      <form className="form" method="post" action={`${path}/${given.gift.place}/pool`}>
        <p>{text.t('given.pool.lead')}</p>
        <div>
          <Button look="quiet">{text.t('given.pool.press')}</Button>
        </div>
      </form>
    </section>
  );
}

function ChangeForm({ view, shown }: { view: View; shown: GivenGiftView }): ReactNode {
  const { text } = view;
  const { given, path, values, errors, days } = shown;
  const allowed = changeAllowed(given.state);
  if (!allowed) return null;
  const { place, linkVersion } = given.gift;
  const emailHint = given.state === 'handed' ? 'given.email.handed.hint' : 'given.email.hint';
  return (
    <section className="part">
      <h2>{text.t(`given.${allowed}.title`)}</h2>
      {allowed === 'send' ? <p>{text.t('given.send.lead')}</p> : null}
      <form className="form" method="post" action={`${path}/${place}`} noValidate>
        <HiddenFields
          fields={[
            ['change', allowed],
            ['version', String(linkVersion)],
          ]}
        />
        <div className="form__section">
          <Field
            name="name"
            label={text.t('given.name')}
            optional={text.t('form.optional')}
            autoComplete="off"
            maxLength={200}
            value={values.name}
            error={errors?.name}
          />
          <Field
            name="email"
            type="email"
            inputMode="email"
            label={text.t('given.email')}
            hint={text.t(emailHint)}
            autoComplete="off"
            maxLength={254}
            value={values.email}
            error={errors?.email}
          />
          {allowed === 'correct' && days ? (
            <Field
              name="deliverOn"
              type="date"
              short
              label={text.t('given.day')}
              hint={text.t('given.day.hint')}
              min={days.first}
              max={days.last}
              value={values.deliverOn}
              error={errors?.deliverOn}
            />
          ) : null}
          <Field
            name="message"
            multiline
            label={text.t('given.message')}
            optional={text.t('form.optional')}
            hint={text.t('gift.message.hint', { max: LONGEST_MESSAGE })}
            maxLength={LONGEST_MESSAGE}
            value={values.message}
            error={errors?.message}
          />
        </div>
        <div>
          <Button>{text.t(`given.${allowed}.press`)}</Button>
        </div>
      </form>
    </section>
  );
}
