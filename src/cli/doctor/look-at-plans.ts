import type { DataSource } from 'typeorm';
import { formatMoney, money } from '../../common/money.js';
import { PlanMapping } from '../../members/plan-mapping.js';
import { Plan } from '../../members/plan.js';
import { productIdOf } from '../../payments/stripe/product-id.js';
import { smallestCharge } from '../../payments/stripe/smallest-charge.js';
import type { StripeAccount } from '../../payments/stripe/stripe-account.js';
import { type Finding, note, ok, wrong } from './finding.js';

export async function lookAtPlans(account: StripeAccount, dataSource: DataSource): Promise<Finding[]> {
  const plans = await dataSource.manager.findBy(Plan, { active: true });
  const what = 'Plans';
  if (plans.length === 0) return [wrong(what, 'there are none: nobody can become a member')];
  const mappings = await dataSource.manager.find(PlanMapping);
  const findings = await Promise.all(mappings.map((mapping) => lookAtMapping(account, mapping, plans)));
  const own = await Promise.all(plans.map((plan) => lookAtPlan(account, plan)));
  return [...own.flat(), ...findings];
}

/** Products are made at Stripe with the first checkout, at the prices that stand here. */
async function lookAtPlan(account: StripeAccount, { id, price, productKey }: Plan): Promise<Finding[]> {
  const what = `Plan ${id}`;
  const costs = formatMoney(price, 'en');
  const least = smallestCharge(price.currency);
  if (least !== null && price.amount < least)
    return [
      wrong(
        what,
        `costs ${costs}, and Stripe charges ${formatMoney(money(least, price.currency), 'en')} at least: raise it`,
      ),
    ];
  const product = await account.sold(productIdOf(productKey));
  if (product && !product.active)
    return [
      wrong(what, `its product ${productIdOf(productKey)} is archived at Stripe: take it out of the archive`),
    ];
  return [
    ok(
      what,
      `${costs}; ${product ? 'its product is at Stripe' : 'its product is made with the first checkout'}`,
    ),
  ];
}

async function lookAtMapping(
  account: StripeAccount,
  { stripeId, planId }: PlanMapping,
  plans: Plan[],
): Promise<Finding> {
  const what = `Mapped ${stripeId}`;
  const sold = await account.sold(stripeId);
  const plan = plans.find(({ id }) => id === planId);
  if (!sold)
    return wrong(what, `Stripe knows no such price or product: npm run cli -- plans unmap ${stripeId}`);
  if (!plan) return wrong(what, `the plan ${planId} is not sold any more: map it to another one`);
  if (sold.currency && sold.currency !== plan.currency)
    return note(what, `is paid in ${sold.currency}, and ${planId} in ${plan.currency}`);
  return ok(what, `makes members of ${planId}`);
}
