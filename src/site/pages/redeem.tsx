import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { Text } from '../messages/text.js';
import type { FormValues } from '../offers.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

/** What a gift's link shows: the gift itself, or why there is nothing to accept. */
export type Redemption =
  | {
      kind: 'open';
      months: number;
      giverName: string;
      message: string | null;
      expiresAt: string;
    }
  /** The giver is not named where only the confirming link is known. */
  | { kind: 'done'; giverName: string | null; endsAt: string; extended: boolean }
  | { kind: 'confirm'; email: string }
  | { kind: 'redeemed' }
  | { kind: 'expired'; expiredAt?: string }
  | { kind: 'on-hold' }
  | { kind: 'gone' };

interface Props {
  view: View;
  /** The form's own address; it holds the gift's token. */
  action: string;
  redemption: Redemption;
  timeZone: string;
  values?: FormValues;
  errors?: FieldErrors;
}

/** `/redeem/:token`: the message, and one step. */
export function RedeemPage(props: Props): ReactNode {
  const { view, redemption, timeZone } = props;
  const { text, newsroom } = view;
  if (redemption.kind === 'open') return <OpenGift {...props} gift={redemption} />;
  const { title, body } = words(text, newsroom.name, redemption, timeZone);
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={title} width="narrow">
      <div className="stack" role="status">
        <h1>{title}</h1>
        <p className="lead">{body}</p>
        <ButtonLink look="quiet" href="/">
          {text.t('redeem.home')}
        </ButtonLink>
      </div>
    </ReaderPage>
  );
}

type OpenRedemption = Extract<Redemption, { kind: 'open' }>;

function OpenGift(props: Props & { gift: OpenRedemption }): ReactNode {
  const { view, gift, values = {}, errors } = props;
  const { text, newsroom } = view;
  return (
    <ReaderPage view={view} trail={{ attribution: {} }} title={text.t('redeem.title')} width="narrow">
      <div className="page-head">
        <h1>{text.t('redeem.headline', { giver: gift.giverName })}</h1>
        <p className="lead">{text.t('redeem.lead', { months: gift.months, newsroom: newsroom.name })}</p>
      </div>
      {gift.message ? (
        <figure className="letter letter--gift">
          <figcaption className="small soft">
            {text.t('redeem.message', { giver: gift.giverName })}
          </figcaption>
          <blockquote className="letter__message">{gift.message}</blockquote>
        </figure>
      ) : null}
      <ReaderForm text={text} action={props.action} trail={{ attribution: {} }} errors={errors}>
        <div className="form__section">
          <Field
            name="name"
            label={text.t('redeem.name')}
            autoComplete="name"
            maxLength={200}
            required
            value={values.name}
            error={errors?.name}
          />
          <Field
            name="email"
            type="email"
            inputMode="email"
            label={text.t('redeem.email')}
            hint={text.t('redeem.email.hint')}
            autoComplete="email"
            maxLength={254}
            required
            value={values.email}
            error={errors?.email}
          />
        </div>
        <div className="form__pay">
          <Button wide>{text.t('redeem.accept')}</Button>
          <p className="small soft">
            {text.t('redeem.until', { day: text.date(gift.expiresAt, props.timeZone) })}
          </p>
        </div>
      </ReaderForm>
    </ReaderPage>
  );
}

function words(
  text: Text,
  newsroom: string,
  redemption: Exclude<Redemption, OpenRedemption>,
  timeZone: string,
): { title: string; body: string } {
  switch (redemption.kind) {
    case 'done': {
      const key = redemption.extended ? 'redeem.extended' : 'redeem.done';
      const day = text.date(redemption.endsAt, timeZone);
      return {
        title: text.t(`${key}.title`),
        body: text.t(`${key}.text`, { day, giver: redemption.giverName ?? text.t('redeem.giver') }),
      };
    }
    case 'confirm':
      return {
        title: text.t('redeem.confirm.title'),
        body: text.t('redeem.confirm.text', { email: redemption.email }),
      };
    case 'redeemed':
      return { title: text.t('redeem.redeemed.title'), body: text.t('redeem.redeemed.text') };
    case 'expired':
      return {
        title: text.t('redeem.expired.title'),
        body: redemption.expiredAt
          ? text.t('redeem.expired.text', { newsroom, day: text.date(redemption.expiredAt, timeZone) })
          : text.t('redeem.expired.textUndated', { newsroom }),
      };
    case 'on-hold':
      return { title: text.t('redeem.hold.title'), body: text.t('redeem.hold.text', { newsroom }) };
    case 'gone':
      return { title: text.t('redeem.gone.title'), body: text.t('redeem.gone.text') };
  }
}
