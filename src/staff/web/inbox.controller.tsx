import { Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { NotFound } from '../../common/errors.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { InboxQuery } from '../dto/list-queries.js';
import { readForm } from '../forms.js';
import { InboxPages } from '../inbox-pages.js';
import { EventPage, InboxPage } from '../pages/inbox.js';
import { InboxReplayPage } from '../pages/inbox-replay.js';
import { findEvent } from '../queries/inbox.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/inbox')
export class InboxController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly inbox: InboxPages,
    private readonly contexts: StaffContexts,
    private readonly desk: Desk,
  ) {}

  @Get()
  async list(
    @Query() asked: object,
    @Query('replayed') replayed: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readForm(InboxQuery, asked);
    const [context, counts, page] = await Promise.all([
      this.contexts.of(request),
      this.inbox.counts(),
      this.inbox.page(query),
    ]);
    sendPage(
      reply,
      <InboxPage
        context={context}
        counts={counts}
        page={page}
        query={{ ...query }}
        replayed={typeof replayed === 'string' && /^\d{1,9}$/.test(replayed) ? Number(replayed) : null}
      />,
    );
  }

  @Get('replay')
  @Access('editor')
  async askReplay(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [context, { parked }] = await Promise.all([this.contexts.of(request), this.inbox.counts()]);
    sendPage(reply, <InboxReplayPage context={context} parked={parked} />);
  }

  @Get(':id')
  async event(
    @Param('id') id: string,
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const event = await findEvent(this.dataSource, id);
    if (!event) throw new NotFound();
    const context = await this.contexts.of(request);
    sendPage(reply, <EventPage context={context} event={event} done={done === '1'} />);
  }

  @Post('replay')
  @Access('editor')
  async replayParked(@CurrentStaff() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const replayed = await this.desk.replayParked(actor);
    void reply.redirect(`/staff/inbox?replayed=${replayed}`, 303);
  }

  @Post(':id/replay')
  @Access('editor')
  async replay(
    @Param('id') id: string,
    @CurrentStaff() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.replay(id, actor);
    void reply.redirect(`/staff/inbox/${encodeURIComponent(id)}?done=1`, 303);
  }
}
