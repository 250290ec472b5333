import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsEmail, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { faulty } from '../common/faults.js';
import { AttributionDto } from './attribution.dto.js';

/** What every checkout may say besides what it is for. */
export abstract class CheckoutDto {
  /** The campaign's slug; without it, the one that runs. */
  @IsOptional()
  @IsString(faulty('campaign.none'))
  @MaxLength(100, faulty('campaign.none'))
  @ApiPropertyOptional({ example: 'birthday' })
  campaign?: string;

  @IsOptional()
  @IsObject({ message: 'The attribution must be an object.' })
  @ValidateNested()
  @Type(() => AttributionDto)
  @ApiPropertyOptional({ type: () => AttributionDto })
  attribution?: AttributionDto;
}

/** Where the payer may already say who they are; otherwise Stripe's page asks. */
export abstract class PayerCheckoutDto extends CheckoutDto {
  @IsOptional()
  @IsEmail({}, faulty('address'))
  @MaxLength(254, faulty('address'))
  @ApiPropertyOptional()
  email?: string;

  @IsOptional()
  @IsString(faulty('name'))
  @MaxLength(200, faulty('name.long'))
  @ApiPropertyOptional()
  name?: string;
}

/** 201: where to send the reader. */
export class OpenCheckoutDto {
  /** The purchase's id; it cannot be guessed. */
  @ApiProperty()
  purchase!: string;

  /** Stripe's page. */
  @ApiProperty()
  url!: string;
}
