import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Min } from 'class-validator';
import { trimmed } from './transforms.js';

export class RefundDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: "Minor units of the payment's currency; without it, all that is left",
  })
  @IsOptional()
  @Min(1, { message: 'Please give an amount above zero.' })
  // The last one is asked first.
  @IsInt({ message: 'Please give whole minor units, such as 1250 for €12.50.' })
  amount?: number;

  @ApiProperty({ description: 'For colleagues; the buyer does not see it', minLength: 3, maxLength: 500 })
  @Transform(trimmed)
  @IsString({ message: 'Please say why.' })
  @Length(3, 500, { message: 'Please say why, in 3 to 500 characters.' })
  reason!: string;
}
