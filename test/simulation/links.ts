import { createHash } from 'node:crypto';
import { eventually } from '../support/eventually.js';
import type { World } from './world.js';

/** The links that e-mails carry: from the mail, as its reader has it; from the mail's row while it waits to be sent. */
export class Links {
  constructor(private readonly world: World) {}

  async ofGift(purchase: string, place: number): Promise<string> {
    const [gift] = await this.world.query<{ id: string; version: number; hash: string; to: string }>(
      `select id, link_version "version", token_hash hash, coalesce(recipient_email, giver_email) "to" from gifts
       where purchase_id = $1 and place = $2`,
      [purchase, place],
    );
    if (!gift) throw new Error(`there is no gift ${place} of ${purchase}`);
    return this.find(
      gift.to,
      [`gift-delivery:${gift.id}:${gift.version}`, `gift-receipt:${purchase}`],
      gift.hash,
    );
  }

  async toConfirm(purchase: string, place: number): Promise<string> {
    const [asked] = await this.world.query<{ hash: string; to: string }>(
      `select c.token_hash hash, c.email "to" from gift_confirmations c join gifts g on g.id = c.gift_id
       where g.purchase_id = $1 and g.place = $2`,
      [purchase, place],
    );
    if (!asked) throw new Error(`nobody was asked about gift ${place} of ${purchase}`);
    return this.find(asked.to, [`gift-confirm:${asked.hash}`], asked.hash);
  }

  /** Which of the links in the mails to an address it is, its hash tells. */
  private async find(address: string, keys: string[], hash: string): Promise<string> {
    const fits = (token: string): boolean => createHash('sha256').update(token).digest('hex') === hash;
    const token = await eventually(
      async () => (await this.waiting(keys)).find(fits) ?? (await this.sent(address)).find(fits),
      (found) => found !== undefined,
      { within: 60_000 },
    );
    return token ?? '';
  }

  private async waiting(keys: string[]): Promise<string[]> {
    const mails = await this.world.query<{ params: string | null }>(
      'select params::text as params from mails where dedupe_key = any($1)',
      [keys],
    );
    return mails.flatMap(({ params }) => tokensIn(params ?? ''));
  }

  private async sent(address: string): Promise<string[]> {
    const mails = await fetch(`${this.world.mailbox.url}/api/messages?to=${encodeURIComponent(address)}`);
    return tokensIn(await mails.text());
  }
}

function tokensIn(text: string): string[] {
  return [...text.matchAll(/redeem\/(?:confirm\/)?([\w-]{20,})/g)].map(([, token]) => token ?? '');
}
