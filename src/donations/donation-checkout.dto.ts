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
import type { Money } from '../common/money.js';
import { PayerCheckoutDto } from '../payments/checkout.dto.js';

export class DonationAmountDto implements Money {
  /** Integer minor units. */
  @Min(1, { message: 'Please give an amount above zero.' })
  @IsInt({ message: 'Please give the amount as a whole number of the smallest unit.' })
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Minor units' })
  amount!: number;

  /** ISO 4217, lower case. */
  @IsString({ message: 'Please say in which currency.' })
  @MaxLength(3, { message: 'We cannot take donations in this currency.' })
  @ApiProperty({ example: 'eur' })
  currency!: string;
}

export class DonationCheckoutDto extends PayerCheckoutDto {
  @IsDefined({ message: 'Please choose an amount.' })
  @IsObject({ message: 'Please choose an amount.' })
  @ValidateNested()
  @Type(() => DonationAmountDto)
  @ApiProperty({ type: DonationAmountDto })
  amount!: DonationAmountDto;

  @IsIn(['once', 'month', 'year'], { message: 'Please choose once, every month or every year.' })
  @ApiProperty({ enum: ['once', 'month', 'year'] })
  interval!: 'once' | 'month' | 'year';

  /** In honour or in memory of somebody. */
  @IsOptional()
  @IsString({ message: 'Please enter a dedication.' })
  @MaxLength(200, { message: 'Please keep the dedication to 200 characters.' })
  @ApiPropertyOptional()
  dedication?: string;
}
