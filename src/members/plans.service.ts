import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { GiftTerm } from './gift-term.js';
import { Plan } from './plan.js';

/** What can be bought. */
@Injectable()
export class Plans {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** In the order in which they are shown. */
  async list(): Promise<Plan[]> {
    return this.dataSource
      .getRepository(Plan)
      .find({ where: { active: true }, order: { position: 'asc', amount: 'asc' } });
  }

  async find(id: string): Promise<Plan | null> {
    return this.dataSource.getRepository(Plan).findOneBy({ id, active: true });
  }

  async giftTerms(): Promise<GiftTerm[]> {
    return this.dataSource
      .getRepository(GiftTerm)
      .find({ where: { active: true }, order: { amount: 'asc' } });
  }

  async giftTerm(planId: string, months: number): Promise<GiftTerm | null> {
    return this.dataSource.getRepository(GiftTerm).findOneBy({ planId, months, active: true });
  }
}
