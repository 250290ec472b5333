import type { FieldErrors } from '../common/errors.js';
import type { Variant } from './experiment.js';

/** What staff decide about an experiment before it runs. */
export interface ExperimentDraft {
  name: string;
  /** The slug of its campaign. */
  campaign: string;
  placements: string[];
  readersWanted: number;
  /** Of the variants' amounts. */
  currency: string;
  variants: Variant[];
}

/** What is wrong with it by itself, at its fields. */
export function draftFaults({ variants }: ExperimentDraft): FieldErrors {
  const faults: FieldErrors = {};
  if (new Set(variants.map(({ key }) => key)).size < variants.length)
    faults.variants = 'Two variants have the same key.';
  const said = variants.map(({ copy, amounts }) => JSON.stringify([copy, amounts]));
  if (new Set(said).size < variants.length)
    faults.variants = 'Two variants say the same: there is nothing to compare.';
  for (const [place, { amounts }] of variants.entries())
    if (amounts.some((amount, at) => at > 0 && amount <= (amounts[at - 1] ?? 0)))
      faults[`variants.${place}.amounts`] = 'Each amount must be larger than the one before.';
  return faults;
}
