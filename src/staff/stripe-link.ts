import type { Settings } from '../config/settings.js';

const pages: Record<string, string> = {
  pi: 'payments',
  cus: 'customers',
  sub: 'subscriptions',
  in: 'invoices',
  evt: 'events',
  dp: 'disputes',
  du: 'disputes',
};

/** Where an object is seen in Stripe's dashboard, or on the page of the server that takes its place. */
export function stripeLink({ STRIPE_API_BASE, livemode }: Settings, id: string): string {
  if (STRIPE_API_BASE) return `${STRIPE_API_BASE.replace(/\/+$/, '')}/objects/${id}`;
  const page = pages[id.split('_')[0] ?? ''] ?? 'search';
  return `https://dashboard.stripe.com/${livemode ? '' : 'test/'}${page}/${id}`;
}
