import type Stripe from 'stripe';
import { collect, setMood } from '../billing/collecting.js';
import { markUncollectible, voidInvoice } from '../billing/invoice-ends.js';
import { settleAtOnce } from '../billing/settling.js';
import { invalid } from '../http/errors.js';
import { idOf } from '../store/tables.js';
import { door } from './door.js';
import type { Door } from './door.js';

const table = 'invoice';
const isOpen = ({ status }: Stripe.Invoice): boolean => status === 'open';

export const invoiceDoors: Door[] = [
  door(
    {
      path: 'invoices/:id/void',
      table,
      label: 'Void',
      fits: ({ status }) => status === 'open' || status === 'uncollectible',
    },
    {},
    voidInvoice,
  ),
  door(
    {
      path: 'invoices/:id/uncollectible',
      table,
      label: 'Give up as uncollectible',
      fits: isOpen,
    },
    {},
    markUncollectible,
  ),
  door(
    {
      path: 'invoices/:id/pay',
      table,
      label: 'The saved card pays it',
      fits: isOpen,
    },
    {},
    (world, row) => {
      const subscription = world.find('subscription', idOf(row.parent?.subscription_details?.subscription));
      if (!isOpen(row) || !subscription) throw invalid(`This invoice is ${row.status}.`);
      setMood(world, subscription, 'pays');
      collect(world, subscription, row);
      settleAtOnce(world, row.id);
      return world.need('invoice', row.id);
    },
  ),
];
