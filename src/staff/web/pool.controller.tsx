import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { InvalidInput, NotFound } from '../../common/errors.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { ReasonDto } from '../dto/gift.dto.js';
import { PageQuery } from '../dto/list-queries.js';
import { readForm } from '../forms.js';
import { PoolPage, type PoolShown } from '../pages/pool.js';
import { PoolDesk } from '../pool-desk.service.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/pool')
export class PoolDeskController {
  constructor(
    private readonly desk: PoolDesk,
    private readonly contexts: StaffContexts,
  ) {}

  @Get()
  async list(
    @Query() asked: Record<string, string>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { done, ...rest } = asked;
    const query = readForm(PageQuery, rest);
    await this.show(request, reply, { ...(await this.desk.show(query)), done: done === '1' });
  }

  @Post('requests/:id/remove')
  @Access('editor')
  async remove(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.desk.remove(id, readForm(ReasonDto, body).reason, actor);
      void reply.redirect('/staff/pool?done=1', 303);
    } catch (error) {
      if (!(error instanceof InvalidInput) && !(error instanceof NotFound)) throw error;
      const missed = error.fields?.reason ?? error.message;
      await this.show(request, reply, { ...(await this.desk.show({})), missed }, error.status);
    }
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: PoolShown,
    status = 200,
  ): Promise<void> {
    sendPage(reply, <PoolPage context={await this.contexts.of(request)} shown={shown} />, status);
  }
}
