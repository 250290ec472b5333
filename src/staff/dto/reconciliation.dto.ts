import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsISO8601, IsOptional } from 'class-validator';

/** A form sends `true` as text. */
const flag = ({ value }: { value: unknown }): unknown => (value === 'true' ? true : value);

export class ReconciliationDto {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Compares what was made at Stripe from then on; without it, the last 35 days.',
  })
  @IsOptional()
  @IsISO8601(
    { strict: true, strictSeparator: true },
    { message: 'Please give an instant such as 2026-11-22T09:00:00Z.' },
  )
  since?: string;

  @ApiPropertyOptional({ description: 'Puts right what differs; without it, it is only reported.' })
  @IsOptional()
  @Transform(flag)
  @IsBoolean({ message: 'Please say true or false.' })
  fix?: boolean;
}
