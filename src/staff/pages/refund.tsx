import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { Money } from '../../common/money.js';
import { Button, ButtonLink } from '../../site/ui/button.js';
import { ErrorSummary } from '../../site/ui/error-summary.js';
import { Field } from '../../site/ui/field.js';
import type { StaffContext } from '../context.js';
import type { PurchaseDetail } from '../queries/purchase.js';
import { StaffPage } from '../ui/staff-page.js';

interface Props {
  context: StaffContext;
  purchase: PurchaseDetail;
  left: Money;
  /** Who has accepted a gift keeps the membership. */
  keeps: boolean;
  typed?: { amount?: string; reason?: string; gifts?: string };
  errors?: FieldErrors;
}

/** Asks once, and names what is refunded and to whom. */
export function RefundPage({ context, purchase, left, keeps, typed, errors }: Props): ReactNode {
  const { words } = context;
  const { t } = words;
  const what = purchase.description;
  const back = `/staff/purchases/${purchase.id}`;
  const gifts = giftsLeft(purchase);
  const [one] = purchase.gifts.length === 1 ? purchase.gifts : [];
  return (
    <StaffPage context={context} title={t('refund.title', { what })} width="narrow">
      <h1>{t('refund.title', { what })}</h1>
      <ErrorSummary title={t('form.errors', { count: Object.keys(errors ?? {}).length })} errors={errors} />
      <p>
        {t('refund.lead', {
          price: words.money(left),
          buyer: purchase.name ?? purchase.email ?? purchase.member?.email ?? t('donations.anonymous'),
        })}
      </p>
      <p className="soft">{t(gifts.length > 0 ? 'refund.gifts.effect' : 'refund.effect')}</p>
      {one?.status === 'redeemed' ? (
        <p>{t('refund.gift.accepted', { fate: keeps ? 'keeps' : 'ends' })}</p>
      ) : null}
      <form className="form" method="post" action={`${back}/refund`} noValidate>
        {gifts.length > 0 ? (
          <Gifts
            words={words}
            gifts={gifts}
            keeps={keeps}
            chosen={typed?.gifts ?? ''}
            error={errors?.gifts}
          />
        ) : null}
        <Field
          name="amount"
          label={t('refund.amount', { currency: left.currency.toUpperCase() })}
          hint={t(gifts.length > 0 ? 'refund.gifts.amount' : 'refund.amount.hint')}
          inputMode="decimal"
          value={typed?.amount}
          error={errors?.amount}
          maxLength={14}
          short
        />
        <Field
          name="reason"
          label={t('refund.reason')}
          hint={t('refund.reason.hint')}
          value={typed?.reason}
          error={errors?.reason}
          maxLength={500}
          required
        />
        <div className="buttons">
          <Button look="danger">{t('refund.button', { what })}</Button>
          <ButtonLink look="plain" href={back}>
            {t('refund.back')}
          </ButtonLink>
        </div>
      </form>
    </StaffPage>
  );
}

/** Those of an order of many among which staff choose. */
function giftsLeft({ gifts }: PurchaseDetail): PurchaseDetail['gifts'] {
  return gifts.length < 2 ? [] : gifts.filter(({ status }) => status !== 'refunded');
}

interface GiftsProps {
  words: StaffContext['words'];
  gifts: PurchaseDetail['gifts'];
  keeps: boolean;
  chosen: string;
  error?: string;
}

/** Those that were accepted say what it means for whoever did. */
function Gifts({ words: { t }, gifts, keeps, chosen, error }: GiftsProps): ReactNode {
  return (
    <fieldset className="field" id="field-gifts">
      <legend className="field__label">{t('refund.gifts')}</legend>
      <p className="field__hint">{t('refund.gifts.hint')}</p>
      {error ? <span className="field__error">{error}</span> : null}
      {gifts.map(({ id, place, status, recipientName, recipientEmail }) => {
        const redeemed = status === 'redeemed';
        const name = recipientName ?? recipientEmail ?? '';
        const named = name ? 'yes' : 'no';
        const fate = keeps ? 'keeps' : 'ends';
        return (
          <label className="check" key={id}>
            <input
              type="checkbox"
              name="gifts"
              value={redeemed ? `${id}:redeemed` : id}
              defaultChecked={chosen.includes(id)}
            />{' '}
            {t('refund.gift', { place, name, named, redeemed: redeemed ? fate : 'no' })}
          </label>
        );
      })}
    </fieldset>
  );
}
