import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min, NotEquals, ValidateIf } from 'class-validator';
import { LARGEST_ADJUSTMENT, LARGEST_SUM } from '../../campaigns/adjustments.service.js';
import { trimmed, wholeNumber } from './transforms.js';

export class AdjustmentDto {
  @ApiPropertyOptional({ type: 'integer', example: 3, description: 'People, signed' })
  @ValidateIf(({ amount }: AdjustmentDto) => amount === undefined)
  @Transform(wholeNumber)
  @NotEquals(0, { message: 'An adjustment of 0 changes nothing.' })
  @Min(-LARGEST_ADJUSTMENT, { message: 'That is too much for one adjustment.' })
  @Max(LARGEST_ADJUSTMENT, { message: 'That is too much for one adjustment.' })
  // The last one is asked first.
  @IsInt({ message: 'Please enter a whole number, such as 3 or -2.' })
  delta?: number;

  @ApiPropertyOptional({
    type: 'integer',
    example: 5_000,
    description: 'Instead of people, towards a goal in money: minor units of its currency, signed',
  })
  @IsOptional()
  @NotEquals(0, { message: 'An adjustment of 0 changes nothing.' })
  @Min(-LARGEST_SUM, { message: 'That is too much for one adjustment.' })
  @Max(LARGEST_SUM, { message: 'That is too much for one adjustment.' })
  @IsInt({ message: 'Please enter an amount, such as 25 or -12.50.' })
  amount?: number;

  @ApiProperty({ example: 'Three members joined at the book fair', minLength: 3, maxLength: 500 })
  @Transform(trimmed)
  @IsString({ message: 'Please say why.' })
  @Length(3, 500, { message: 'Please say why, in 3 to 500 characters.' })
  reason!: string;
}
