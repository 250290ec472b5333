import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { Clock } from '../common/clock.js';
import { type FieldErrors, InvalidInput, NotFound } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Campaign } from './campaign.js';
import { type CampaignDraft, changeFaults, changesIn, draftFaults, draftOf } from './campaign-draft.js';
import { cleanCopy } from './campaign-copy.js';
import { richText } from './rich-text.js';
import { PROGRESS_CHANNEL } from './tallies.js';

/** Makes and changes campaigns, in the caller's transaction. */
@Injectable()
export class CampaignEditing {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Drafts too. @throws NotFound */
  async find(slug: string): Promise<Campaign> {
    const { livemode } = this.settings;
    const campaign = await this.dataSource.manager.findOneBy(Campaign, { slug, livemode });
    if (!campaign) throw new NotFound('There is no such campaign.');
    return campaign;
  }

  /** @throws InvalidInput */
  async create(manager: EntityManager, draft: CampaignDraft): Promise<void> {
    refuse(draftFaults(draft));
    if (draft.published && draft.endsAt <= this.clock.now())
      refuse({ endsAt: 'That has passed. Please choose a later end.' });
    const { livemode } = this.settings;
    const now = this.clock.now();
    await unlessTaken(
      manager.insert(Campaign, {
        id: newId(),
        ...columnsOf(draft),
        livemode,
        createdAt: now,
        updatedAt: now,
      }),
    );
  }

  /** What is not given stays. Returns what has changed. @throws InvalidInput, NotFound */
  async change(
    manager: EntityManager,
    slug: string,
    changed: Partial<CampaignDraft>,
  ): Promise<Record<string, [old: unknown, now: unknown]>> {
    const campaign = await manager.findOne(Campaign, {
      where: { slug, livemode: this.settings.livemode },
      lock: { mode: 'pessimistic_write' },
    });
    if (!campaign) throw new NotFound('There is no such campaign.');
    const now = this.clock.now();
    const before = draftOf(campaign);
    const after = { ...before, ...changed };
    after.story = richText(after.story);
    after.copy = cleanCopy(after.copy);
    refuse({ ...draftFaults(after), ...changeFaults(campaign, after, now) });
    await unlessTaken(manager.update(Campaign, campaign.id, { ...columnsOf(after), updatedAt: now }));
    await manager.query('select pg_notify($1, $2)', [PROGRESS_CHANNEL, campaign.id]);
    return changesIn(before, after);
  }
}

function columnsOf({ goal, story, copy, ...same }: CampaignDraft): Partial<Campaign> {
  return {
    ...same,
    story: richText(story),
    copy: cleanCopy(copy),
    goalKind: goal.kind,
    goalTarget: goal.target,
    goalCurrency: goal.kind === 'money' ? goal.currency : null,
  };
}

function refuse(faults: FieldErrors): void {
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults);
}

async function unlessTaken(writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (
      error instanceof QueryFailedError &&
      (error.driverError as { constraint?: string }).constraint === 'campaigns_slug'
    )
      throw new InvalidInput({ slug: 'Another campaign has this address.' });
    throw error;
  }
}
