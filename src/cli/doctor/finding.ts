import { PaymentsUnavailable } from '../../payments/payments-unavailable.js';
import { StripeRefused } from '../../payments/stripe/stripe-refused.js';

/** What looking at one thing came to, in a reader's words; `ok: null` is worth knowing and nothing to do. */
export interface Finding {
  what: string;
  ok: boolean | null;
  says: string;
}

export const ok = (what: string, says: string): Finding => ({ what, ok: true, says });
export const note = (what: string, says: string): Finding => ({ what, ok: null, says });
export const wrong = (what: string, says: string): Finding => ({ what, ok: false, says });

/** A thing that could not even be looked at is wrong, and holds nothing else up. */
export async function looked(what: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [wrong(what, adviceOn(error))];
  }
}

/** Without what a server quotes of what it was sent. */
function adviceOn(error: unknown): string {
  if (error instanceof PaymentsUnavailable || isUnanswered(error))
    return 'could not be looked at, as nobody answers: look at the network, and STRIPE_API_BASE if it is set';
  if (error instanceof StripeRefused)
    return 'could not be looked at, as Stripe refuses the request: see STRIPE_SECRET_KEY and what that key may read';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return `could not be looked at: ${code}`;
  return `could not be looked at: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`;
}

/** What fetch throws where there is no connection, or no answer in time. */
export function isUnanswered(error: unknown): boolean {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  return name === 'TimeoutError' || message === 'fetch failed';
}
