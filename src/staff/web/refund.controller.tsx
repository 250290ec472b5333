import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { type FieldErrors, InvalidInput, NotFound } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { type Money, parseMoney } from '../../common/money.js';
import { Settings } from '../../config/settings.js';
import { NotRefundable } from '../../payments/not-refundable.js';
import { type StaffContext, StaffContexts } from '../context.js';
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
    sendPage(reply, <RefundPage {...await this.page(request)} purchase={purchase} left={left} />);
  }

  @Post()
  async refund(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { left } = await this.refundable(id);
    const page = await this.page(request);
    const typed = typedIn(body);
    try {
      const { amount, gifts, ...rest } = typed;
      const minor = amount
        ? { amount: amountIn(amount, left, page.context.words.t('refund.amount.error')) }
        : {};
      await this.desk.refund(id, readForm(RefundDto, { ...rest, ...minor, ...giftsIn(gifts) }), actor);
    } catch (error) {
      const errors = faultsIn(error);
      if (!errors) throw error;
      // As it stands now: a gift may have been accepted since.
      const { purchase: now } = await this.refundable(id);
      const again = <RefundPage {...page} purchase={now} left={left} typed={typed} errors={errors} />;
      return sendPage(reply, again, error instanceof InvalidInput ? 400 : 409);
    }
    void reply.redirect(`/staff/purchases/${id}?done=1`, 303);
  }

  private async page(request: FastifyRequest): Promise<{ context: StaffContext; keeps: boolean }> {
    return {
      context: await this.contexts.of(request),
      keeps: this.settings.REFUNDED_GIFTS === 'keep',
    };
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

/** `id`, or `id:redeemed` for one that was shown as accepted; several come as one text. */
function giftsIn(typed: string | undefined): Pick<RefundDto, 'gifts' | 'evenRedeemed'> {
  if (!typed) return {};
  const chosen = typed.split(',').map((value) => value.split(':'));
  const idsOf = (pairs: string[][]): string[] => pairs.map(([id = '']) => id);
  return { gifts: idsOf(chosen), evenRedeemed: idsOf(chosen.filter(([, state]) => state === 'redeemed')) };
}

function faultsIn(error: unknown): FieldErrors | null {
  if (error instanceof InvalidInput) return error.fields;
  return error instanceof NotRefundable && error.reason === 'redeemed' ? { gifts: error.message } : null;
}
