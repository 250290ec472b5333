import { Stripe } from 'stripe';

/** Posts one event as Stripe does, signed now. `event` is the body's exact text, or an object to make it of. */
export async function deliver(url: string, event: object | string, secret: string): Promise<Response> {
  const payload = typeof event === 'string' ? event : JSON.stringify(event);
  return fetch(`${url}/webhooks/stripe`, {
    method: 'POST',
    body: payload,
    headers: {
      'content-type': 'application/json',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
    },
  });
}
