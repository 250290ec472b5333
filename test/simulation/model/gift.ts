import type { Purchase } from './purchase.js';

/** One gift of a purchase. Instants in ms. */
export class Gift {
  redeemedBy: string | null = null;
  redeemedAt: number | null = null;
  /** Who was asked by e-mail whether it is theirs, having another address than the recipient's. */
  askedBy: string | null = null;

  constructor(
    readonly purchase: Purchase,
    /** 1 for the first of its purchase. */
    readonly place: number,
    readonly months: number,
    /** Null where the giver hands the link on. */
    readonly recipient: string | null,
    /** When it is to arrive; null for right away. */
    readonly dueAt: number | null,
  ) {}

  /** Its link is with somebody: the recipient, or the giver. */
  delivered = false;
  /** Its money is in dispute, as far as the service has heard. */
  frozen = false;
  /** Its money went back, so that nobody has it any more. */
  withdrawn = false;
}
