import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { CampaignCopy, CampaignWords, WordsByLanguage } from '../../campaigns/campaign-copy.js';
import { trimmed } from './transforms.js';

/** A text of at most so many characters, which may be left out. */
function Words(most: number): PropertyDecorator {
  const rules = [
    IsOptional(),
    MaxLength(most, { message: `At most ${most} characters, please.` }),
    IsString({ message: 'This must be a text.' }),
    Transform(trimmed) as PropertyDecorator,
    ApiPropertyOptional({ type: String, maxLength: most }),
  ];
  return (target, key) => rules.forEach((rule) => rule(target, key));
}

/** One of several of the same kind, which may be left out. */
export function Part(type: () => new () => object): PropertyDecorator {
  const rules = [
    IsOptional(),
    ValidateNested(),
    IsObject({ message: 'This must be an object.' }),
    Type(type),
    ApiPropertyOptional({ type }),
  ];
  return (target, key) => rules.forEach((rule) => rule(target, key));
}

export class BannerWordsDto {
  @Words(200)
  headline?: string;

  @Words(40)
  join?: string;

  @Words(40)
  gift?: string;
}

export class CampaignWordsDto extends BannerWordsDto implements CampaignWords {
  @Words(120)
  title?: string;

  @Words(20_000)
  story?: string;
}

class WordsByLanguageDto implements WordsByLanguage {
  @Part(() => CampaignWordsDto)
  en?: CampaignWordsDto;

  @Part(() => CampaignWordsDto)
  uk?: CampaignWordsDto;
}

/** Other words for a state and a language; what is left out or empty is said with the campaign's usual words. */
export class CampaignCopyDto implements CampaignCopy {
  @Part(() => WordsByLanguageDto)
  announced?: WordsByLanguageDto;

  @Part(() => WordsByLanguageDto)
  running?: WordsByLanguageDto;

  @Part(() => WordsByLanguageDto)
  met?: WordsByLanguageDto;

  @Part(() => WordsByLanguageDto)
  ended?: WordsByLanguageDto;
}
