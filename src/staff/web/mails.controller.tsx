import { Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { MailsQuery } from '../dto/list-queries.js';
import { readForm } from '../forms.js';
import { MailsPage } from '../pages/mails.js';
import { listMails } from '../queries/mails.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/mails')
export class MailsController {
  constructor(
    private readonly dataSource: DataSource,
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
    const query = readForm(MailsQuery, rest);
    const page = await listMails(this.dataSource, query);
    const context = await this.contexts.of(request);
    sendPage(reply, <MailsPage context={context} page={page} query={{ ...query }} done={done === '1'} />);
  }

  @Post(':id/retry')
  @Access('editor')
  async retry(
    @Param('id') id: string,
    @CurrentStaff() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.resendMail(id, actor);
    void reply.redirect('/staff/mails?done=1', 303);
  }
}
