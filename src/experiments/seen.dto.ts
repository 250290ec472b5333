import { ArrayMaxSize, IsArray, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';

/** Variants and placements of one page. */
export const MOST_AT_ONCE = 20;

/** More than one page of one reader can hold is not believed. */
const MOST = 50;
const KEY = /^[a-z0-9-]{1,40}$/;

/** What one page saw of one variant at one placement. */
export class SeenDto {
  @Matches(KEY)
  experiment!: string;

  @Matches(KEY)
  variant!: string;

  @Matches(KEY)
  placement!: string;

  /** 1 where this browser had not met the experiment before. */
  @Max(1)
  @Min(0)
  @IsInt()
  readers!: number;

  @Max(MOST)
  @Min(0)
  @IsInt()
  views!: number;

  @Max(MOST)
  @Min(0)
  @IsInt()
  presses!: number;
}

export class BeaconDto {
  @ValidateNested({ each: true })
  @Type(() => SeenDto)
  @ArrayMaxSize(MOST_AT_ONCE)
  @IsArray()
  seen!: SeenDto[];
}
