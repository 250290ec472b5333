import { checkoutDoors } from './checkout.js';
import { customerDoors } from './customers.js';
import { disputeDoors } from './disputes.js';
import type { Door } from './door.js';
import { foreignDoors } from './foreign.js';
import { invoiceDoors } from './invoices.js';
import { refundDoors } from './refunds.js';
import { settingsDoors } from './settings.js';
import { subscriptionDoors } from './subscriptions.js';

export const doors: Door[] = [
  ...checkoutDoors,
  ...subscriptionDoors,
  ...invoiceDoors,
  ...disputeDoors,
  ...refundDoors,
  ...customerDoors,
  ...foreignDoors,
  ...settingsDoors,
];
