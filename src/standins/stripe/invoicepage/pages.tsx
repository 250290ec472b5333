import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { collect } from '../billing/collecting.js';
import { saveCard } from '../billing/saved-card.js';
import { decodeForm } from '../http/form.js';
import { sameOriginOnly } from '../http/same-origin.js';
import { formatMoney } from '../money.js';
import { pageHeaders } from '../pages/assets.js';
import { cardIn, CardFields } from '../pages/card-fields.js';
import { page } from '../pages/shell.js';
import { missingView } from '../paypage/views.js';
import { idOf } from '../store/tables.js';
import { AUTOMATIC } from '../world.js';
import type { World } from '../world.js';

interface ById {
  Params: { id: string };
}

/** Stripe's hosted invoice: where a member goes whose renewal failed or whose bank wants to ask. */
export function registerInvoicePage(app: FastifyInstance, world: World): void {
  app.addHook('onRequest', sameOriginOnly);
  app.get<ById>('/i/:id', ({ params }, reply) => show(reply, world.find('invoice', params.id)));
  app.post<ById>('/i/:id', ({ params, body }, reply) => {
    const invoice = world.find('invoice', params.id);
    if (invoice?.status !== 'open') return show(reply, invoice);
    const problem = world.act(AUTOMATIC, () => payInvoice(world, invoice, String(body ?? '')));
    return problem ? show(reply, invoice, problem) : reply.redirect(`/i/${invoice.id}`, 303);
  });
}

/** With the saved card, the payer confirming at the bank where it asks, or with a new one. */
function payInvoice(world: World, invoice: Stripe.Invoice, body: string): string | null {
  const form = decodeForm(body);
  const customer = world.need('customer', idOf(invoice.customer) ?? '');
  const problem = form['with'] === 'new' ? saveCard(world, customer, cardIn(form)) : null;
  if (problem) return problem;
  const subscription = world.need(
    'subscription',
    idOf(invoice.parent?.subscription_details?.subscription) ?? '',
  );
  const how = { onSession: true, authenticated: true };
  return collect(world, subscription, invoice, how).status === 'failed'
    ? 'The card was declined. Please use another one.'
    : null;
}

function show(
  reply: FastifyReply,
  invoice: Stripe.Invoice | undefined,
  problem: string | null = null,
): FastifyReply {
  if (!invoice) return reply.code(404).headers(pageHeaders).send(missingView());
  return reply
    .code(problem ? 402 : 200)
    .headers(pageHeaders)
    .send(invoiceView(invoice, problem));
}

function invoiceView(invoice: Stripe.Invoice, problem: string | null): string {
  const due = formatMoney(invoice.amount_due, invoice.currency);
  return page({
    title: problem ? `Error: ${problem}` : `Invoice ${invoice.number ?? ''}`,
    children: (
      <main>
        <div className="panel narrow">
          <h1>{`Invoice ${invoice.number ?? ''}`}</h1>
          <p className="amount">{due}</p>
          <p className="soft">{invoice.status === 'open' ? 'It is open.' : `It is ${invoice.status}.`}</p>
          {problem && (
            <p className="summary" role="alert">
              {problem}
            </p>
          )}
          {invoice.status === 'open' && (
            <>
              <form method="post" className="actions">
                <button type="submit" className="main" name="with" value="saved">
                  {`Confirm and pay ${due}`}
                </button>
              </form>
              <h2>Or with another card</h2>
              <form method="post">
                <CardFields />
                <button type="submit" name="with" value="new">
                  {`Pay ${due} with this card`}
                </button>
              </form>
            </>
          )}
        </div>
      </main>
    ),
  });
}
