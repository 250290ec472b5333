import type { ReactNode } from 'react';
import type { FieldErrors } from '../../common/errors.js';
import type { Language } from '../../common/languages.js';
import { money } from '../../common/money.js';
import type { Text } from '../messages/text.js';
import type { FormValues, PlanOffer } from '../offers.js';
import { along, type Trail } from '../trail.js';
import { type Choice, ChoiceCards } from '../ui/choice-cards.js';
import { Field, FieldError } from '../ui/field.js';
import { FormSection, PayButton, ReaderForm } from '../ui/form.js';
import type { View } from '../view.js';
import { AlreadyMemberNotice } from './already-member.js';
import { ReaderPage } from './reader-page.js';

interface Props {
  view: View;
  trail: Trail;
  plans: PlanOffer[];
  values?: FormValues;
  errors?: FieldErrors;
  /** The address that was typed, where it pays for a membership already. */
  alreadyMember?: string;
}

/** `/join`: tier and rhythm, a name, an e-mail, one button. */
export function JoinPage({ view, trail, plans, values = {}, errors, alreadyMember }: Props): ReactNode {
  const { text } = view;
  return (
    <ReaderPage
      view={view}
      trail={trail}
      title={text.t('join.title')}
      description={text.t('join.lead')}
      path="/join"
      width="narrow"
    >
      <div className="page-head">
        <h1>{text.t('join.title')}</h1>
        <p className="lead">{text.t('join.lead')}</p>
      </div>
      {alreadyMember ? <AlreadyMemberNotice text={text} trail={trail} email={alreadyMember} /> : null}
      <ReaderForm text={text} action="/join" trail={trail} errors={errors}>
        <FormSection title={text.t('join.plan')}>
          <FieldError id="plan-error" error={errors?.plan} />
          <div className="tiers">
            {tiersOf(plans, text.language).map((tier, index) => (
              <ChoiceCards
                key={tier.name}
                name="plan"
                legend={tier.name}
                hint={tier.blurb}
                choices={tier.plans.map((plan) => planChoice(text, plan, tier.plans))}
                chosen={values.plan}
                describedBy={errors?.plan && 'plan-error'}
                idSuffix={index === 0 ? '' : `-${index + 1}`}
              />
            ))}
          </div>
        </FormSection>
        <FormSection title={text.t('join.contact')}>
          <Field
            name="name"
            label={text.t('join.name')}
            optional={text.t('form.optional')}
            autoComplete="name"
            maxLength={200}
            value={values.name}
            error={errors?.name}
          />
          <Field
            name="email"
            type="email"
            inputMode="email"
            label={text.t('join.email')}
            optional={text.t('form.optional')}
            hint={text.t('join.email.hint')}
            autoComplete="email"
            maxLength={254}
            value={values.email}
            error={errors?.email}
          />
        </FormSection>
        <PayButton text={text} note={text.t('join.note')} />
      </ReaderForm>
      <p className="aside-link">
        {text.t('join.forSomebody')} <a href={along('/gift', trail)}>{text.t('nav.gift')}</a>
        <br />
        {text.t('join.pool.ask')} <a href={along('/pool', trail)}>{text.t('join.pool')}</a>
      </p>
    </ReaderPage>
  );
}

interface Tier {
  name: string;
  blurb: string;
  plans: PlanOffer[];
}

function tiersOf(plans: PlanOffer[], language: Language): Tier[] {
  const tiers = new Map<string, Tier>();
  for (const plan of plans) {
    const tier = tiers.get(plan.tier) ?? {
      name: plan.name,
      blurb: plan.blurbs[language] ?? plan.blurb,
      plans: [],
    };
    tier.plans.push(plan);
    tiers.set(plan.tier, tier);
  }
  return [...tiers.values()];
}

function planChoice(text: Text, plan: PlanOffer, siblings: PlanOffer[]): Choice {
  const saving = yearlySaving(plan, siblings);
  const label = text.t(plan.interval === 'month' ? 'interval.month' : 'interval.year');
  return {
    value: plan.id,
    price: text.money(plan.price),
    label,
    detail: saving ? text.t('join.saves', { amount: text.money(saving) }) : undefined,
  };
}

/** What a year costs less than twelve months of the same tier; null when it does not. */
function yearlySaving(plan: PlanOffer, siblings: PlanOffer[]): PlanOffer['price'] | null {
  const monthly = siblings.find((other) => other.interval === 'month');
  if (plan.interval !== 'year' || monthly?.price.currency !== plan.price.currency) return null;
  const saved = monthly.price.amount * 12 - plan.price.amount;
  return saved > 0 ? money(saved, plan.price.currency) : null;
}
