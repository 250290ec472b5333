import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { Settings } from '../config/settings.js';
import { broughtBy } from './brought.js';
import { Sharer } from './sharer.js';

/** What somebody's links have brought: people who joined, and gifts that were given, each paid and not refunded since. */
export interface Brought {
  members: number;
  gifts: number;
}

export interface Listed extends Brought {
  name: string;
}

/** As many as a page shows. */
const LISTED = 20;

/** People who spread the word. What they brought is counted from the purchases that stand, never kept. */
@Injectable()
export class Sharers {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** The one of that address, made when it is needed first. */
  async of(email: string): Promise<Sharer> {
    const { manager } = this.dataSource;
    const who = { normalisedEmail: normaliseEmail(email), livemode: this.settings.livemode };
    const known = await manager.findOneBy(Sharer, who);
    if (known) return known;
    const code = randomBytes(9).toString('base64url');
    const fresh = { ...who, code, listedAs: null, createdAt: this.clock.now() };
    await manager.createQueryBuilder().insert().into(Sharer).values(fresh).orIgnore().execute();
    return manager.findOneByOrFail(Sharer, who);
  }

  async broughtBy({ code }: Sharer): Promise<Brought> {
    const [brought] = await this.dataSource.query<Brought[]>(
      `select members, gifts from (${broughtBy}) b where b.code = $2`,
      [this.settings.livemode, code],
    );
    return brought ?? { members: 0, gifts: 0 };
  }

  /** An empty name takes them off the list again. */
  async list(email: string, typed: string): Promise<void> {
    const listedAs = publicName(typed) || null;
    const { code } = await this.of(email);
    await this.dataSource.manager.update(Sharer, { code }, { listedAs });
  }

  /** Those who agreed to be named, and brought somebody; most first. */
  leaders(): Promise<Listed[]> {
    return this.dataSource.query(
      `select s.listed_as as name, b.members, b.gifts
       from sharers s join (${broughtBy}) b on b.code = s.code
       where s.listed_as is not null and s.livemode = $1
       order by b.members + b.gifts desc, s.created_at limit ${LISTED}`,
      [this.settings.livemode],
    );
  }
}

/** One line of at most 60 letters that can be seen, without marks that would turn the page or reach over other lines. */
function publicName(typed: string): string {
  const plain = typed
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replaceAll(/(\p{M}{2})\p{M}+/gu, '$1');
  if (
    !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(plain.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''))
  )
    return '';
  // By letters: half of one cannot be kept.
  return Array.from(plain.replaceAll(/\s+/g, ' ').trim()).slice(0, 60).join('');
}
