import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import type { CampaignDraft } from '../campaigns/campaign-draft.js';
import { CampaignEditing } from '../campaigns/campaign-editing.service.js';
import { MatchingConfirmation } from '../campaigns/matching.service.js';
import type { CampaignChangeDto, CampaignDto } from './dto/campaign.dto.js';

/** Staff's campaigns: each change is on record with what stood there before. */
@Injectable()
export class CampaignDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
    private readonly editing: CampaignEditing,
    private readonly matching: MatchingConfirmation,
  ) {}

  /** @throws InvalidInput */
  async create(dto: CampaignDto, actor: Actor): Promise<void> {
    const draft = { ...DEFAULTS, ...givenOf(dto) } as CampaignDraft;
    await this.dataSource.transaction(async (manager) => {
      await this.editing.create(manager, draft);
      const { slug, published, goal, startsAt, endsAt } = draft;
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'campaign.create',
        subject: `campaign:${slug}`,
        details: { published, goal, startsAt, endsAt },
      });
    });
  }

  /** @throws InvalidInput, NotFound */
  async change(slug: string, dto: CampaignChangeDto, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const changes = await this.editing.change(manager, slug, givenOf(dto));
      if (Object.keys(changes).length === 0) return;
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'campaign.change',
        subject: `campaign:${slug}`,
        details: changes,
      });
    });
  }

  /** The donor's money has come: it is a row of the ledger from now on. @throws InvalidInput, NotFound */
  async confirmMatching(slug: string, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const amount = await this.matching.confirm(manager, slug, actor.name);
      const entry = { actor: actor.name, action: 'campaign.confirm_matching', subject: `campaign:${slug}` };
      await this.audit.write(manager, { ...entry, details: { amount } });
    });
  }
}

const DEFAULTS: Partial<CampaignDraft> = {
  copy: {},
  published: false,
  nextGoals: [],
  matching: null,
  milestones: [25, 50, 75, 90, 100],
  tellMembersAt: [],
  baseline: 0,
  countReturning: false,
  countGiftsAt: 'purchase',
  uncountGiftsToMembers: false,
  claims: [],
};

/** Null stands for "none" where there can be none, and else for what is not given. */
function givenOf({
  startsAt,
  endsAt,
  goal,
  claims,
  matching,
  ...same
}: CampaignChangeDto): Partial<CampaignDraft> {
  const given = {
    ...same,
    startsAt: startsAt && new Date(startsAt),
    endsAt: endsAt && new Date(endsAt),
    goal: goal && { kind: goal.kind, target: goal.target, currency: goal.currency ?? null },
    claims: claims?.map((claim) => ({ ...claim })),
    matching: matching && { ...matching },
  };
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value != null || (name === 'matching' && value === null)),
  );
}
