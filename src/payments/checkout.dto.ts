import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsEmail, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
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

/** Where the payer may already say who they are; otherwise Stripe's page asks. */
export abstract class PayerCheckoutDto extends CheckoutDto {
  @IsOptional()
  @IsEmail({}, { message: 'Please enter an e-mail address such as name@example.org.' })
  @MaxLength(254, { message: 'Please enter an e-mail address such as name@example.org.' })
  @ApiPropertyOptional()
  email?: string;

  @IsOptional()
  @IsString({ message: 'Please enter a name.' })
  @MaxLength(200, { message: 'Please enter a name of at most 200 characters.' })
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
