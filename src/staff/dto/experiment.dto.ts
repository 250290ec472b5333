import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ExperimentDraft } from '../../experiments/experiment-draft.js';
import type { Variant } from '../../experiments/experiment.js';
import { BannerWordsDto, Part } from './copy.dto.js';
import { trimmed } from './transforms.js';

const key = { message: 'Please use small letters, digits and hyphens, at most 40.' };
const weight = { message: 'Please enter a whole number from 1 to 100.' };
const readers = { message: 'Please enter a whole number from 100 to 10,000,000.' };
const amounts = { message: 'Please enter amounts, such as 5, 10, 25.' };
const places = { message: 'Please name at least one placement, such as top.' };

class VariantCopyDto {
  @Part(() => BannerWordsDto)
  en?: BannerWordsDto;

  @Part(() => BannerWordsDto)
  uk?: BannerWordsDto;
}

export class VariantDto implements Variant {
  @ApiProperty({ example: 'a' })
  @Matches(/^[a-z0-9-]{1,40}$/, key)
  key!: string;

  @ApiProperty({ example: 'With the birthday' })
  @Transform(trimmed)
  @Length(1, 80, { message: 'Please name it, in at most 80 characters.' })
  @IsString({ message: 'Please name it, in at most 80 characters.' })
  name!: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 1 })
  @Max(100, weight)
  @Min(1, weight)
  @IsInt(weight)
  weight: number = 1;

  @Part(() => VariantCopyDto)
  copy: VariantCopyDto = new VariantCopyDto();

  @ApiPropertyOptional({ type: [Number], description: 'Minor units of `currency`, rising' })
  @Max(100_000_000, { ...amounts, each: true })
  @Min(1, { ...amounts, each: true })
  @IsInt({ ...amounts, each: true })
  @ArrayMaxSize(6, { message: 'At most six amounts.' })
  @IsArray(amounts)
  amounts: number[] = [];
}

export class ExperimentDto implements ExperimentDraft {
  @ApiProperty({ example: 'Birthday or bridge?' })
  @Transform(trimmed)
  @Length(1, 120, { message: 'Please name it, in at most 120 characters.' })
  @IsString({ message: 'Please name it, in at most 120 characters.' })
  name!: string;

  @ApiProperty({ example: 'birthday', description: 'The slug of its campaign' })
  @IsString({ message: 'Please choose a campaign.' })
  campaign!: string;

  @ApiProperty({ type: [String], example: ['top', 'inline'] })
  @Matches(/^[a-z0-9-]{1,40}$/, { ...key, each: true })
  @ArrayUnique({ message: 'One of them is named twice.' })
  @ArrayMaxSize(20, { message: 'At most twenty placements.' })
  @ArrayMinSize(1, places)
  @IsArray(places)
  placements!: string[];

  @ApiPropertyOptional({
    type: 'integer',
    default: 5000,
    description: 'Of each variant, before anything is said of it',
  })
  @Max(10_000_000, readers)
  @Min(100, readers)
  @IsInt(readers)
  readersWanted: number = 5_000;

  @ApiPropertyOptional({ example: 'eur', description: 'Of the amounts' })
  @Matches(/^[a-z]{3}$/, { message: 'Please give a currency in three letters, such as eur.' })
  currency: string = 'eur';

  @ApiProperty({ type: [VariantDto] })
  @ValidateNested({ each: true })
  @Type(() => VariantDto)
  @ArrayMaxSize(4, { message: 'At most four variants.' })
  @ArrayMinSize(2, { message: 'Please write at least two variants.' })
  @IsArray({ message: 'Please write at least two variants.' })
  @IsDefined({ message: 'Please write at least two variants.' })
  variants!: VariantDto[];
}

export class DecisionDto {
  @ApiProperty({ example: 'b', description: 'The variant that everybody sees from now on' })
  @IsString({ message: 'Please choose a variant.' })
  variant!: string;
}
