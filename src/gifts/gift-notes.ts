import { fault } from '../common/faults.js';
import { normaliseEmail } from '../common/email.js';
import type { GiftCheckoutDto } from './gift-checkout.dto.js';

/** Something that is allowed and worth knowing before paying. */
export interface GiftNote {
  code: 'own_address';
  /** `recipients.3.email` */
  field: string;
  message: string;
}

export function giftNotes({ giver, recipients }: GiftCheckoutDto): GiftNote[] {
  const own = normaliseEmail(giver.email);
  return recipients.flatMap(({ email }, index): GiftNote[] => {
    if (!email || normaliseEmail(email) !== own) return [];
    return [
      {
        code: 'own_address',
        field: `recipients.${index}.email`,
        message: fault('gift.own'),
      },
    ];
  });
}
