import { type DataSource, In } from 'typeorm';
import type { Adoption } from '../payments/adoptions.js';
import { MEMBERSHIP } from './membership-purpose.js';
import { Plan } from './plan.js';
import { PlanMapping } from './plan-mapping.js';

/** The plan that a price or product was mapped to (`npm run cli -- plans map`); a price goes before its product. */
export async function adoptionFor(dataSource: DataSource, stripeIds: string[]): Promise<Adoption | null> {
  const mappings = await dataSource.manager.find(PlanMapping, {
    where: { stripeId: In(stripeIds) },
    order: { stripeId: 'asc' },
  });
  const [mapping] = mappings;
  const plan = mapping && (await dataSource.manager.findOneBy(Plan, { id: mapping.planId }));
  if (!plan) return null;
  const { id, name, interval, productKey } = plan;
  return { purpose: MEMBERSHIP, productKey, description: name, interval, details: { plan: id } };
}
