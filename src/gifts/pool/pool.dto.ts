import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';

const name = { message: 'Please enter your name.' };
const address = { message: 'Please enter an e-mail address such as name@example.org.' };

/** No proof of need is asked for. */
export class AskPoolDto {
  @MaxLength(200, { message: 'Please enter a name of at most 200 characters.' })
  @Matches(/\S/, name)
  @IsString(name)
  @ApiProperty()
  name!: string;

  @MaxLength(254, address)
  @IsEmail({}, address)
  @ApiProperty()
  email!: string;
}

/** 202, whoever asks. */
export class AskedPoolDto {
  @ApiProperty({ enum: ['by_email'] })
  confirm!: 'by_email';
}

export class PoolDto {
  /** Memberships that wait for a reader. */
  @ApiProperty({ type: 'integer' })
  available!: number;
  /** Readers in line. */
  @ApiProperty({ type: 'integer' })
  waiting!: number;
}
