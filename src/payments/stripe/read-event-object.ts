import { isId } from '../../common/ids.js';
import type { AskedKind } from './event-types.js';

interface Metadata {
  purchase?: unknown;
}

interface Priced {
  price?: { id?: unknown; product?: unknown } | null;
  pricing?: { price_details?: { price?: unknown; product?: unknown } | null } | null;
}

interface Shown {
  metadata?: Metadata | null;
  items?: { data?: Priced[] } | null;
  lines?: { data?: Priced[] } | null;
  parent?: { subscription_details?: { metadata?: Metadata | null } | null } | null;
}

/** What a payload says by itself: that the object is not ours, and of which prices and products it is. */
export interface Provenance {
  foreign: boolean;
  stripeIds: string[];
}

/** What says nothing is asked for. */
export function provenance(kind: AskedKind, object: unknown): Provenance {
  const shown = object as Shown | null;
  return { foreign: isForeign(kind, shown), stripeIds: [...idsIn(shown?.items), ...idsIn(shown?.lines)] };
}

function isForeign(kind: AskedKind, shown: Shown | null): boolean {
  if (kind === 'subscription') return lacksPurchase(shown?.metadata);
  if (kind !== 'invoice') return false;
  // No parent at all is an invoice that no subscription made; a missing field is another API version's shape.
  if (shown?.parent === null) return true;
  return lacksPurchase(shown?.parent?.subscription_details?.metadata);
}

function lacksPurchase(metadata: Metadata | null | undefined): boolean {
  if (!metadata) return false;
  return !(typeof metadata.purchase === 'string' && isId(metadata.purchase));
}

function idsIn(list: Shown['items']): string[] {
  return (list?.data ?? [])
    .flatMap(({ price, pricing }) => [
      price?.id,
      price?.product,
      pricing?.price_details?.price,
      pricing?.price_details?.product,
    ])
    .filter((id) => typeof id === 'string');
}
