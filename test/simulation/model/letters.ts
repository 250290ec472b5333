import type { Model } from './model.js';
import type { Purchase } from './purchase.js';

/** How many of a kind go to an address: `membership-welcome ann@example.org`. */
export type Letters = Map<string, { least: number; most: number }>;

/** Which e-mails go to whom, each once. */
export function letters(model: Model): Letters {
  const all: Letters = new Map();
  const add: Add = (template, to, { least = 1, most = least } = {}) => {
    const key = `${template} ${to}`;
    const known = all.get(key) ?? { least: 0, most: 0 };
    all.set(key, { least: known.least + least, most: known.most + most });
  };
  for (const purchase of model.purchases.values()) {
    const { email } = purchase.bought;
    // Where it is not sure how often a charge was moved, it is not how often that was told.
    const unsure = model.person(email).unsure;
    for (const { template, sure } of purchase.news.values()) {
      if (template === 'trial-running' && unsure) add(template, email, { least: 0, most: 9 });
      else add(template, email, sure ? {} : { least: 0, most: 1 });
    }
    if (purchase.page === 'paid') ofPurchase(purchase, add);
  }
  return all;
}

type Add = (template: string, to: string, times?: { least?: number; most?: number }) => void;

function ofPurchase({ bought, gifts, payments }: Purchase, add: Add): void {
  const { purpose, email } = bought;
  if (purpose === 'membership') add('membership-welcome', email);
  if (purpose === 'donation') add('donation-receipt', email, { least: payments.length });
  if (purpose === 'gift') add('gift-receipt', email);
  for (const { recipient, redeemedBy, askedBy, delivered } of gifts) {
    if (recipient && delivered) add('gift-delivery', recipient);
    if (askedBy) add('gift-confirm', askedBy);
    if (redeemedBy) add('gift-redeemed', email);
  }
}
