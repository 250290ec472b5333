import type { ReactNode } from 'react';
import type { Text } from '../messages/text.js';
import type { GiftOffer } from '../offers.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { FieldError } from '../ui/field.js';
import { FormSection } from '../ui/form.js';

interface Props {
  text: Text;
  terms: GiftOffer[];
  chosen?: string;
  error?: string;
}

/** What is given: each tier with its terms and what one costs. */
export function GiftTerms({ text, terms, chosen, error }: Props): ReactNode {
  const plans = [...new Set(terms.map((term) => term.plan))];
  return (
    <FormSection title={text.t('gift.term')}>
      <FieldError id="term-error" error={error} />
      {plans.map((plan, index) => {
        const ofPlan = terms.filter((term) => term.plan === plan);
        return (
          <ChoiceCards
            key={plan}
            name="term"
            legend={ofPlan[0]?.name ?? plan}
            hint={ofPlan[0]?.blurbs[text.language] ?? ofPlan[0]?.blurb}
            size="rows"
            choices={ofPlan.map((term) => ({
              value: `${term.plan}:${term.months}`,
              price: text.money(term.price),
              label: text.t('gift.months', { months: term.months }),
            }))}
            chosen={chosen}
            describedBy={error && 'term-error'}
            idSuffix={index === 0 ? '' : `-${index + 1}`}
          />
        );
      })}
    </FormSection>
  );
}
