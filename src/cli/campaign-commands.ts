import type { DataSource } from 'typeorm';
import { Campaign } from '../campaigns/campaign.js';
import { compareTallies, rebuildTallies } from '../campaigns/tallies.js';
import type { Settings } from '../config/settings.js';
import { UsageError } from './usage-error.js';

/** 0 when the number is the sum of its rows, 1 when it is not. */
export async function checkCampaign(
  dataSource: DataSource,
  [slug]: string[],
  settings: Settings,
): Promise<number> {
  const { id } = await find(dataSource, slug, settings);
  const differences = await compareTallies(dataSource.manager, id);
  if (differences.length === 0) console.log(`${slug}: the number is the sum of its rows.`);
  for (const { kind, currency, tally, rows } of differences)
    console.log(
      `${slug}: ${kind} ${currency}: the number has ${JSON.stringify(tally)}, its rows ${JSON.stringify(rows)}`,
    );
  return differences.length === 0 ? 0 : 1;
}

export async function rebuildCampaign(
  dataSource: DataSource,
  [slug]: string[],
  settings: Settings,
): Promise<number> {
  const { id } = await find(dataSource, slug, settings);
  await dataSource.transaction((manager) => rebuildTallies(manager, id));
  console.log(`${slug}: the number was written anew from its rows.`);
  return 0;
}

async function find(
  dataSource: DataSource,
  slug: string | undefined,
  { livemode }: Settings,
): Promise<Campaign> {
  if (!slug) throw new UsageError('Which campaign? Give its slug, such as birthday.');
  const campaign = await dataSource.getRepository(Campaign).findOneBy({ slug, livemode });
  if (!campaign) throw new UsageError(`There is no campaign called ${slug}.`);
  return campaign;
}
