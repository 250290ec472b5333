import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { Text } from '../messages/text.js';
import { type Trail, trailFields } from '../trail.js';
import { Button } from './button.js';
import { CardMarks } from './card-marks.js';
import { ErrorSummary } from './error-summary.js';

interface FormProps {
  text: Text;
  action: string;
  trail: Trail;
  errors?: FieldErrors;
  children: ReactNode;
}

/** A form for readers: its faults first, then its fields; where the reader came from travels along. */
export function ReaderForm({ text, action, trail, errors, children }: FormProps): ReactNode {
  const count = Object.keys(errors ?? {}).length;
  return (
    <>
      <ErrorSummary title={text.t('form.errors', { count })} errors={errors} />
      {/* The browser's own bubbles vanish and speak its language; ours stay. */}
      <form className="form" method="post" action={action} noValidate>
        <HiddenFields fields={trailFields(trail)} />
        {children}
      </form>
    </>
  );
}

export function HiddenFields({ fields }: { fields: [name: string, value: string][] }): ReactNode {
  return fields.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

/** The end of a form that leads to Stripe: what will happen, the one button, the cards. */
export function PayButton(props: { text: Text; note: string; action?: string }): ReactNode {
  const { text, note, action } = props;
  return (
    <div className="form__pay">
      <Button wide name={action && 'action'} value={action}>
        {text.t('form.pay')}
      </Button>
      <p className="small soft">{note}</p>
      <CardMarks label={text.t('cards.label')} />
    </div>
  );
}

export function FormSection({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <h2 className="form__heading">{title}</h2>
      <div className="form__section">{children}</div>
    </section>
  );
}
