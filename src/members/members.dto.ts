import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MoneyDto } from '../payments/purchase.dto.js';

export class PlanDto {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  tier!: string;
  /** The tier's name and what it does, for readers. */
  @ApiProperty()
  name!: string;
  @ApiProperty()
  blurb!: string;
  @ApiProperty({ enum: ['month', 'year'] })
  interval!: 'month' | 'year';
  @ApiProperty({ type: MoneyDto })
  price!: MoneyDto;
}

export class GiftTermDto {
  @ApiProperty()
  plan!: string;
  @ApiProperty({ type: 'integer' })
  months!: number;
  @ApiProperty({ type: MoneyDto })
  price!: MoneyDto;
}

export class PlansDto {
  @ApiProperty({ type: [PlanDto] })
  plans!: PlanDto[];
  @ApiProperty({ type: [GiftTermDto] })
  giftTerms!: GiftTermDto[];
}

/** Whether somebody is a member, and if so until when at least (ISO 8601 UTC). */
export class MembershipDto {
  @ApiProperty()
  member!: boolean;
  @ApiPropertyOptional({ format: 'date-time' })
  until?: string;
  @ApiPropertyOptional()
  tier?: string;
}
