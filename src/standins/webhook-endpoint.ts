import { Stripe } from 'stripe';
import { keep, readKept } from './kept-file.js';

interface Kept {
  id: string;
  secret: string;
}

/**
 * Registers the service's webhook address through Stripe's own interface, once; only then does Stripe tell the secret.
 * @returns the secret that signs the deliveries
 */
export async function registerWebhookEndpoint(
  standin: { url: string; secretKey: string },
  { url, events }: { url: string; events: string[] },
  keptIn: string,
): Promise<string> {
  const { hostname, port } = new URL(standin.url);
  const stripe = new Stripe(standin.secretKey, { host: hostname, port, protocol: 'http' });
  const text = await readKept(keptIn);
  const kept = text === undefined ? undefined : (JSON.parse(text) as Kept);
  const enabled_events = events as Stripe.WebhookEndpointCreateParams.EnabledEvent[];
  if (kept && (await moveTo(stripe, kept.id, { url, enabled_events }))) return kept.secret;
  const made = await stripe.webhookEndpoints.create({
    url,
    enabled_events,
    api_version: Stripe.API_VERSION,
  });
  if (!made.secret) throw new Error('Stripe told no secret for the webhook endpoint');
  await keep(keptIn, JSON.stringify({ id: made.id, secret: made.secret }));
  return made.secret;
}

/** Another PORT or release, the same endpoint. @returns false if Stripe does not know it: its data have been deleted */
async function moveTo(
  stripe: Stripe,
  id: string,
  wanted: { url: string; enabled_events: Stripe.WebhookEndpointUpdateParams.EnabledEvent[] },
): Promise<boolean> {
  try {
    await stripe.webhookEndpoints.update(id, wanted);
    return true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return false;
    throw error;
  }
}
