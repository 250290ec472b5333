import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsObject, IsString, Matches } from 'class-validator';
import { trimmed } from './transforms.js';

export class RatesDto {
  @ApiProperty({
    example: { usd: '1.0812' },
    description: 'What one euro costs, as decimal numbers in text, by currency',
    additionalProperties: { type: 'string' },
  })
  @IsObject({ message: 'Please give rates by currency.' })
  rates!: Record<string, string>;
}

/** One rate, as a form posts it. */
export class RateFormDto {
  @IsString({ message: 'Please give a day.' })
  day!: string;

  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @Matches(/^[a-z]{3}$/, { message: 'Please give a currency in three letters, such as usd.' })
  currency!: string;

  @Transform((params) => {
    const typed = trimmed(params);
    return typeof typed === 'string' ? typed.replace(',', '.') : typed;
  })
  @IsString({ message: 'Please give what one euro costs, such as 1.0812.' })
  rate!: string;
}
