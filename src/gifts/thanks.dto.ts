import { IsString, Matches, MaxLength } from 'class-validator';

export const LONGEST_THANKS = 1_000;

export class ThanksDto {
  @MaxLength(LONGEST_THANKS, { message: 'Please keep it to 1,000 characters.' })
  @Matches(/\S/, { message: 'Please write a few words first.' })
  @IsString({ message: 'Please write a few words first.' })
  note!: string;
}
