import type { FieldErrors } from '../common/errors.js';
import type { Text } from './messages/text.js';
import { typed } from './form-values.js';
import type { FormValues } from './offers.js';
import type { Trail } from './trail.js';

/** The form for one gift, as the JSON face's DTO wants it. */
export function giftRequest(values: FormValues, trail: Trail): Record<string, unknown> {
  const [plan, months] = (values.term ?? '').split(':');
  const byEmail = values.way !== 'self';
  const recipient = {
    name: typed(values, 'recipientName'),
    email: byEmail ? typed(values, 'recipientEmail') : undefined,
    message: typed(values, 'message'),
    deliverOn: byEmail && values.when === 'date' ? typed(values, 'deliverOn') : undefined,
  };
  return {
    plan: plan || undefined,
    months: months ? Number(months) : undefined,
    giver: { name: typed(values, 'giverName'), email: typed(values, 'giverEmail') },
    recipients: [recipient],
    ...trail,
  };
}

/** What the reader's own choices make necessary: the JSON face takes these as not wanted. */
export function missingFields(values: FormValues, text: Text): FieldErrors {
  const errors: FieldErrors = {};
  if (values.way === 'self') return errors;
  if (!typed(values, 'recipientEmail')) errors.recipientEmail = text.t('gift.recipientEmail.missing');
  if (values.when === 'date' && !typed(values, 'deliverOn'))
    errors.deliverOn = text.t('gift.deliverOn.missing');
  return errors;
}

const formFields: Record<string, string> = {
  plan: 'term',
  months: 'term',
  'giver.name': 'giverName',
  'giver.email': 'giverEmail',
  pool: 'pool',
  'recipients.0.name': 'recipientName',
  'recipients.0.email': 'recipientEmail',
  'recipients.0.message': 'message',
  'recipients.0.deliverOn': 'deliverOn',
};

/** In the order of the form, so that the summary reads from top to bottom. */
export function atGiftFields(errors: FieldErrors): FieldErrors {
  const known = Object.entries(formFields).map(([name, field]) => [field, errors[name]] as const);
  const order = [
    'term',
    'pool',
    'recipientName',
    'recipientEmail',
    'deliverOn',
    'message',
    'giverName',
    'giverEmail',
  ];
  const sorted = order.flatMap((field) => known.filter(([name, message]) => name === field && message));
  const others = Object.entries(errors).filter(([name]) => !(name in formFields));
  return Object.fromEntries([...others, ...sorted]) as FieldErrors;
}
