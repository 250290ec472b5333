import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';
import type { GiftStatus } from './gift.js';

const name = { message: 'Please enter your name.' };
const address = { message: 'Please enter an e-mail address such as name@example.org.' };

/** A gift as its link shows it. `expiresAt` is ISO 8601 UTC. */
export class GiftDto {
  @ApiProperty({ enum: ['bought', 'delivered', 'redeemed', 'expired'] })
  status!: GiftStatus;
  @ApiProperty({ type: 'integer' })
  months!: number;
  @ApiProperty()
  tier!: string;
  @ApiProperty()
  giverName!: string;
  @ApiProperty({ type: String, nullable: true })
  message!: string | null;
  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class RedeemDto {
  @MaxLength(254, address)
  @IsEmail({}, address)
  @ApiProperty()
  email!: string;

  @MaxLength(200, { message: 'Please enter a name of at most 200 characters.' })
  @Matches(/\S/, name)
  @IsString(name)
  @ApiProperty()
  name!: string;
}

export class RedeemedSpanDto {
  @ApiProperty({ format: 'date-time' })
  startsAt!: string;
  @ApiProperty({ format: 'date-time' })
  endsAt!: string;
  /** Whether it was added to time that the member had. */
  @ApiProperty()
  extended!: boolean;
}

/** 200 with the membership, or 202 while an e-mail asks whether it is really them. */
export class RedemptionDto {
  @ApiPropertyOptional({ type: RedeemedSpanDto })
  membership?: RedeemedSpanDto;
  @ApiPropertyOptional({ enum: ['by_email'] })
  confirm?: 'by_email';
}
