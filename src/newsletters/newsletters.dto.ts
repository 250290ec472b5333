import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsEmail,
  Matches,
  MaxLength,
} from 'class-validator';
import { eachFaulty, faulty } from '../common/faults.js';

const address = faulty('address');
const choice = faulty('newsletters');

/** As JSON, or as a form posts it: one list is a text, several are an array. */
export class SubscribeDto {
  @MaxLength(254, address)
  @IsEmail({}, address)
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value))
  @ApiProperty({ format: 'email' })
  email!: string;

  @Matches(/^[a-z0-9-]{1,40}$/, eachFaulty('newsletters.none'))
  @ArrayUnique(faulty('newsletters.twice'))
  @ArrayMaxSize(20, faulty('newsletters.many'))
  @ArrayNotEmpty(choice)
  @IsArray(choice)
  @Transform(({ value }) => (typeof value === 'string' ? [value] : value))
  @ApiProperty({ type: [String], example: ['weekly'] })
  lists!: string[];
}

/** 202, known address or not. */
export class SubscribedDto {
  @ApiProperty({ enum: ['by_email'] })
  confirm!: 'by_email';
}
