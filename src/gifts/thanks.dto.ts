import { IsString, Matches, MaxLength } from 'class-validator';
import { faulty } from '../common/faults.js';

export const LONGEST_THANKS = 1_000;

export class ThanksDto {
  @MaxLength(LONGEST_THANKS, faulty('thanks.long'))
  @Matches(/\S/, faulty('thanks'))
  @IsString(faulty('thanks'))
  note!: string;
}
