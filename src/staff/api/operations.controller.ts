import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { CatchUpDto } from '../dto/catch-up.dto.js';
import { InboxQuery, PageQuery } from '../dto/list-queries.js';
import { RefundDto } from '../dto/refund.dto.js';
import { InboxPages } from '../inbox-pages.js';
import { listAudit } from '../queries/audit.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff')
export class StaffOperationsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inbox: InboxPages,
    private readonly desk: Desk,
  ) {}

  @Post('purchases/:id/refund')
  @HttpCode(202)
  @Access('administrator')
  @ApiOperation({ summary: 'Asks Stripe to send a payment back, whole or in part. For administrators.' })
  async refund(@Param('id') id: string, @Body() refund: RefundDto, @CurrentStaff() actor: Actor) {
    await this.desk.refund(id, refund, actor);
    return { purchase: id };
  }

  @Get('inbox')
  @ApiOperation({ summary: 'Stripe events and what became of them, newest first, without what is in them.' })
  async list(@Query() query: InboxQuery) {
    const [counts, { rows, next }] = await Promise.all([this.inbox.counts(), this.inbox.page(query)]);
    return { counts, events: rows, next };
  }

  @Post('inbox/replay')
  @HttpCode(202)
  @Access('editor')
  @ApiOperation({ summary: 'Handles all parked events once more. For editors.' })
  async replayParked(@CurrentStaff() actor: Actor) {
    return { replayed: await this.desk.replayParked(actor) };
  }

  @Post('inbox/:eventId/replay')
  @HttpCode(202)
  @Access('editor')
  @ApiOperation({
    summary: 'Handles an event once more; what was applied is not applied twice. For editors.',
  })
  async replay(@Param('eventId') eventId: string, @CurrentStaff() actor: Actor) {
    await this.desk.replay(eventId, actor);
    return { event: eventId };
  }

  @Post('catch-up')
  @HttpCode(202)
  @Access('administrator')
  @ApiOperation({
    summary:
      "Asks for events on Stripe's list that did not come by webhook; those that are known change nothing. For administrators.",
  })
  async catchUp(@Body() { since }: CatchUpDto, @CurrentStaff() actor: Actor) {
    await this.desk.catchUp(since, actor);
    return { since: since ?? null };
  }

  @Get('audit')
  @ApiOperation({ summary: 'What staff did, newest first.' })
  async audit(@Query() query: PageQuery) {
    const { rows, next } = await listAudit(this.dataSource, query);
    return { entries: rows, next };
  }
}
