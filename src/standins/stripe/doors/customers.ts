import { deleteCustomer } from '../billing/customer-deletion.js';
import { updateCustomer } from '../billing/customers.js';
import { text } from '../http/params.js';
import { email } from '../resources/customers.js';
import { door } from './door.js';
import type { Door } from './door.js';

export const customerDoors: Door[] = [
  door(
    {
      path: 'customers/:id/update',
      table: 'customer',
      label: 'Change',
      fields: [
        { name: 'email', label: 'E-mail' },
        { name: 'name', label: 'Name' },
      ],
    },
    { email, name: text(256) },
    updateCustomer,
  ),
  door({ path: 'customers/:id/delete', table: 'customer', label: 'Delete for good' }, {}, deleteCustomer),
];
