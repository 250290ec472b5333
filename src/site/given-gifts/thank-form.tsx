import type { ReactNode } from 'react';
import { LONGEST_THANKS } from '../../gifts/thanks.dto.js';
import type { Text } from '../messages/text.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';

interface Props {
  text: Text;
  action: string;
  note?: string;
  error?: string;
}

/** One field: what the redeemer would like to say to the giver. */
export function ThankForm({ text, action, note, error }: Props): ReactNode {
  return (
    <form className="form" method="post" action={action} noValidate>
      <Field
        name="note"
        multiline
        label={text.t('thank.note')}
        hint={text.t('thank.note.hint', { max: LONGEST_THANKS })}
        maxLength={LONGEST_THANKS}
        value={note}
        error={error}
      />
      <div>
        <Button>{text.t('thank.press')}</Button>
      </div>
    </form>
  );
}
