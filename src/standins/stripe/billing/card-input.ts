import type { CardFailure } from './cards.js';

/** A card as somebody typed it. */
export interface CardInput {
  number: string;
  /** `12 / 34`, `12/2034`, `1234` */
  expiry: string;
  cvc: string;
}

export interface ReadCard {
  number: string;
  expMonth: number;
  expYear: number;
}

/** Checks a typed card the way Stripe does before any bank is asked. */
export function readCard(input: CardInput, now: Date): ReadCard | CardFailure {
  const number = input.number.replaceAll(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    return { code: 'incorrect_number', message: 'Your card number is incorrect.', param: 'number' };
  }
  const expiry = readExpiry(input.expiry);
  const thisYear = now.getUTCFullYear();
  const pastMonth = expiry?.year === thisYear && expiry.month <= now.getUTCMonth();
  if (!expiry || expiry.month < 1 || expiry.month > 12 || pastMonth) {
    return {
      code: 'invalid_expiry_month',
      message: "Your card's expiration month is invalid.",
      param: 'exp_month',
    };
  }
  if (expiry.year < thisYear || expiry.year > thisYear + 50) {
    return {
      code: 'invalid_expiry_year',
      message: "Your card's expiration year is invalid.",
      param: 'exp_year',
    };
  }
  if (!(/^3[47]/.test(number) ? /^\d{3,4}$/ : /^\d{3}$/).test(input.cvc.trim())) {
    return { code: 'invalid_cvc', message: "Your card's security code is invalid.", param: 'cvc' };
  }
  return { number, expMonth: expiry.month, expYear: expiry.year };
}

/** Every second digit from the right doubled, digits summed, divisible by ten. */
export function passesLuhn(number: string): boolean {
  const digits = [...number].toReversed().map(Number);
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function readExpiry(text: string): { month: number; year: number } | null {
  const match = /^\s*(\d{1,2})\s*[/\s-]?\s*(\d{4}|\d{2})\s*$/.exec(text);
  if (!match) return null;
  const year = Number(match[2]);
  return { month: Number(match[1]), year: year < 100 ? 2000 + year : year };
}
