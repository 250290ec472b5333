import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';
import { faulty } from '../../common/faults.js';

const name = faulty('name');
const address = faulty('address');

/** No proof of need is asked for. */
export class AskPoolDto {
  @MaxLength(200, faulty('name.long'))
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
