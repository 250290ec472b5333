import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type AttributionKey, attributionKeys } from '../../payments/purchase.js';
import type { EventState } from '../../payments/inbox/stripe-event.js';
import { type GiftFilter, giftFilters } from '../queries/gifts.js';
import { eventStates } from '../queries/inbox.js';
import { type MemberStatus, memberStatuses } from '../queries/members.js';

const oneOf = (values: readonly string[]): string => `Please choose one of ${values.join(', ')}.`;
const mailStates = ['queued', 'sent', 'failed'] as const;
export class PageQuery {
  @ApiPropertyOptional({ description: 'Where the last page ended, as it said in `next`' })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;
}

export class SearchQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'A part of a name or an e-mail address' })
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'Please search for at most 100 characters.' })
  query?: string;
}

export class MembersQuery extends SearchQuery {
  @ApiPropertyOptional({ enum: memberStatuses })
  @IsOptional()
  @IsIn(memberStatuses, { message: oneOf(memberStatuses) })
  status?: MemberStatus;
}

export class GiftsQuery extends SearchQuery {
  @ApiPropertyOptional({ enum: giftFilters })
  @IsOptional()
  @IsIn(giftFilters, { message: oneOf(giftFilters) })
  status?: GiftFilter;
}

export class InboxQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'The id of an event, of an object at Stripe, or of a purchase' })
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'Please search for at most 100 characters.' })
  query?: string;

  @ApiPropertyOptional({ enum: eventStates })
  @IsOptional()
  @IsIn(eventStates, { message: oneOf(eventStates) })
  state?: EventState;
}

export class MailsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: mailStates })
  @IsOptional()
  @IsIn(mailStates, { message: oneOf(mailStates) })
  state?: (typeof mailStates)[number];
}

export class LedgerQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'membership' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  kind?: string;
}

export class ReportQuery {
  @ApiPropertyOptional({
    enum: attributionKeys,
    default: 'source',
    description: 'By which mark of the way that readers came',
  })
  @IsOptional()
  @IsIn(attributionKeys, { message: 'Readers are not told apart by this.' })
  by?: AttributionKey;
}
