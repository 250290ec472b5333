import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { faulty } from '../common/faults.js';
import type { Money } from '../common/money.js';
import { PayerCheckoutDto } from '../payments/checkout.dto.js';

export class DonationAmountDto implements Money {
  /** Integer minor units. */
  @Min(1, faulty('amount.positive'))
  @IsInt(faulty('amount.whole'))
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Minor units' })
  amount!: number;

  /** ISO 4217, lower case. */
  @IsString(faulty('currency'))
  @MaxLength(3, faulty('currency.other'))
  @ApiProperty({ example: 'eur' })
  currency!: string;
}

export class DonationCheckoutDto extends PayerCheckoutDto {
  @IsDefined(faulty('amount'))
  @IsObject(faulty('amount'))
  @ValidateNested()
  @Type(() => DonationAmountDto)
  @ApiProperty({ type: DonationAmountDto })
  amount!: DonationAmountDto;

  @IsIn(['once', 'month', 'year'], faulty('interval'))
  @ApiProperty({ enum: ['once', 'month', 'year'] })
  interval!: 'once' | 'month' | 'year';

  /** In honour or in memory of somebody. */
  @IsOptional()
  @IsString(faulty('dedication'))
  @MaxLength(200, faulty('dedication.long'))
  @ApiPropertyOptional()
  dedication?: string;
}
