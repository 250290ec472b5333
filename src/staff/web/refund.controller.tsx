import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { InvalidInput, NotFound } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { type Money, parseMoney } from '../../common/money.js';
import { Settings } from '../../config/settings.js';
import { NotRefundable } from '../../payments/not-refundable.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { RefundDto } from '../dto/refund.dto.js';
import { readForm, typedIn } from '../forms.js';
import { RefundPage } from '../pages/refund.js';
import { findPurchase, type PurchaseDetail } from '../queries/purchase.js';
import { refundable } from '../refundable.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('administrator')
@UseFilters(SignInRedirect)
@Controller('staff/purchases/:id/refund')
export class RefundController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly contexts: StaffContexts,
    private readonly desk: Desk,
  ) {}

  @Get()
  async ask(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { purchase, left } = await this.refundable(id);
    const context = await this.contexts.of(request);
    sendPage(reply, <RefundPage context={context} purchase={purchase} left={left} />);
  }

  @Post()
  async refund(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { purchase, left } = await this.refundable(id);
    const context = await this.contexts.of(request);
    const typed = typedIn(body);
    try {
      const { amount, ...rest } = typed;
      const minor = amount ? { amount: amountIn(amount, left, context.words.t('refund.amount.error')) } : {};
      await this.desk.refund(id, readForm(RefundDto, { ...rest, ...minor }), actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const page = (
        <RefundPage context={context} purchase={purchase} left={left} typed={typed} errors={error.fields} />
      );
      return sendPage(reply, page, 400);
    }
    void reply.redirect(`/staff/purchases/${id}?done=1`, 303);
  }

  private async refundable(id: string): Promise<{ purchase: PurchaseDetail; left: Money }> {
    const purchase = isId(id) ? await findPurchase(this.dataSource, this.settings.livemode, id) : null;
    if (!purchase) throw new NotFound();
    const left = refundable(purchase);
    if (!left) throw new NotRefundable('refunded', 'Nothing is left of this purchase to refund.');
    return { purchase, left };
  }
}

function amountIn(typed: string, { currency }: Money, message: string): number {
  const price = parseMoney(typed, currency);
  if (!price) throw new InvalidInput({ amount: message });
  return price.amount;
}
