import { ApiError } from './errors.js';

const MISSING =
  'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer ' +
  "auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.";

/** Any test key will do; a live one has no business here. */
export function checkKey(authorization: string | undefined): void {
  const key = keyIn(authorization);
  if (!key) throw refused(MISSING);
  if (/^(sk|rk)_test_\w+$/.test(key)) return;
  if (/^(sk|rk)_live_/.test(key))
    throw refused('This is a local stand-in for Stripe: live keys are refused.');
  throw refused(`Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(8)}`);
}

function keyIn(authorization = ''): string {
  const [scheme = '', value = ''] = authorization.split(/ +/, 2);
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return '';
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}

function refused(message: string): ApiError {
  return new ApiError(401, { type: 'invalid_request_error', message });
}
