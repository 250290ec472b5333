import type { DataSource } from 'typeorm';
import type { Ledger, NewEntry } from '../../../src/campaigns/ledger.service.js';
import { newId } from '../../../src/common/ids.js';

/** Ann is a member, Ben gave a gift that Cleo redeemed, Dora donated, Eve was refunded; and some things went wrong. */
export interface Newsroom {
  campaignId: string;
  ann: string;
  cleo: string;
  annsPurchase: string;
  bensPurchase: string;
  lateGift: string;
  parkedEvent: string;
  failedMail: string;
  comparison: string;
}

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

/** Writes the rows that payments and features would have written, through the campaign's own ledger where that counts. */
export async function fillNewsroom(dataSource: DataSource, ledger: Ledger): Promise<Newsroom> {
  const [{ id: campaignId }] = await dataSource.query(`select id from campaigns where slug = 'birthday'`);
  await dataSource.query('update campaigns set starts_at = $1, ends_at = $2 where id = $3', [
    hoursAgo(20 * 24),
    hoursAgo(-40 * 24),
    campaignId,
  ]);
  const ann = await addMember('Ann Novak', 'ann@example.test');
  const cleo = await addMember('Cleo', 'cleo@example.test');
  const annsPurchase = await addPurchase(
    'membership',
    'Supporter membership, monthly',
    500,
    ann,
    'newsletter',
  );
  const bensPurchase = await addPurchase(
    'gift',
    'A gift: 12 months as Patron',
    15_000,
    null,
    'banner',
    'Ben <b>Bold</b>',
  );
  const dorasPurchase = await addPurchase('donation', 'Donation', 2550, null, 'article');
  await addPayment(annsPurchase, 500, 'pi_ann');
  await addPayment(bensPurchase, 15_000, 'pi_ben');
  await addPayment(dorasPurchase, 2550, 'pi_dora');
  const giftId = newId();
  const lateGift = newId();
  await addRows();
  const entry = (changes: Partial<NewEntry> & Pick<NewEntry, 'kind' | 'source'>): NewEntry => ({
    campaignId,
    delta: 1,
    at: hoursAgo(30),
    eventId: 'evt_paid_ann',
    ...changes,
  });
  const early = Array.from({ length: 60 }, (_, index) =>
    entry({
      kind: 'membership',
      source: `member:early-${index}`,
      at: hoursAgo(40 + index * 6),
      eventId: null,
    }),
  );
  await dataSource.transaction((manager) =>
    ledger.record(manager, [
      ...early,
      entry({
        kind: 'membership',
        source: `member:${ann}`,
        memberId: ann,
        purchaseId: annsPurchase,
        money: { amount: 500, currency: 'eur' },
      }),
      entry({
        kind: 'gift',
        source: `gift:${giftId}`,
        purchaseId: bensPurchase,
        at: hoursAgo(1),
        eventId: 'evt_paid_ben',
      }),
      entry({
        kind: 'donation',
        source: `donation:${dorasPurchase}`,
        purchaseId: dorasPurchase,
        delta: 0,
        money: { amount: 2550, currency: 'eur' },
        at: hoursAgo(2),
      }),
    ]),
  );
  return {
    campaignId,
    ann,
    cleo,
    annsPurchase,
    bensPurchase,
    lateGift,
    parkedEvent: 'evt_parked',
    failedMail: await addFailedMail(),
    comparison: await addComparison(),
  };

  async function addMember(name: string, email: string): Promise<string> {
    const id = newId();
    await dataSource.query(
      `insert into members (id, email, normalised_email, name, first_paid_at, livemode, created_at)
       values ($1, $2, $2, $3, $4, false, $4)`,
      [id, email, name, hoursAgo(30)],
    );
    return id;
  }

  async function addPurchase(
    purpose: string,
    description: string,
    amount: number,
    memberId: string | null,
    source: string,
    name: string | null = null,
  ): Promise<string> {
    const id = newId();
    await dataSource.query(
      `insert into purchases (id, purpose, status, amount, currency, interval, description, product_key, email, name,
         attribution, member_id, livemode, session_id, created_at, expires_at, paid_at)
       values ($1, $2, 'paid', $3, 'eur', $4, $5, 'a-key', $6, $7, $8, $9, false, $10, $11, $11, $11)`,
      [
        id,
        purpose,
        amount,
        purpose === 'membership' ? 'month' : 'once',
        description,
        `${purpose}@example.test`,
        name,
        { source },
        memberId,
        `cs_test_${id.replaceAll('-', '')}`,
        hoursAgo(30),
      ],
    );
    return id;
  }

  async function addPayment(purchaseId: string, amount: number, id: string): Promise<void> {
    await dataSource.query(
      `insert into payments (id, purchase_id, initial, amount, currency, paid_at, livemode)
       values ($1, $2, true, $3, 'eur', $4, false)`,
      [id, purchaseId, amount, hoursAgo(30)],
    );
  }

  async function addRows(): Promise<void> {
    await dataSource.query(
      `insert into pool_requests (id, email, normalised_email, name, token_hash, asked_at, confirmed_at, livemode)
       values ($1, 'fay@example.test', 'fay@example.test', 'Fay', 'a-hash', $2, $2, false)`,
      [newId(), hoursAgo(5)],
    );
    await dataSource.query(
      `insert into memberships (id, member_id, source, tier, plan_id, purchase_id, subscription_id, status, starts_at, ends_at, livemode, created_at)
       values ($1, $2, 'plan', 'supporter', 'supporter-month', $3, 'sub_ann', 'active', $4, $5, false, $4)`,
      [newId(), ann, annsPurchase, hoursAgo(30), hoursAgo(-29 * 24)],
    );
    const gift = `insert into gifts (id, purchase_id, place, plan_id, tier, months, status, giver_name, giver_email,
        recipient_name, recipient_email, deliver_at, claim_until, redeemer_id, redeemed_at, campaign_id, livemode, bought_at)
      values ($1, $2, $3, 'patron-year', 'patron', 12, $4, 'Ben', 'ben@example.test', 'Cleo', 'cleo@example.test', $5, $6, $7, $8, $9, false, $5)`;
    await dataSource.query(gift, [
      giftId,
      bensPurchase,
      1,
      'redeemed',
      hoursAgo(3),
      hoursAgo(-8000),
      cleo,
      hoursAgo(1),
      campaignId,
    ]);
    await dataSource.query(gift, [
      lateGift,
      bensPurchase,
      2,
      'bought',
      hoursAgo(3),
      hoursAgo(-8000),
      null,
      null,
      campaignId,
    ]);
    await dataSource.query(
      `insert into donations (id, purchase_id, email, name, amount, currency, interval, dedication, status, livemode, donated_at)
       values ($1, $2, 'dora@example.test', 'Dora', 2550, 'eur', 'once', 'for my teacher', 'paid', false, $3)`,
      [newId(), dorasPurchase, hoursAgo(2)],
    );
    const event = `insert into stripe_events (id, type, object_id, livemode, created, payload, state, note, attempts)
      values ($1, $2, $3, false, $4, $5, $6, $7, $8)`;
    const payload = {
      id: 'evt_parked',
      object: 'event',
      data: { object: { customer_email: 'ann@example.test' } },
    };
    await dataSource.query(event, [
      'evt_parked',
      'invoice.paid',
      'in_1',
      hoursAgo(4),
      payload,
      'parked',
      'the purchase is not known',
      12,
    ]);
    await dataSource.query(event, [
      'evt_paid_ann',
      'checkout.session.completed',
      'cs_1',
      hoursAgo(30),
      payload,
      'applied',
      null,
      1,
    ]);
    await dataSource.query(
      `insert into disputes (id, payment_id, amount, currency, status, reason, funds_withdrawn, created_at, livemode)
       values ('du_1', 'pi_ben', 15000, 'eur', 'needs_response', 'fraudulent', true, $1, false)`,
      [hoursAgo(1)],
    );
    await dataSource.query(`update purchases set flag = 'second_membership' where id = $1`, [annsPurchase]);
  }

  /** It found the page of somebody who paid and was not heard of, and a refund of Ben's gift. */
  async function addComparison(): Promise<string> {
    const id = newId();
    await dataSource.query(
      `insert into reconciliations (id, livemode, since, fix, compared, "foreign", started_at, finished_at)
       values ($1, false, $2, false, 1240, 312, $3, $3)`,
      [id, hoursAgo(35 * 24), hoursAgo(5)],
    );
    const difference = `insert into reconciliation_differences (run_id, object_id, purchase_id, stripe, ours)
      values ($1, $2, $3, $4, $5)`;
    await dataSource.query(difference, [id, 're_3Qk1ZtL2eZvKYlo2', bensPurchase, 'succeeded', 'unknown']);
    await dataSource.query(difference, [
      id,
      'cs_test_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z6a7b8c9',
      dorasPurchase,
      'paid',
      'open',
    ]);
    return id;
  }

  async function addFailedMail(): Promise<string> {
    const id = newId();
    await dataSource.query(
      `insert into mails (id, dedupe_key, template, recipient, locale, params, state, attempts, error)
       values ($1, 'a-key', 'gift-redeemed', 'ben@example.test', 'en', $2, 'failed', 1, 'Message failed: 550 No such mailbox')`,
      [id, { giverName: 'Ben', recipientName: 'Cleo' }],
    );
    return id;
  }
}
