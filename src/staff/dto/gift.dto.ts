import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { LONGEST_MESSAGE } from '../../gifts/gift-sizes.js';
import { trimmed } from './transforms.js';

const name = { message: 'Please enter a name of at most 200 characters.' };
const address = { message: 'Please enter an e-mail address such as name@example.org.' };
const message = { message: 'Please keep the message to 1,000 characters.' };

/** Whom a gift is for. What is left out stays; null takes it away, and without an address the giver has the link. */
export class GiftRecipientDto {
  @IsOptional()
  @MaxLength(200, name)
  @IsString(name)
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200 })
  name?: string | null;

  @IsOptional()
  @MaxLength(254, address)
  @IsEmail({}, address)
  @ApiPropertyOptional({ type: String, nullable: true, format: 'email' })
  email?: string | null;

  @IsOptional()
  @MaxLength(LONGEST_MESSAGE, message)
  @IsString(message)
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: LONGEST_MESSAGE })
  message?: string | null;
}

/** Why something is done that people will notice. */
export class ReasonDto {
  @ApiProperty({ description: 'For colleagues', minLength: 3, maxLength: 500 })
  @Transform(trimmed)
  @IsString({ message: 'Please say why.' })
  @Length(3, 500, { message: 'Please say why, in 3 to 500 characters.' })
  reason!: string;
}

export class ExtendGiftDto {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Please choose a day, such as 2027-12-24.' })
  @ApiProperty({ format: 'date', description: 'The last day on which it can be accepted' })
  until!: string;
}
