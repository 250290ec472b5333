import { isId } from '../../common/ids.js';
import type { AskedKind } from './event-types.js';

interface Metadata {
  purchase?: unknown;
}

interface Shown {
  metadata?: Metadata | null;
  parent?: { subscription_details?: { metadata?: Metadata | null } | null } | null;
}

/** Whether the payload says by itself that the object is not ours; what says nothing is asked for. */
export function provenance(kind: AskedKind, object: unknown): 'foreign' | 'unknown' {
  const shown = object as Shown | null;
  if (kind === 'subscription') return judge(shown?.metadata);
  if (kind !== 'invoice') return 'unknown';
  // No parent at all is an invoice that no subscription made; a missing field is another API version's shape.
  if (shown?.parent === null) return 'foreign';
  return judge(shown?.parent?.subscription_details?.metadata);
}

function judge(metadata: Metadata | null | undefined): 'foreign' | 'unknown' {
  if (!metadata) return 'unknown';
  return typeof metadata.purchase === 'string' && isId(metadata.purchase) ? 'unknown' : 'foreign';
}
