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

const address = { message: 'Please enter a correct e-mail address, such as name@example.org.' };
const choice = { message: 'Please choose at least one newsletter.' };

/** As JSON, or as a form posts it: one list is a text, several are an array. */
export class SubscribeDto {
  @MaxLength(254, address)
  @IsEmail({}, address)
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value))
  @ApiProperty({ format: 'email' })
  email!: string;

  @Matches(/^[a-z0-9-]{1,40}$/, { each: true, message: 'There is no such newsletter.' })
  @ArrayUnique({ message: 'Please name each newsletter once.' })
  @ArrayMaxSize(20, { message: 'There are not as many newsletters.' })
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
