import type Stripe from 'stripe';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { cardByFingerprint } from './cards.js';

export const FRAUD_TYPES = [
  'made_with_stolen_card',
  'made_with_lost_card',
  'card_never_received',
  'fraudulent_card_application',
  'made_with_counterfeit_card',
  'unauthorized_use_of_card',
  'misc',
] as const;

type Warning = Stripe.Radar.EarlyFraudWarning;

/** Whether this card's charge is warned of some time later, and has not been yet. */
export function awaitsWarning(world: World, charge: Stripe.Charge): boolean {
  const card = cardByFingerprint(charge.payment_method_details?.card?.fingerprint);
  return charge.paid && card?.warns === true && warningsOf(world, charge.id).length === 0;
}

/** The card network takes a charge for fraud, before any dispute. */
export function warn(world: World, charge: Stripe.Charge, fraudType = 'unauthorized_use_of_card'): Warning {
  if (!charge.paid) throw invalid(`Charge ${charge.id} has not been paid.`, 'charge');
  const intent = idOf(charge.payment_intent);
  const warning = world.put('radar.early_fraud_warning', {
    id: newId('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: world.now(),
    fraud_type: fraudType,
    livemode: false,
    ...(intent && { payment_intent: intent }),
  });
  emit(world, 'radar.early_fraud_warning.created', warning);
  return warning;
}

/** Nothing is left to do about a charge that is disputed or wholly refunded. */
export function settleWarnings(world: World, charge: string): void {
  for (const one of warningsOf(world, charge)) {
    if (!one.actionable) continue;
    const settled = world.put('radar.early_fraud_warning', { ...one, actionable: false });
    emit(world, 'radar.early_fraud_warning.updated', settled, { actionable: true });
  }
}

function warningsOf(world: World, charge: string): Warning[] {
  return world.store.table('radar.early_fraud_warning').where('charge', charge);
}
