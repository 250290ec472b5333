import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsEmail,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { CheckoutDto } from '../payments/checkout.dto.js';

export const LONGEST_MESSAGE = 600;
export const MOST_RECIPIENTS = 50;
/** As the table of terms allows. */
const LONGEST_MONTHS = 60;

const name = { message: 'Please enter a name of at most 200 characters.' };
const address = { message: 'Please enter an e-mail address such as name@example.org.' };
const months = { message: 'Please choose one of the terms.' };
const choice = { message: 'Please choose what you give.' };

export class GiverDto {
  @Matches(/\S/, name)
  @MaxLength(200, name)
  @IsString(name)
  @ApiProperty()
  name!: string;

  @MaxLength(254, address)
  @IsEmail({}, address)
  @ApiProperty()
  email!: string;
}

export class RecipientDto {
  @IsOptional()
  @IsString(name)
  @MaxLength(200, name)
  @ApiPropertyOptional()
  name?: string;

  /** Without it, the giver gets the link to hand on. */
  @IsOptional()
  @IsEmail({}, address)
  @MaxLength(254, address)
  @ApiPropertyOptional()
  email?: string;

  @IsOptional()
  @IsString({ message: 'Please enter a message.' })
  @MaxLength(LONGEST_MESSAGE, { message: `Please keep the message to ${LONGEST_MESSAGE} characters.` })
  @ApiPropertyOptional({ maxLength: LONGEST_MESSAGE })
  message?: string;

  /** A local date of the campaign's zone, `2026-12-24`; without it, right away. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Please choose a day, such as 2026-12-24.' })
  @ApiPropertyOptional({ format: 'date' })
  deliverOn?: string;
}

export class GiftCheckoutDto extends CheckoutDto {
  /** A plan's id, as `GET /api/plans` lists them under `giftTerms`. */
  @IsString(choice)
  @MaxLength(100, choice)
  @ApiProperty({ example: 'supporter-month' })
  plan!: string;

  @Max(LONGEST_MONTHS, months)
  @Min(1, months)
  @IsInt(months)
  @ApiProperty({ type: 'integer', example: 3 })
  months!: number;

  @IsDefined({ message: 'Please say whom the gift is from.' })
  @IsObject({ message: 'Please say whom the gift is from.' })
  @ValidateNested()
  @Type(() => GiverDto)
  @ApiProperty({ type: GiverDto })
  giver!: GiverDto;

  @IsArray({ message: 'Please say whom the gift is for.' })
  @ArrayMinSize(1, { message: 'Please say whom the gift is for.' })
  @ArrayMaxSize(MOST_RECIPIENTS, { message: `At most ${MOST_RECIPIENTS} gifts at a time, please.` })
  @IsObject({ each: true, message: 'Please say for each gift whom it is for.' })
  @ValidateNested({ each: true, message: 'Please say whom this gift is for.' })
  @Type(() => RecipientDto)
  @ApiProperty({ type: [RecipientDto], maxItems: MOST_RECIPIENTS })
  recipients!: RecipientDto[];
}
