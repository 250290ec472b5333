import { stableToken } from '../ids.js';

/** Why a card was not charged; codes and messages are Stripe's. */
export interface CardFailure {
  code: string;
  message: string;
  decline_code?: string;
  param?: 'number' | 'exp_month' | 'exp_year' | 'cvc';
}

export interface TestCard {
  number: string;
  brand: 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay';
  label: string;
  funding?: 'credit' | 'debit';
  declines?: CardFailure;
  /** Stopped by fraud rules before the bank is asked. */
  blocked?: boolean;
  /** `setup`: asked for once, then the saved card renews unasked. `always`: a renewal needs the payer too. */
  authentication?: 'setup' | 'always';
  /** The payment that attaches it goes through, every later one is declined. */
  failsLater?: boolean;
  disputes?: 'fraudulent' | 'product_not_received' | 'inquiry';
  /** Succeeds, and the network warns of fraud some time later. */
  warns?: boolean;
  refunds?: 'fail' | 'pending';
}

const declined = (declineCode: string, message = 'Your card was declined.'): CardFailure => ({
  code: 'card_declined',
  decline_code: declineCode,
  message,
});

export const INSUFFICIENT_FUNDS = declined('insufficient_funds', 'Your card has insufficient funds.');
export const GENERIC_DECLINE = declined('generic_decline');
export const AUTHENTICATION_FAILED: CardFailure = {
  code: 'payment_intent_authentication_failure',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};
export const AUTHENTICATION_REQUIRED: CardFailure = {
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
const NO_TEST_CARD = declined(
  'test_mode_live_card',
  'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
);
const VELOCITY = declined(
  'card_velocity_exceeded',
  'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
);

/** https://docs.stripe.com/testing, as far as memberships and gifts meet it. */
export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', label: 'Succeeds' },
  { number: '5555555555554444', brand: 'mastercard', label: 'Succeeds' },
  { number: '378282246310005', brand: 'amex', label: 'Succeeds (4-digit CVC)' },
  { number: '6011111111111117', brand: 'discover', label: 'Succeeds' },
  { number: '4000056655665556', brand: 'visa', funding: 'debit', label: 'Succeeds (debit)' },
  { number: '3056930009020004', brand: 'diners', label: 'Succeeds' },
  { number: '3566002020360505', brand: 'jcb', label: 'Succeeds' },
  { number: '6200000000000005', brand: 'unionpay', label: 'Succeeds' },
  { number: '4000002500003155', brand: 'visa', label: '3-D Secure, asked once', authentication: 'setup' },
  { number: '4000002760003184', brand: 'visa', label: '3-D Secure, always asked', authentication: 'always' },
  {
    number: '4000008260003178',
    brand: 'visa',
    label: '3-D Secure, then insufficient funds',
    authentication: 'always',
    declines: INSUFFICIENT_FUNDS,
  },
  { number: '4000000000000002', brand: 'visa', label: 'Declined', declines: GENERIC_DECLINE },
  { number: '4000000000009995', brand: 'visa', label: 'Insufficient funds', declines: INSUFFICIENT_FUNDS },
  { number: '4000000000009987', brand: 'visa', label: 'Lost card', declines: declined('lost_card') },
  { number: '4000000000009979', brand: 'visa', label: 'Stolen card', declines: declined('stolen_card') },
  { number: '4000000000006975', brand: 'visa', label: 'Used too often', declines: VELOCITY },
  {
    number: '4000000000000069',
    brand: 'visa',
    label: 'Expired card',
    declines: { code: 'expired_card', message: 'Your card has expired.', param: 'exp_month' },
  },
  {
    number: '4000000000000127',
    brand: 'visa',
    label: 'Wrong CVC',
    declines: { code: 'incorrect_cvc', message: "Your card's security code is incorrect.", param: 'cvc' },
  },
  {
    number: '4000000000000119',
    brand: 'visa',
    label: 'Processing error',
    declines: {
      code: 'processing_error',
      message: 'An error occurred while processing your card. Try again in a little bit.',
    },
  },
  {
    number: '4100000000000019',
    brand: 'visa',
    label: 'Blocked as fraud',
    blocked: true,
    declines: declined('fraudulent'),
  },
  { number: '4000000000000341', brand: 'visa', label: 'Renewals fail', failsLater: true },
  { number: '4000000000000259', brand: 'visa', label: 'Disputed as fraud', disputes: 'fraudulent' },
  {
    number: '4000000000002685',
    brand: 'visa',
    label: 'Disputed: not received',
    disputes: 'product_not_received',
  },
  { number: '4000000000001976', brand: 'visa', label: 'Inquiry (no funds taken yet)', disputes: 'inquiry' },
  { number: '4000000000005423', brand: 'visa', label: 'Early fraud warning', warns: true },
  { number: '4000000000005126', brand: 'visa', label: 'A refund fails later', refunds: 'fail' },
  { number: '4000000000007726', brand: 'visa', label: 'A refund is pending at first', refunds: 'pending' },
];

const byNumber = new Map(testCards.map((card) => [card.number, card]));
const byFingerprint = new Map(testCards.map((card) => [fingerprintOf(card.number), card]));

/** Numbers are not kept: a saved card is known again by its fingerprint, as at Stripe. */
export function fingerprintOf(number: string): string {
  return stableToken(number);
}

/** A well-formed number that Stripe does not list is declined, whatever it is. */
export function cardByNumber(number: string): TestCard {
  return byNumber.get(number) ?? { number, brand: brandOf(number), label: '', declines: NO_TEST_CARD };
}

export function cardByFingerprint(fingerprint: string | null | undefined): TestCard | undefined {
  return byFingerprint.get(fingerprint ?? '');
}

function brandOf(number: string): TestCard['brand'] {
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  return number.startsWith('6') ? 'discover' : 'visa';
}
