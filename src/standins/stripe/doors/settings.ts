import { changeSettings } from '../billing/account-settings.js';
import { oneOf } from '../http/params.js';
import { frontDoor } from './door.js';
import type { Door } from './door.js';

const AFTER_RETRIES = ['canceled', 'unpaid', 'past_due'] as const;

export const settingsDoors: Door[] = [
  frontDoor(
    {
      path: 'settings',
      label: 'Set',
      fields: [{ name: 'afterRetries', label: 'After the last retry', options: AFTER_RETRIES }],
    },
    { afterRetries: oneOf(...AFTER_RETRIES) },
    changeSettings,
  ),
];
