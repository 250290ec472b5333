import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { faulty } from '../common/faults.js';
import type { GiftStatus } from './gift.js';

const name = faulty('name');
const address = faulty('address');

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

/** Without an address it is for the signed-in reader, else for whom it was mailed to; so with the name. */
export class RedeemDto {
  @IsOptional()
  @MaxLength(254, address)
  @IsEmail({}, address)
  @ApiPropertyOptional()
  email?: string;

  @IsOptional()
  @MaxLength(200, faulty('name.long'))
  @Matches(/\S/, name)
  @IsString(name)
  @ApiPropertyOptional()
  name?: string;

  /** As the 202 before gave it: holds the gift for this address instead of the one named then. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @ApiPropertyOptional()
  instead?: string;
}

/** As the form asks it of who is not known, in its order: so are faults listed. */
export class NamedRedeemDto {
  @MaxLength(200, faulty('name.long'))
  @Matches(/\S/, name)
  @IsString(name)
  name!: string;

  @MaxLength(254, address)
  @IsEmail({}, address)
  email!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  instead?: string;
}

export class RedeemedSpanDto {
  @ApiProperty({ format: 'date-time' })
  startsAt!: string;
  @ApiProperty({ format: 'date-time' })
  endsAt!: string;
  /** Whether it was added to time that the member had. */
  @ApiProperty()
  extended!: boolean;
  /** When the plan that the member pays for is charged next, where this moves it. */
  @ApiPropertyOptional({ format: 'date-time' })
  nextCharge?: string;
}

/** 200 with the membership, or 202 while an e-mail asks whether it is really them. */
export class RedemptionDto {
  @ApiPropertyOptional({ type: RedeemedSpanDto })
  membership?: RedeemedSpanDto;
  @ApiPropertyOptional({ enum: ['by_email'] })
  confirm?: 'by_email';
  /** Until when the gift is held for that address. */
  @ApiPropertyOptional({ format: 'date-time' })
  heldUntil?: string;
  /** For naming another address while it is held. */
  @ApiPropertyOptional()
  instead?: string;
}
