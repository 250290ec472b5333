import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../config/settings.js';
import { StaffContexts } from '../context.js';
import { GiftsQuery, MembersQuery, PageQuery, SearchQuery } from '../dto/list-queries.js';
import { readForm } from '../forms.js';
import { AuditPage } from '../pages/audit.js';
import { DonationsPage } from '../pages/donations.js';
import { GiftsPage } from '../pages/gifts.js';
import { MembersPage } from '../pages/members.js';
import { listAudit } from '../queries/audit.js';
import { listDonations } from '../queries/donations.js';
import { listGifts } from '../queries/gifts.js';
import { listMembers } from '../queries/members.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff')
export class ListsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly contexts: StaffContexts,
  ) {}

  @Get('members')
  async members(
    @Query() asked: object,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readForm(MembersQuery, asked);
    const page = await listMembers(this.dataSource, this.settings.livemode, this.clock.now(), query);
    sendPage(
      reply,
      <MembersPage context={await this.contexts.of(request)} page={page} query={{ ...query }} />,
    );
  }

  @Get('gifts')
  async gifts(
    @Query() asked: object,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readForm(GiftsQuery, asked);
    const page = await listGifts(this.dataSource, this.settings.livemode, this.clock.now(), query);
    sendPage(reply, <GiftsPage context={await this.contexts.of(request)} page={page} query={{ ...query }} />);
  }

  @Get('donations')
  async donations(
    @Query() asked: object,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readForm(SearchQuery, asked);
    const page = await listDonations(this.dataSource, this.settings.livemode, query);
    sendPage(
      reply,
      <DonationsPage context={await this.contexts.of(request)} page={page} query={{ ...query }} />,
    );
  }

  @Get('audit')
  async audit(
    @Query() asked: object,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readForm(PageQuery, asked);
    const page = await listAudit(this.dataSource, query);
    sendPage(reply, <AuditPage context={await this.contexts.of(request)} page={page} query={{ ...query }} />);
  }
}
