import type { Flag } from '../payments/purchase-notes.js';

/** The flags whose purchases are best given back whole, and the reason that is written down then. */
const reasons: Partial<Record<Flag, string>> = {
  second_membership: 'A second membership of the same person',
  fraud_warning: 'An early warning of fraud',
};

/** Null for what is not undone by one press. */
export function reasonToUndo(flag: string | null): string | null {
  return flag === null ? null : (reasons[flag as Flag] ?? null);
}
