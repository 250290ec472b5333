import type { ReactNode } from 'react';
import { along, type Trail } from '../trail.js';
import { Button } from '../ui/button.js';
import { HiddenFields } from '../ui/form.js';
import type { View } from '../view.js';
import { ReaderPage } from './reader-page.js';

interface Props {
  view: View;
  trail: Trail;
  /** The form that was sent. */
  action: '/join' | '/gift' | '/donate';
  /** Everything that was typed, to be sent again as it was. */
  fields: [name: string, value: string][];
}

/** Stripe does not answer: nothing was charged, and one press tries again. */
export function PaymentTroublePage({ view, trail, action, fields }: Props): ReactNode {
  const { text } = view;
  return (
    <ReaderPage view={view} trail={trail} title={text.t('trouble.title')} width="narrow">
      <div className="stack" role="alert">
        <h1>{text.t('trouble.title')}</h1>
        <p className="lead">{text.t('trouble.text')}</p>
      </div>
      <form className="buttons part" method="post" action={action}>
        <HiddenFields fields={fields} />
        <Button>{text.t('trouble.again')}</Button>
        <Button look="quiet" formAction={along(action, trail)} name="action" value="edit">
          {text.t('trouble.back')}
        </Button>
      </form>
    </ReaderPage>
  );
}
