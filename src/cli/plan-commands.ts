import type { DataSource } from 'typeorm';
import { Plan } from '../members/plan.js';
import { PlanMapping } from '../members/plan-mapping.js';
import { UsageError } from './usage-error.js';

/** From then on a subscription to that price or product makes its customer a member, with its next event. */
export async function mapPlan(
  dataSource: DataSource,
  [stripeId = '', planId = '']: string[],
): Promise<number> {
  if (!/^(price|prod)_\w+$/.test(stripeId))
    throw new UsageError('Which price or product? Give price_… or prod_….');
  if (!(await dataSource.manager.existsBy(Plan, { id: planId })))
    throw new UsageError(`There is no plan called ${planId}. See npm run cli -- plans list.`);
  await dataSource.manager.upsert(PlanMapping, { stripeId, planId }, ['stripeId']);
  console.log(`${stripeId} makes members of ${planId} from now on.`);
  return 0;
}

export async function unmapPlan(dataSource: DataSource, [stripeId = '']: string[]): Promise<number> {
  const { affected } = await dataSource.manager.delete(PlanMapping, { stripeId });
  console.log(affected === 1 ? `${stripeId} makes no new members any more.` : `${stripeId} was not mapped.`);
  return affected === 1 ? 0 : 1;
}

export async function listPlans(dataSource: DataSource): Promise<number> {
  const mappings = await dataSource.manager.find(PlanMapping);
  for (const { id, name, interval } of await dataSource.manager.find(Plan, { order: { position: 'asc' } })) {
    const mapped = mappings.filter(({ planId }) => planId === id).map(({ stripeId }) => stripeId);
    console.log([`${id}: ${name}, each ${interval}`, ...mapped].join('  '));
  }
  return 0;
}
