import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
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

  @ApiPropertyOptional({
    type: [String],
    description:
      'Which gifts of an order it is for, by id; the amount follows from them. Without it, the last ones that nobody has accepted',
  })
  @IsOptional()
  @IsArray({ message: 'Please choose gifts of this purchase.' })
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true, message: 'Please choose gifts of this purchase.' })
  gifts?: string[];

  @ApiPropertyOptional({
    type: [String],
    description:
      'Those of `gifts` that may have been accepted: their memberships end. Another one is refused',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  evenRedeemed?: string[];

  @ApiProperty({ description: 'For colleagues; the buyer does not see it', minLength: 3, maxLength: 500 })
  @Transform(trimmed)
  @IsString({ message: 'Please say why.' })
  @Length(3, 500, { message: 'Please say why, in 3 to 500 characters.' })
  reason!: string;
}
