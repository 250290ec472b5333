import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
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
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { eachFaulty, faulty } from '../common/faults.js';
import type { Money } from '../common/money.js';
import { CheckoutDto, OpenCheckoutDto } from '../payments/checkout.dto.js';
import { MoneyDto } from '../payments/purchase.dto.js';
import type { GiftNote } from './gift-notes.js';
import { LONGEST_MESSAGE, MOST_RECIPIENTS } from './gift-sizes.js';

/** As the table of terms allows. */
const LONGEST_MONTHS = 60;

const name = faulty('name.long');
const address = faulty('address');
const months = faulty('gift.months');
const pool = faulty('gift.pool', { most: MOST_RECIPIENTS });
const choice = faulty('gift.plan');

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
  @IsString(faulty('gift.message'))
  @MaxLength(LONGEST_MESSAGE, faulty('gift.message.long'))
  @ApiPropertyOptional({ maxLength: LONGEST_MESSAGE, description: 'Shown as it is, markup too.' })
  message?: string;

  /** A local date of the campaign's zone, `2026-12-24`, from today to a year ahead; without it, right away. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, faulty('gift.day'))
  @ApiPropertyOptional({ format: 'date' })
  deliverOn?: string;
}

/** Only gifts for readers who cannot afford one need nobody to go to. */
function forSomebody({ recipients, pool: count }: GiftCheckoutDto): boolean {
  return !(Array.isArray(recipients) && recipients.length === 0 && (count ?? 0) > 0);
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

  @IsDefined(faulty('gift.giver'))
  @IsObject(faulty('gift.giver'))
  @ValidateNested()
  @Type(() => GiverDto)
  @ApiProperty({ type: GiverDto })
  giver!: GiverDto;

  @ValidateIf(forSomebody)
  @IsArray(faulty('gift.recipients'))
  @ArrayMinSize(1, faulty('gift.recipients'))
  @ArrayMaxSize(MOST_RECIPIENTS, faulty('gift.many', { most: MOST_RECIPIENTS }))
  @IsObject(eachFaulty('gift.recipients.each'))
  @ValidateNested(eachFaulty('gift.recipient'))
  @Type(() => RecipientDto)
  @ApiPropertyOptional({ type: [RecipientDto], maxItems: MOST_RECIPIENTS })
  recipients: RecipientDto[] = [];

  /** So many more, for readers who cannot afford one: they are handed out to those who ask. */
  @IsOptional()
  @Max(MOST_RECIPIENTS, pool)
  @Min(0, pool)
  @IsInt(pool)
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: MOST_RECIPIENTS, default: 0 })
  pool?: number;

  /** Whether several gifts to the same address are meant; otherwise each further one is an error at its `email`. */
  @IsOptional()
  @IsBoolean(faulty('yes-or-no'))
  @ApiPropertyOptional({ default: false })
  allowDuplicates?: boolean;
}

class GiftNoteDto implements GiftNote {
  @ApiProperty({ enum: ['own_address'] })
  code!: 'own_address';

  @ApiProperty({ example: 'recipients.3.email' })
  field!: string;

  @ApiProperty()
  message!: string;
}

/** 201: where to send the giver. */
export class OpenGiftCheckoutDto extends OpenCheckoutDto {
  /** How many gifts there are. */
  @ApiProperty({ type: 'integer' })
  gifts!: number;

  /** For all of them, by the price list. */
  @ApiProperty({ type: MoneyDto })
  price!: Money;

  /** What is allowed and worth showing before the giver pays. */
  @ApiProperty({ type: [GiftNoteDto] })
  notes!: GiftNote[];
}
