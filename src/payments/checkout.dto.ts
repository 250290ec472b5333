import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { AttributionDto } from './attribution.dto.js';

/** What every checkout may say besides what it is for. */
export abstract class CheckoutDto {
  /** The campaign's slug; without it, the one that runs. */
  @IsOptional()
  @IsString({ message: 'The campaign must be a text.' })
  @MaxLength(100, { message: 'There is no such campaign.' })
  @ApiPropertyOptional({ example: 'birthday' })
  campaign?: string;

  @IsOptional()
  @IsObject({ message: 'The attribution must be an object.' })
  @ValidateNested()
  @Type(() => AttributionDto)
  @ApiPropertyOptional({ type: () => AttributionDto })
  attribution?: AttributionDto;
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
