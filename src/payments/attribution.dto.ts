import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { type Attribution, LONGEST_ATTRIBUTION } from './purchase.js';

const text = { message: 'This must be a text.' };
const short = { message: `At most ${LONGEST_ATTRIBUTION} characters, please.` };

/** One short text of where a reader came from. */
function Mark(description: string): PropertyDecorator {
  const rules = [
    IsOptional(),
    IsString(text),
    MaxLength(LONGEST_ATTRIBUTION, short),
    ApiPropertyOptional({ type: String, maxLength: LONGEST_ATTRIBUTION, description }),
  ];
  return (target, key) => rules.forEach((rule) => rule(target, key));
}

/** Where the reader came from, as their link said. */
export class AttributionDto implements Attribution {
  @Mark('utm_source')
  source?: string;

  @Mark('utm_medium')
  medium?: string;

  @Mark('utm_campaign')
  campaign?: string;

  @Mark('utm_content')
  content?: string;

  @Mark('utm_term')
  term?: string;

  @Mark('The code of who shared the link')
  ref?: string;

  @Mark('The article')
  page?: string;

  @Mark('Where its banner stood')
  placement?: string;

  @Mark('Which of its words were shown')
  variant?: string;

  @Mark('In which experiment')
  experiment?: string;

  @Mark('The address before ours, without its query')
  referrer?: string;
}
