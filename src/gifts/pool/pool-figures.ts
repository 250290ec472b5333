import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Settings } from '../../config/settings.js';

/** How much is there, and how many wait. */
export interface PoolCounts {
  available: number;
  waiting: number;
}

@Injectable()
export class PoolFigures {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  async counts(): Promise<PoolCounts> {
    const [row]: PoolCounts[] = await this.dataSource.query(
      `select (select count(*)::int from gifts where status = 'pooled' and frozen_at is null and livemode = $1) available,
         (select count(*)::int from pool_requests
          where confirmed_at is not null and served_at is null and livemode = $1) waiting`,
      [this.settings.livemode],
    );
    return row ?? { available: 0, waiting: 0 };
  }
}
