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
  typed?: { amount?: string; reason?: string };
  errors?: FieldErrors;
}

/** Asks once, and names what is refunded and to whom. */
export function RefundPage({ context, purchase, left, typed, errors }: Props): ReactNode {
  const { words } = context;
  const { t } = words;
  const what = purchase.description;
  const back = `/staff/purchases/${purchase.id}`;
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
      <p className="soft">{t('refund.effect')}</p>
      <form className="form" method="post" action={`${back}/refund`} noValidate>
        <Field
          name="amount"
          label={t('refund.amount', { currency: left.currency.toUpperCase() })}
          hint={t('refund.amount.hint')}
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
