import type { AccountSettings } from '../store/notes.js';
import type { World } from '../world.js';

const AT_FIRST: AccountSettings = { id: 'account_settings', afterRetries: 'canceled' };

/** What Stripe's own dashboard would be asked for. */
export function settingsOf(world: World): AccountSettings {
  return world.find('account_settings', AT_FIRST.id) ?? AT_FIRST;
}

export function changeSettings(world: World, changes: Partial<Omit<AccountSettings, 'id'>>): AccountSettings {
  return world.put('account_settings', { ...settingsOf(world), ...changes });
}
