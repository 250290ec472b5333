import { IsEmail, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { GiftStatus } from './gift.js';

const name = { message: 'Please enter your name.' };
const address = { message: 'Please enter an e-mail address such as name@example.org.' };

/** A gift as its link shows it. `expiresAt` is ISO 8601 UTC. */
export class GiftDto {
  status!: GiftStatus;
  months!: number;
  tier!: string;
  giverName!: string;
  message!: string | null;
  expiresAt!: string;
}

export class RedeemDto {
  @MaxLength(254, address)
  @IsEmail({}, address)
  email!: string;

  @MaxLength(200, { message: 'Please enter a name of at most 200 characters.' })
  @IsNotEmpty(name)
  @IsString(name)
  name!: string;
}

export class RedeemedSpanDto {
  startsAt!: string;
  endsAt!: string;
  /** Whether it was added to time that the member had. */
  extended!: boolean;
}

/** 200 with the membership, or 202 while an e-mail asks whether it is really them. */
export class RedemptionDto {
  membership?: RedeemedSpanDto;
  confirm?: 'by_email';
}
