import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { GiftsOfGiver } from '../gifts/gifts-of-giver.service.js';
import { Leaving } from '../newsletters/leaving.service.js';
import { GoingOnLinks } from '../members/going-on/going-on-links.js';
import { heldBy, type HeldMembership, type Paying } from './queries/account.js';
import { standingOf } from './membership-words.js';
import type { AccountView } from './pages/account.js';

/** What a reader who is signed in has with us. */
@Injectable()
export class AccountViews {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly campaigns: Campaigns,
    private readonly gifts: GiftsOfGiver,
    private readonly goingOn: GoingOnLinks,
    private readonly leaving: Leaving,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async of(email: string): Promise<AccountView> {
    const [held, given, campaign, newsletters] = await Promise.all([
      this.held(email),
      this.gifts.ofAddress(email),
      this.campaigns.running(),
      this.leaving.listsOf(email),
    ]);
    const now = this.clock.now();
    const memberships = held.memberships.map((membership) => ({
      ...membership,
      standing: standingOf(membership, now),
    }));
    const last = lastGiven(memberships);
    const goOn = last && { after: last.id, link: this.goingOn.of(last.id) };
    return {
      ...held,
      given,
      newsletters,
      memberships,
      goOn,
      email,
      timeZone: this.campaigns.zoneOf(campaign),
    };
  }

  /** A purchase of their own that recurs. @throws NotFound */
  async paying(email: string, purchaseId: string | undefined): Promise<Paying> {
    const { memberships, donations } = await this.held(email);
    const own = [...memberships, ...donations].find(({ paying }) => paying?.purchaseId === purchaseId);
    if (!own?.paying) throw new NotFound();
    return own.paying;
  }

  private held(email: string) {
    return heldBy(this.dataSource, normaliseEmail(email), this.settings.livemode);
  }
}

type Standing = ReturnType<typeof standingOf>;

/** Given time at whose end nothing else begins: who has it may go on as a paying member. */
function lastGiven<M extends HeldMembership & { standing: Standing }>(memberships: M[]): M | null {
  const current = memberships.filter(({ standing }) => standing !== 'over');
  if (current.some(({ source }) => source === 'plan')) return null;
  const given = current.filter(
    ({ source, standing }) => source === 'gift' && (standing === 'given' || standing === 'waiting'),
  );
  return given.toSorted((a, b) => b.endsAt.getTime() - a.endsAt.getTime())[0] ?? null;
}
