import type { ExperimentDraft } from '../experiments/experiment-draft.js';
import { minorUnitDigits, parseMoney } from '../common/money.js';
import { fieldsOf, nestedUnder } from './nested-fields.js';

/** The variants that the form has room for, by their keys. */
export const variantKeys = ['a', 'b', 'c', 'd'] as const;

/** What the form shows of a draft: amounts as people write them. */
export function formOf({ variants, placements, ...draft }: ExperimentDraft): Record<string, string> {
  const fields = { ...fieldsOf(draft), placements: placements.join(', ') };
  variants.forEach(({ key, name, weight, copy, amounts }, place) => {
    const written = amounts.map((amount) => amount / 10 ** minorUnitDigits(draft.currency)).join('; ');
    Object.assign(fields, fieldsOf({ key, name, weight, copy, amounts: written }, `variants.${place}.`));
  });
  return fields;
}

/** What was typed as the JSON face's body; what cannot be read stays as it was typed, and is refused at its field. */
export function bodyOf(typed: Record<string, string>): Record<string, unknown> {
  const text = (name: string): string => (typed[name] ?? '').trim();
  const currency = text('currency').toLowerCase();
  const variants = variantKeys
    .map((key, place) => ({ key, typed: nestedUnder(typed, `variants.${place}`) }))
    // The form says two at least; the others only where something was typed.
    .filter(({ typed: said }, place) => place < 2 || Object.keys(said).some((name) => name !== 'weight'));
  return {
    name: text('name'),
    campaign: text('campaign'),
    placements: listed(text('placements')),
    readersWanted: whole(text('readersWanted')),
    currency,
    variants: variants.map(({ key, typed: { key: own, name, weight, copy, amounts } }) => ({
      key: own ?? key,
      name,
      weight: whole(String(weight ?? '1')),
      ...(copy !== undefined && { copy }),
      amounts: listed(String(amounts ?? '')).map((one) => parseMoneyIn(one, currency)),
    })),
  };
}

function parseMoneyIn(typed: string, currency: string): unknown {
  return /^[a-z]{3}$/.test(currency) ? (parseMoney(typed, currency)?.amount ?? typed) : typed;
}

/** A semicolon stands between them where commas stand inside. */
function listed(typed: string): string[] {
  return typed
    .split(typed.includes(';') ? ';' : ',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function whole(typed: string): unknown {
  const digits = typed.replaceAll(/[\s\u00a0,]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : typed;
}
