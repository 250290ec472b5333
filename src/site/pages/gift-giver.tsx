import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { Text } from '../messages/text.js';
import type { FormValues } from '../offers.js';
import { Field } from '../ui/field.js';
import { FormSection } from '../ui/form.js';

interface Props {
  text: Text;
  values: FormValues;
  errors?: FieldErrors;
  /** Who gets it does not learn the name. */
  unnamed?: boolean;
}

/** Who gives. */
export function GiftGiver({ text, values, errors, unnamed = false }: Props): ReactNode {
  return (
    <FormSection title={text.t('gift.giver')}>
      <Field
        name="giverName"
        label={text.t('gift.giverName')}
        hint={text.t(unnamed ? 'pool.give.name.hint' : 'gift.giverName.hint')}
        autoComplete="name"
        maxLength={200}
        required
        value={values.giverName}
        error={errors?.giverName}
      />
      <Field
        name="giverEmail"
        type="email"
        inputMode="email"
        label={text.t('gift.giverEmail')}
        hint={text.t(unnamed ? 'pool.give.email.hint' : 'gift.giverEmail.hint')}
        autoComplete="email"
        maxLength={254}
        required
        value={values.giverEmail}
        error={errors?.giverEmail}
      />
    </FormSection>
  );
}
