import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Attribution } from './purchase.js';

const text = { message: 'This must be a text.' };
const short = { message: 'At most 100 characters, please.' };

/** Where the reader came from, as their link said. */
export class AttributionDto implements Attribution {
  @IsOptional()
  @IsString(text)
  @MaxLength(100, short)
  @ApiPropertyOptional()
  source?: string;

  @IsOptional()
  @IsString(text)
  @MaxLength(100, short)
  @ApiPropertyOptional()
  medium?: string;

  @IsOptional()
  @IsString(text)
  @MaxLength(100, short)
  @ApiPropertyOptional()
  campaign?: string;

  @IsOptional()
  @IsString(text)
  @MaxLength(100, short)
  @ApiPropertyOptional()
  ref?: string;

  @IsOptional()
  @IsString(text)
  @MaxLength(100, short)
  @ApiPropertyOptional()
  page?: string;
}
