import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional } from 'class-validator';

export class CatchUpDto {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'From when on; without it, from where the last time ended. Stripe lists the last 30 days.',
  })
  @IsOptional()
  @IsISO8601(
    { strict: true, strictSeparator: true },
    { message: 'Please give an instant such as 2026-11-22T09:00:00Z.' },
  )
  since?: string;
}
