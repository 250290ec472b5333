import { ApiProperty } from '@nestjs/swagger';
import type { Purchase, PurchaseStatus } from './purchase.js';

export class MoneyDto {
  @ApiProperty({ type: 'integer', description: 'Minor units' })
  amount!: number;

  @ApiProperty({ example: 'eur' })
  currency!: string;
}

/** What anybody who knows its id may see of a purchase. */
export class PurchaseDto {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: 'membership' })
  purpose!: string;

  @ApiProperty({ enum: ['open', 'processing', 'paid', 'failed', 'expired', 'refunded', 'disputed'] })
  status!: PurchaseStatus;

  @ApiProperty({ type: MoneyDto })
  price!: MoneyDto;

  static of({ id, purpose, status, price }: Purchase): PurchaseDto {
    return { id, purpose, status, price };
  }
}
