import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import { NotFound } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { StaffContexts } from '../context.js';
import { MemberPage } from '../pages/member.js';
import { PurchasePage } from '../pages/purchase.js';
import { findMember } from '../queries/member.js';
import { findPurchase } from '../queries/purchase.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff')
export class DetailsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly contexts: StaffContexts,
  ) {}

  @Get('members/:id')
  async member(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const member = isId(id) ? await findMember(this.dataSource, this.settings.livemode, id) : null;
    if (!member) throw new NotFound();
    sendPage(reply, <MemberPage context={await this.contexts.of(request)} member={member} />);
  }

  @Get('purchases/:id')
  async purchase(
    @Param('id') id: string,
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const purchase = isId(id) ? await findPurchase(this.dataSource, this.settings.livemode, id) : null;
    if (!purchase) throw new NotFound();
    const context = await this.contexts.of(request);
    sendPage(reply, <PurchasePage context={context} purchase={purchase} refunded={done === '1'} />);
  }
}
