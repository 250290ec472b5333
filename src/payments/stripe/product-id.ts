const PREFIX = 'thousandfold_';

/** The same for all buyers of the same thing, so that Stripe's reports group by it. */
export function productIdOf(productKey: string): string {
  return PREFIX + productKey.toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
}

/** What a product of ours is called here; null for one that is not ours. */
export function productKeyOf(productId: string): string | null {
  return productId.startsWith(PREFIX) ? productId.slice(PREFIX.length) : null;
}
