import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { InvalidInput, NotFound } from '../../common/errors.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { ReasonDto } from '../dto/gift.dto.js';
import { readForm } from '../forms.js';
import { SharersPage } from '../pages/sharers.js';
import { sendPage } from '../send-page.js';
import { SharerDesk } from '../sharer-desk.service.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/sharers')
export class SharersController {
  constructor(
    private readonly desk: SharerDesk,
    private readonly contexts: StaffContexts,
  ) {}

  @Get()
  async list(
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(request, reply, { done: done === '1' });
  }

  @Post(':code/take-off')
  @Access('editor')
  async takeOff(
    @Param('code') code: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.desk.takeOff(code, readForm(ReasonDto, body).reason, actor);
      void reply.redirect('/staff/sharers?done=1', 303);
    } catch (error) {
      if (!(error instanceof InvalidInput) && !(error instanceof NotFound)) throw error;
      await this.show(request, reply, { missed: error.fields?.reason ?? error.message }, error.status);
    }
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: { done?: boolean; missed?: string },
    status = 200,
  ): Promise<void> {
    const context = await this.contexts.of(request);
    sendPage(reply, <SharersPage context={context} rows={await this.desk.list()} {...outcome} />, status);
  }
}
