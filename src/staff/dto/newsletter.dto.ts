import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsBoolean, IsEmail, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';
import { trimmed, wholeNumber } from './transforms.js';

const name = { message: 'Please name it, in at most 120 characters.' };
const description = { message: 'Please say in one sentence what comes, in at most 300 characters.' };
const place = { message: 'Please enter a whole number from 0 to 1000.' };
const key = { message: 'Please use small letters, digits and hyphens, at most 40.' };

/** A ticked box posts `on`. */
function ticked({ value }: TransformFnParams): unknown {
  return value === 'on' ? true : value;
}

/** All that staff say of a newsletter. */
export class NewsletterDto {
  @ApiProperty({ example: 'The week in the city' })
  @Transform(trimmed)
  @Length(1, 120, name)
  @IsString(name)
  name!: string;

  @ApiProperty({ example: 'What mattered, every Friday.' })
  @Transform(trimmed)
  @Length(1, 300, description)
  @IsString(description)
  description!: string;

  @ApiPropertyOptional({ type: 'integer', default: 0, description: 'The smallest comes first' })
  @Transform(wholeNumber)
  @Max(1000, place)
  @Min(0, place)
  @IsInt(place)
  position: number = 0;

  @ApiPropertyOptional({ default: false, description: 'Nobody new can sign up; who is on it stays' })
  @Transform(ticked)
  @IsBoolean()
  hidden: boolean = false;
}

/** The form that makes one also names it. */
export class NewsletterFormDto extends NewsletterDto {
  @ApiProperty()
  @Transform(trimmed)
  @Matches(/^[a-z0-9-]{1,40}$/, key)
  key!: string;
}

/** How many addresses whoever removes a list was told of. */
export class RemovalQuery {
  @ApiPropertyOptional({ type: 'integer', default: 0, description: 'How many addresses go with it' })
  @Transform(wholeNumber)
  @Min(0)
  @IsInt({ message: 'Please say how many addresses go with it.' })
  addresses: number = 0;
}

export class ExportQuery {
  @ApiProperty({ example: 'weekly', description: 'The newsletter’s key' })
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'There is no such newsletter.' })
  list!: string;
}

export class ForgetDto {
  @ApiProperty({ format: 'email' })
  @Transform(trimmed)
  @IsEmail({}, { message: 'Please enter a correct e-mail address, such as name@example.org.' })
  email!: string;
}
