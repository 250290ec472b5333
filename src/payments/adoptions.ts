import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Interval } from './purchase.js';

/** What a subscription that was not begun here becomes, because the newsroom mapped its price or product on purpose. */
export interface Adoption {
  purpose: string;
  productKey: string;
  description: string;
  interval: Interval;
  details: Record<string, unknown>;
}

/** Finds the adoption for any of these ids of prices and products (`price_…`, `prod_…`); null when none is mapped. */
export type Adopter = (stripeIds: string[]) => Promise<Adoption | null>;

/** The feature that takes in members who came from elsewhere registers here; without one, nothing is adopted. */
@Injectable()
export class Adoptions {
  private adopter: Adopter = () => Promise.resolve(null);

  register(adopter: Adopter): void {
    this.adopter = adopter;
  }

  async find(stripeIds: string[]): Promise<Adoption | null> {
    return stripeIds.length === 0 ? null : this.adopter(stripeIds);
  }
}

/** The same purchase for the same subscription, whoever looks and however often: an id made of Stripe's. */
export function adoptedId(subscriptionId: string): string {
  const hex = createHash('sha256').update(`adopted ${subscriptionId}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
