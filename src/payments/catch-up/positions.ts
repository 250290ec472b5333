import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../config/settings.js';

export interface Position {
  seenUntil: Date;
  cursor: string | null;
}

/** Where catching up stands, kept in the database: a restart goes on from there. */
@Injectable()
export class CatchUpPositions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async find(part: string): Promise<Position> {
    const [row]: Position[] = await this.dataSource.query(
      `select seen_until as "seenUntil", cursor from catch_up_positions where part = $1 and livemode = $2`,
      [part, this.settings.livemode],
    );
    return row ?? { seenUntil: await this.beginning(), cursor: null };
  }

  /** What was seen stays seen: `seenUntil` never goes back. */
  async save(part: string, { seenUntil, cursor }: Position): Promise<void> {
    await this.dataSource.query(
      `insert into catch_up_positions as known (part, livemode, seen_until, cursor) values ($1, $2, $3, $4)
       on conflict (part, livemode) do update
         set seen_until = greatest(known.seen_until, excluded.seen_until), cursor = excluded.cursor`,
      [part, this.settings.livemode, seenUntil, cursor],
    );
  }

  /** No event can be ours that is older than our first purchase. */
  private async beginning(): Promise<Date> {
    const [row]: { first: Date | null }[] = await this.dataSource.query(
      'select min(created_at) as first from purchases where livemode = $1',
      [this.settings.livemode],
    );
    return row?.first ?? this.clock.now();
  }
}
