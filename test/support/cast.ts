import { eventually, type TestService } from './service.js';

interface Opened {
  purchase: string;
  url: string;
}

export interface Bought {
  purchase: string;
  session: string;
}

/** The running product as far as people meet it, and its Stripe. */
export type Product = Omit<TestService, 'service' | 'close'>;

/** Plays people against the running product, over HTTP as a browser or a payer would. */
export class Cast {
  constructor(
    private readonly product: Product,
    private readonly language = 'en',
  ) {}

  async joins(
    email: string,
    { plan = 'supporter-month', campaign = 'birthday', attribution = {} } = {},
  ): Promise<Bought> {
    return this.buys('membership', { plan, campaign, attribution }, email);
  }

  async gives(
    giver: string,
    recipients: { email?: string; name?: string; deliverOn?: string; message?: string }[],
    { months = 3, campaign = 'birthday', pool = 0 } = {},
  ): Promise<Bought> {
    const body = {
      plan: 'supporter-month',
      months,
      campaign,
      giver: { name: giver.split('@')[0], email: giver },
      recipients,
      pool,
    };
    return this.buys('gift', body, giver);
  }

  async donates(
    email: string,
    amount: number,
    { interval = 'once', campaign = 'birthday' } = {},
  ): Promise<Bought> {
    return this.buys('donation', { amount: { amount, currency: 'eur' }, interval, campaign }, email);
  }

  /** Opens Stripe's page without paying. */
  async opens(purpose: string, body: object): Promise<Opened> {
    const answer = await this.post(`${this.product.url}/api/checkout/${purpose}`, body);
    if (answer.status !== 201) throw new Error(`checkout: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Opened;
  }

  async pays(session: string, email: string, card = '4242424242424242'): Promise<void> {
    const path = `/_standin/checkout/sessions/${session}/pay`;
    const answer = await this.post(this.product.stripeUrl + path, { card, email, name: email.split('@')[0] });
    const { status } = (await answer.json()) as { status: string };
    if (status !== 'complete') throw new Error(`paying: ${status}`);
  }

  /** All, or a part, of a purchase's first payment. */
  async refunds({ session }: Bought, amount?: number): Promise<string> {
    const { id } = await this.product.stripe.refunds.create({
      payment_intent: await this.paymentOf(session),
      amount,
    });
    return id;
  }

  async renews({ session }: Bought): Promise<void> {
    await this.standin(`/_standin/subscriptions/${await this.subscriptionOf(session)}/renew`);
  }

  async disputes({ session }: Bought): Promise<string> {
    const intent = await this.product.stripe.paymentIntents.retrieve(await this.paymentOf(session));
    const charge = typeof intent.latest_charge === 'string' ? intent.latest_charge : intent.latest_charge?.id;
    const dispute = (await (await this.standin(`/_standin/charges/${charge}/dispute`)).json()) as {
      id: string;
    };
    return dispute.id;
  }

  async closesDispute(id: string, status: 'won' | 'lost'): Promise<void> {
    await this.standin(`/_standin/disputes/${id}/close`, { status });
  }

  async subscriptionOf(session: string): Promise<string> {
    const { subscription } = await this.product.stripe.checkout.sessions.retrieve(session);
    if (!subscription) throw new Error('no subscription');
    return typeof subscription === 'string' ? subscription : subscription.id;
  }

  async paymentOf(session: string): Promise<string> {
    const { payment_intent: once, invoice } = await this.product.stripe.checkout.sessions.retrieve(session);
    if (once) return typeof once === 'string' ? once : once.id;
    const { data } = await this.product.stripe.invoicePayments.list({ invoice: String(invoice) });
    const intent = data[0]?.payment.payment_intent;
    if (!intent) throw new Error('no payment');
    return typeof intent === 'string' ? intent : intent.id;
  }

  /** The gift's link, from the mail to whom it was sent. */
  async linkFor(address: string): Promise<string> {
    const mails = await eventually(
      () => this.mailsSoFar(address),
      (found) => tokenIn(found) !== null,
    );
    return tokenIn(mails) ?? '';
  }

  /** Null while the e-mail has not come. */
  async linkSoFar(address: string): Promise<string | null> {
    return tokenIn(await this.mailsSoFar(address));
  }

  async redeems(token: string, email: string): Promise<Response> {
    return this.post(`${this.product.url}/api/gifts/${token}/redeem`, { email, name: email.split('@')[0] });
  }

  async isMember(email: string): Promise<{ member: boolean; until?: string }> {
    const headers = { authorization: `Bearer ${this.product.settings.STAFF_API_TOKEN}` };
    const answer = await fetch(`${this.product.url}/api/membership?email=${encodeURIComponent(email)}`, {
      headers,
    });
    return (await answer.json()) as { member: boolean; until?: string };
  }

  /** Every event has been delivered and handled: what is true now stays true. */
  async settled(): Promise<void> {
    await eventually(
      async () => {
        const undelivered = await this.product.stripe.events.list({ delivery_success: false, limit: 1 });
        const [waiting] = await this.product.dataSource.query(
          `select count(*) as count from stripe_events where state in ('received', 'retrying')`,
        );
        return undelivered.data.length + waiting.count;
      },
      (left) => left === 0,
      { within: 20_000 },
    );
  }

  async buys(purpose: string, body: object, email: string): Promise<Bought> {
    const { purchase, url } = await this.opens(purpose, body);
    const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
    await this.pays(session, email);
    return { purchase, session };
  }

  /** The text of all e-mails to an address, once one of them says so. */
  async mailsTo(address: string, containing: RegExp): Promise<string> {
    return eventually(
      () => this.mailsSoFar(address),
      (mails) => containing.test(mails),
    );
  }

  private async mailsSoFar(address: string): Promise<string> {
    const query = `to=${encodeURIComponent(address)}`;
    return (await fetch(`${this.product.mailboxUrl}/api/messages?${query}`)).text();
  }

  private standin(path: string, body: object = {}): Promise<Response> {
    return this.post(this.product.stripeUrl + path, body);
  }

  private post(url: string, body: object): Promise<Response> {
    return fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': this.language },
      body: JSON.stringify(body),
    });
  }
}

/** Of the link by which a gift is accepted, in the text of e-mails. */
function tokenIn(mails: string): string | null {
  return /redeem\/(?:confirm\/)?([\w-]{20,})/.exec(mails)?.[1] ?? null;
}
