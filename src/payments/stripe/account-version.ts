import type { Settings } from '../../config/settings.js';

const STRIPE = 'https://api.stripe.com';

/** The API version of the account itself, which answers where none is asked for; the SDK always asks for its own. */
export async function accountVersion(settings: Settings): Promise<string | null> {
  const answer = await fetch(new URL('/v1/balance', settings.STRIPE_API_BASE ?? STRIPE), {
    headers: { authorization: `Bearer ${settings.STRIPE_SECRET_KEY}` },
    signal: AbortSignal.timeout(15_000),
  });
  await answer.body?.cancel();
  return answer.headers.get('stripe-version');
}
