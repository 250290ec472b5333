import type Stripe from 'stripe';
import type { CardFailure } from '../billing/cards.js';
import { needsNothing } from '../billing/checkout.js';
import { submitLabel } from './wording.js';

export type Method = 'card' | 'bank';

export interface Typed {
  method: Method;
  email: string;
  cardNumber: string;
  cardExpiry: string;
  cardCvc: string;
  iban: string;
  promotionCode: string;
  billingName: string;
}

export type FieldName = Exclude<keyof Typed, 'method'>;
export interface Problem {
  field: FieldName;
  message: string;
}

export const NOTHING_TYPED: Typed = {
  method: 'card',
  email: '',
  cardNumber: '',
  cardExpiry: '',
  cardCvc: '',
  iban: '',
  promotionCode: '',
  billingName: '',
};

/** Where on the form a card's failure belongs. */
export function problemOf(failure: CardFailure, method: Method): Problem {
  if (method === 'bank') return { field: 'iban', message: failure.message };
  const fields = {
    number: 'cardNumber',
    exp_month: 'cardExpiry',
    exp_year: 'cardExpiry',
    cvc: 'cardCvc',
  } as const;
  return { field: failure.param ? fields[failure.param] : 'cardNumber', message: failure.message };
}

interface FormProps {
  session: Stripe.Checkout.Session;
  trial: boolean;
  typed: Typed;
  problem: Problem | null;
}

export function PayForm({ session, trial, typed, problem }: FormProps) {
  const known = session.customer_details?.email;
  const field = (name: FieldName) => ({
    name,
    value: typed[name],
    problem: problem?.field === name ? problem : null,
  });
  return (
    <form
      method="post"
      action={`/c/pay/${session.id}`}
      data-pay={typed.method === 'card' ? '' : undefined}
      noValidate={problem !== null}
    >
      {problem && (
        <p className="summary" role="alert" tabIndex={-1}>
          <a href={`#${problem.field}`}>{problem.message}</a>
        </p>
      )}
      {known ? (
        <div className="field">
          <strong id="email-label">E-mail</strong>
          <p className="fixed" aria-labelledby="email-label">
            {known}
          </p>
        </div>
      ) : (
        <Field {...field('email')} label="E-mail" type="email" autoComplete="email" />
      )}
      {!needsNothing(session) && <MethodFields method={typed.method} field={field} />}
      <div className="actions">
        <button type="submit" className="main">
          {submitLabel(session, trial)}
        </button>
        {session.cancel_url && <a href={session.cancel_url}>Cancel and go back</a>}
      </div>
    </form>
  );
}

interface InputsProps {
  field: (name: FieldName) => Pick<FieldProps, 'name' | 'value' | 'problem'>;
}

function MethodFields({ method, field }: InputsProps & { method: Method }) {
  return method === 'bank' ? <BankFields field={field} /> : <CardInputs field={field} />;
}

function CardInputs({ field }: InputsProps) {
  return (
    <>
      <Field
        {...field('cardNumber')}
        label="Card number"
        autoComplete="cc-number"
        placeholder="1234 1234 1234 1234"
        numeric
      />
      <div className="pair">
        <Field {...field('cardExpiry')} label="Expiry" autoComplete="cc-exp" placeholder="MM / YY" numeric />
        <Field {...field('cardCvc')} label="CVC" autoComplete="cc-csc" placeholder="CVC" numeric />
      </div>
      <Field {...field('billingName')} label="Cardholder name" autoComplete="cc-name" />
    </>
  );
}

function BankFields({ field }: InputsProps) {
  return (
    <>
      <input type="hidden" name="method" value="bank" />
      <Field {...field('iban')} label="IBAN" autoComplete="off" placeholder="DE00 0000 0000 0000 0000 00" />
      <Field {...field('billingName')} label="Name on the account" autoComplete="name" />
    </>
  );
}

interface FieldProps {
  name: FieldName;
  value: string;
  problem: Problem | null;
  label: string;
  type?: string;
  autoComplete: string;
  placeholder?: string;
  numeric?: boolean;
}

function Field({
  name,
  value,
  problem,
  label,
  type = 'text',
  autoComplete,
  placeholder,
  numeric,
}: FieldProps) {
  const errorId = problem ? `${name}-error` : undefined;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete={autoComplete}
        placeholder={placeholder}
        inputMode={numeric ? 'numeric' : undefined}
        required
        maxLength={name === 'email' ? 512 : 200}
        aria-invalid={problem ? true : undefined}
        aria-describedby={errorId}
        autoFocus={problem !== null}
      />
      {problem && (
        <p className="error" id={errorId}>
          {problem.message}
        </p>
      )}
    </div>
  );
}
