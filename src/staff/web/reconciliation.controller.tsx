import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { NotFound } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { PageQuery } from '../dto/list-queries.js';
import { ReconciliationDto } from '../dto/reconciliation.dto.js';
import { readForm } from '../forms.js';
import { ReconciliationPage } from '../pages/reconciliation-report.js';
import { ReconciliationsPage } from '../pages/reconciliation.js';
import { findReport, listDifferences, listReports } from '../queries/reconciliation.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/reconciliation')
export class ReconciliationController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly contexts: StaffContexts,
    private readonly desk: Desk,
  ) {}

  @Get()
  async list(
    @Query() asked: Record<string, string>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { done, ...rest } = asked;
    const query = readForm(PageQuery, rest);
    const page = await listReports(this.dataSource, this.settings.livemode, query);
    const context = await this.contexts.of(request);
    sendPage(
      reply,
      <ReconciliationsPage context={context} page={page} query={{ ...query }} done={done === '1'} />,
    );
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @Query() asked: object,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = readForm(PageQuery, asked);
    const report = isId(id) ? await findReport(this.dataSource, this.settings.livemode, id) : null;
    if (!report) throw new NotFound();
    const page = await listDifferences(this.dataSource, id, query);
    const context = await this.contexts.of(request);
    sendPage(
      reply,
      <ReconciliationPage context={context} report={report} page={page} query={{ ...query }} />,
    );
  }

  @Post()
  @Access('administrator')
  async run(@Body() body: unknown, @CurrentStaff() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.desk.reconcile(readForm(ReconciliationDto, body), actor);
    void reply.redirect('/staff/reconciliation?done=1', 303);
  }
}
