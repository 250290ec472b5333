import type Stripe from 'stripe';

interface CustomerFormProps {
  session: string;
  customer: Stripe.Customer;
  allowed: string[];
}

/** Who the bills are for; what may be changed is a setting of the portal. */
export function CustomerForm({ session, customer, allowed }: CustomerFormProps) {
  return (
    <section aria-labelledby="customer">
      <h2 id="customer">Billing information</h2>
      <form method="post" action={`/p/session/${session}/customer`} className="panel">
        {allowed.includes('email') && (
          <div className="field">
            <label htmlFor="email">E-mail</label>
            <input id="email" name="email" type="email" defaultValue={customer.email ?? ''} maxLength={512} />
          </div>
        )}
        {allowed.includes('name') && (
          <div className="field">
            <label htmlFor="name">Name</label>
            <input id="name" name="name" defaultValue={customer.name ?? ''} maxLength={256} />
          </div>
        )}
        <button type="submit">Save</button>
      </form>
    </section>
  );
}
