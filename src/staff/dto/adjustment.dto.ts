import { Transform } from 'class-transformer';
import { IsInt, IsString, Length, Max, Min, NotEquals } from 'class-validator';
import { trimmed, wholeNumber } from './transforms.js';

const MOST = 100_000_000;

export class AdjustmentDto {
  /** People, or minor units where the goal is money. */
  @Transform(wholeNumber)
  @IsInt({ message: 'Please enter a whole number, such as 3 or -2.' })
  @NotEquals(0, { message: 'An adjustment of 0 changes nothing.' })
  @Min(-MOST, { message: 'That is too much for one adjustment.' })
  @Max(MOST, { message: 'That is too much for one adjustment.' })
  delta!: number;

  @Transform(trimmed)
  @IsString({ message: 'Please say why.' })
  @Length(3, 500, { message: 'Please say why, in 3 to 500 characters.' })
  reason!: string;
}
