import type { CardInput } from '../billing/card-input.js';
import type { FormTree } from '../http/form.js';

/** The three fields of a new card. */
export function CardFields() {
  return (
    <>
      <div className="field">
        <label htmlFor="cardNumber">New card number</label>
        <input id="cardNumber" name="cardNumber" inputMode="numeric" autoComplete="cc-number" required />
      </div>
      <div className="pair">
        <div className="field">
          <label htmlFor="cardExpiry">Expiry</label>
          <input
            id="cardExpiry"
            name="cardExpiry"
            inputMode="numeric"
            autoComplete="cc-exp"
            placeholder="MM / YY"
            required
          />
        </div>
        <div className="field">
          <label htmlFor="cardCvc">CVC</label>
          <input id="cardCvc" name="cardCvc" inputMode="numeric" autoComplete="cc-csc" required />
        </div>
      </div>
    </>
  );
}

export function cardIn(form: FormTree): CardInput {
  const read = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value : '';
  };
  return { number: read('cardNumber'), expiry: read('cardExpiry'), cvc: read('cardCvc') };
}
