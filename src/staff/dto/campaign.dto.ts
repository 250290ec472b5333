import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDateString,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ClaimWords } from '../../campaigns/claim.js';
import { CampaignCopyDto, Part } from './copy.dto.js';
import { trimmed } from './transforms.js';

/** People, or minor units: beyond any campaign, and far from where numbers lose their precision. */
const LARGEST = 1_000_000_000_000;
const figure = { message: 'Please enter a whole number above zero.' };
const claimFigure = { message: 'Please enter a number.' };
const moment = { message: 'Please give day and time, such as 2026-12-31T23:59:00Z.' };
const words = { message: 'Please write something here.' };
const yesOrNo = { message: 'Please choose yes or no.' };

export class GoalDto {
  @ApiProperty({ enum: ['members', 'money'] })
  @IsIn(['members', 'money'], { message: 'Please choose people or money.' })
  kind!: 'members' | 'money';

  @ApiProperty({ type: 'integer', description: 'People, or minor units of the currency', minimum: 1 })
  @Max(LARGEST, { message: 'That is more than any campaign can reach.' })
  @Min(1, { message: 'Please set a goal above zero.' })
  @IsInt(figure)
  target!: number;

  @ApiPropertyOptional({ example: 'eur', description: 'Of a goal in money' })
  @IsOptional()
  @Matches(/^[a-z]{3}$/, { message: 'Please give a currency in three letters, such as eur.' })
  currency?: string | null;
}

const source = { message: 'Please say where this figure comes from.' };

class ClaimWordsDto implements ClaimWords {
  @ApiProperty()
  @Transform(trimmed)
  @Length(1, 200, words)
  @IsString(words)
  text!: string;

  @ApiProperty()
  @Transform(trimmed)
  @Length(1, 200, source)
  @IsString(source)
  source!: string;
}

class ClaimTranslationsDto {
  @Part(() => ClaimWordsDto)
  uk?: ClaimWordsDto;
}

export class ClaimDto {
  @ApiProperty({ example: '12,000 supporters' })
  @Transform(trimmed)
  @Length(1, 200, words)
  @IsString(words)
  text!: string;

  @ApiProperty({ example: 12_000 })
  @Min(0, claimFigure)
  @IsInt(claimFigure)
  numerator!: number;

  @ApiPropertyOptional()
  @IsOptional()
  @Min(1, claimFigure)
  @IsInt(claimFigure)
  denominator?: number;

  @ApiProperty({ description: 'Where the figure comes from; readers see it' })
  @Transform(trimmed)
  @Length(1, 200, source)
  @IsString(source)
  source!: string;

  @ApiProperty({ example: '2026-11-01' })
  @IsISO8601({ strict: true }, { message: 'Please give a day, such as 2026-11-01.' })
  @Length(10, 10, { message: 'Please give a day, such as 2026-11-01.' })
  asOf!: string;

  @Part(() => ClaimTranslationsDto)
  translations?: ClaimTranslationsDto;
}

export class MatchingDto {
  @ApiProperty({ example: 'The Sea Foundation', description: 'As readers read it' })
  @Transform(trimmed)
  @Length(1, 120, { message: 'Please say who doubles it.' })
  @IsString({ message: 'Please say who doubles it.' })
  donor!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Minor units of the goal’s currency' })
  @Max(LARGEST, { message: 'That is more than any campaign can reach.' })
  @Min(1, { message: 'Please enter an amount above zero.' })
  @IsInt({ message: 'Please enter an amount, such as 5000.' })
  limit!: number;
}

export class CampaignDto {
  @ApiProperty({ example: 'birthday', description: 'In its address; nobody else has it' })
  @Matches(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, {
    message: 'Please use small letters, digits and hyphens, such as birthday-2027.',
  })
  slug!: string;

  @ApiProperty({ example: '1,000 new members for our birthday' })
  @Transform(trimmed)
  @Length(1, 120, { message: 'Please name it, in at most 120 characters.' })
  @IsString(words)
  title!: string;

  @ApiProperty()
  @Transform(trimmed)
  @Length(1, 200, { message: 'Please write a headline of at most 200 characters.' })
  @IsString(words)
  headline!: string;

  @ApiProperty({
    description: 'Paragraphs with an empty line between them; <a>, <b>, <strong>, <i>, <em> are kept',
  })
  @Transform(trimmed)
  @MaxLength(20_000, { message: 'Please keep the story to 20,000 characters.' })
  @IsString(words)
  story!: string;

  @ApiPropertyOptional({ default: false, description: 'Readers see it: as announced before it begins' })
  @IsOptional()
  @IsBoolean(yesOrNo)
  published?: boolean;

  @Part(() => CampaignCopyDto)
  copy?: CampaignCopyDto;

  @ApiProperty()
  @ValidateNested()
  @Type(() => GoalDto)
  @IsObject({ message: 'Please set a goal.' })
  @IsDefined({ message: 'Please set a goal.' })
  goal!: GoalDto;

  @ApiPropertyOptional({
    type: [Number],
    description: 'For when the goal is reached, each larger than the one before',
  })
  @IsOptional()
  @Max(LARGEST, { each: true, message: 'That is more than any campaign can reach.' })
  @IsInt({ each: true, message: 'Please enter whole numbers, with commas between them.' })
  @ArrayMaxSize(10, { message: 'At most ten next goals.' })
  @IsArray({ message: 'Please enter whole numbers, with commas between them.' })
  nextGoals?: number[];

  @ApiPropertyOptional({
    type: MatchingDto,
    nullable: true,
    description: 'Who doubles what others give, of a goal in money',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => MatchingDto)
  @IsObject({ message: 'Please say who doubles it, and up to which amount.' })
  matching?: MatchingDto | null;

  @ApiPropertyOptional({
    type: [Number],
    description: 'In per cent of the goal: staff are told of each by e-mail',
  })
  @IsOptional()
  @Max(1000, {
    each: true,
    message: 'Please enter whole per cents from 1 to 1000, with commas between them.',
  })
  @Min(1, { each: true, message: 'Please enter whole per cents from 1 to 1000, with commas between them.' })
  @IsInt({ each: true, message: 'Please enter whole per cents from 1 to 1000, with commas between them.' })
  @ArrayMaxSize(20, { message: 'At most twenty milestones.' })
  @IsArray({ message: 'Please enter whole per cents from 1 to 1000, with commas between them.' })
  milestones?: number[];

  @ApiPropertyOptional({
    type: [Number],
    description: 'Among the milestones: everybody who was counted is told of each by e-mail, once',
  })
  @IsOptional()
  @Max(1000, {
    each: true,
    message: 'Please enter whole per cents from 1 to 1000, with commas between them.',
  })
  @Min(1, { each: true, message: 'Please enter whole per cents from 1 to 1000, with commas between them.' })
  @IsInt({ each: true, message: 'Please enter whole per cents from 1 to 1000, with commas between them.' })
  @ArrayMaxSize(20, { message: 'At most twenty milestones.' })
  @IsArray({ message: 'Please enter whole per cents from 1 to 1000, with commas between them.' })
  tellMembersAt?: number[];

  @ApiPropertyOptional({ type: 'integer', default: 0, description: 'Where the number begins' })
  @IsOptional()
  @Max(LARGEST, figure)
  @Min(0, { message: 'Please enter a whole number, or 0.' })
  @IsInt({ message: 'Please enter a whole number, or 0.' })
  baseline?: number;

  @ApiProperty({ description: 'UTC; the first instant that counts' })
  @Matches(/(?:Z|[+-]\d{2}:\d{2})$/, moment)
  @IsDateString({ strict: true }, moment)
  startsAt!: string;

  @ApiProperty({ description: 'UTC; the first instant that does not count any more' })
  @Matches(/(?:Z|[+-]\d{2}:\d{2})$/, moment)
  @IsDateString({ strict: true }, moment)
  endsAt!: string;

  @ApiProperty({ example: 'Europe/Kyiv', description: 'An IANA name: whose calendar tells its days' })
  @MaxLength(64, { message: 'There is no such time zone. One is Europe/Kyiv, for example.' })
  @IsString({ message: 'Please give a time zone, such as Europe/Kyiv.' })
  timeZone!: string;

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean(yesOrNo)
  countReturning?: boolean;

  @ApiPropertyOptional({ enum: ['purchase', 'redemption'], default: 'purchase' })
  @IsOptional()
  @IsIn(['purchase', 'redemption'], { message: 'Please choose when a gift counts.' })
  countGiftsAt?: 'purchase' | 'redemption';

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean(yesOrNo)
  uncountGiftsToMembers?: boolean;

  @ApiPropertyOptional({ type: [ClaimDto], description: 'Figures beside the number, each with its source' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => ClaimDto)
  @ArrayMaxSize(6, { message: 'At most six figures.' })
  @IsArray()
  claims?: ClaimDto[];
}

/** What is not given stays as it is. */
export class CampaignChangeDto extends PartialType(CampaignDto) {}
