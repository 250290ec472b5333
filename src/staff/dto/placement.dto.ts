import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { noRules, type PlacementRules } from '../../placements/placement-rules.js';
import { trimmed, wholeNumber } from './transforms.js';

const whole = (from: number, to: number): { message: string } => ({
  message: `Please enter a whole number from ${from} to ${to}.`,
});
const many = { message: 'That is a very long list: at most 100, please.' };

/** As a form posts it, `a, b` or one in each line; a list stays one. */
function list({ value }: TransformFnParams): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function each(change: (text: string) => string) {
  return (params: TransformFnParams): unknown => {
    const found = list(params);
    return Array.isArray(found)
      ? found.map((one: unknown) => (typeof one === 'string' ? change(one) : one))
      : found;
  };
}

/** A ticked box posts `on`. */
function ticked({ value }: TransformFnParams): unknown {
  return value === 'on' ? true : value;
}

function Whole(from: number, to: number): PropertyDecorator {
  return (target, name) => {
    ApiPropertyOptional({ type: 'integer', minimum: from, maximum: to })(target, name);
    Max(to, whole(from, to))(target, name);
    Min(from, whole(from, to))(target, name);
    IsInt(whole(from, to))(target, name);
    Transform(wholeNumber)(target, name as string);
  };
}

/** Rules of a placement; what is left out is no rule. */
export class PlacementDto implements PlacementRules {
  @ApiPropertyOptional({ default: true })
  @Transform(ticked)
  @IsBoolean()
  active: boolean = noRules.active;

  @ApiPropertyOptional({ type: [String] })
  @Transform(list)
  @ArrayMaxSize(100, many)
  @MaxLength(60, { each: true, message: 'A section has at most 60 characters.' })
  @IsArray()
  sections: string[] = noRules.sections;

  @ApiPropertyOptional({ type: [String] })
  @Transform(list)
  @ArrayMaxSize(100, many)
  @MaxLength(60, { each: true, message: 'A tag has at most 60 characters.' })
  @IsArray()
  tags: string[] = noRules.tags;

  @ApiPropertyOptional({ type: [String], example: ['en', 'uk'] })
  @Transform(each((text) => text.toLowerCase()))
  @ArrayMaxSize(100, many)
  @Matches(/^[a-z]{2}$/, { each: true, message: 'Please enter languages as two letters, such as en, uk.' })
  @IsArray()
  languages: string[] = noRules.languages;

  @ApiPropertyOptional({ type: [String], example: ['UA', 'DE'] })
  @Transform(each((text) => text.toUpperCase()))
  @ArrayMaxSize(250, many)
  @Matches(/^[A-Z]{2}$/, { each: true, message: 'Please enter countries as two letters, such as UA, DE.' })
  @IsArray()
  countries: string[] = noRules.countries;

  @ApiPropertyOptional({ type: [String], example: ['/obituaries/*'] })
  @Transform(list)
  @ArrayMaxSize(100, many)
  @Matches(/^\/[^\s?#]{0,199}$/, {
    each: true,
    message: 'Please enter paths such as /obituaries/*, each in a line.',
  })
  @IsArray()
  sensitivePages: string[] = noRules.sensitivePages;

  @Whole(1, 100)
  share: number = noRules.share;

  @Whole(0, 1000)
  maxViews: number = noRules.maxViews;

  @Whole(1, 365)
  viewDays: number = noRules.viewDays;

  @Whole(0, 8760)
  gapHours: number = noRules.gapHours;

  @Whole(0, 100)
  afterArticles: number = noRules.afterArticles;

  @Whole(0, 365)
  quietDaysNotNow: number = noRules.quietDaysNotNow;

  @Whole(0, 3650)
  quietDaysMember: number = noRules.quietDaysMember;

  @ApiPropertyOptional({ default: false })
  @Transform(ticked)
  @IsBoolean()
  hideFromMembers: boolean = noRules.hideFromMembers;
}

/** The form that makes one also names it; a box that is not ticked is not posted. */
export class PlacementFormDto extends PlacementDto {
  @ApiProperty()
  @Transform(trimmed)
  @Matches(/^[a-z0-9-]{1,40}$/, { message: 'Please use small letters, digits and hyphens, at most 40.' })
  key!: string;

  @IsOptional()
  override active = false;
}
