import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { Access } from '../../accounts/access.js';
import { type FieldErrors, InvalidInput } from '../../common/errors.js';
import { DonationCheckoutDto } from '../../donations/donation-checkout.dto.js';
import { DonationCheckout } from '../../donations/donation-checkout.service.js';
import { Plans } from '../../members/plans.service.js';
import type { OpenCheckout } from '../../payments/checkout-request.js';
import { CheckoutForms, readForm } from '../checkout-forms.service.js';
import { chosenAmount } from '../donation-amounts.js';
import { DonationOffers } from '../donation-offers.service.js';
import { formValues, typed } from '../form-values.js';
import type { FormValues } from '../offers.js';
import { DonatePage } from '../pages/donate.js';
import { sendPage } from '../send-page.js';
import type { Trail } from '../trail.js';
import { Trails } from '../trails.service.js';
import { Views } from '../views.service.js';

interface Offer {
  currency: string;
  /** Minor units. */
  amounts: number[];
}

@ApiExcludeController()
@Controller('donate')
@Access('public')
export class DonateController {
  constructor(
    private readonly views: Views,
    private readonly trails: Trails,
    private readonly forms: CheckoutForms,
    private readonly plans: Plans,
    private readonly checkout: DonationCheckout,
    private readonly offers: DonationOffers,
  ) {}

  @Get()
  async form(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const trail = await this.trails.ofVisit(query, request);
    // The banner's amounts lead here with theirs chosen.
    const amount = typeof query.amount === 'string' ? query.amount : '';
    sendPage(reply, this.page(await this.offer(trail), trail, { amount }));
  }

  @Post()
  async submit(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    const trail = await this.trails.of(values);
    const offer = await this.offer(trail);
    if (values.action === 'edit') return sendPage(reply, this.page(offer, trail, values));
    await this.forms.submit({
      request,
      reply,
      action: '/donate',
      trail,
      values,
      email: typed(values, 'email'),
      start: () => this.start(offer, trail, values),
      again: (errors) => this.page(offer, trail, values, errors),
    });
  }

  private async start({ currency, amounts }: Offer, trail: Trail, values: FormValues): Promise<OpenCheckout> {
    const { text } = this.views.view();
    const { field, amount } = chosenAmount(values, amounts, currency, text);
    try {
      const dto = await readForm(DonationCheckoutDto, {
        amount,
        interval: values.interval,
        name: typed(values, 'name'),
        email: typed(values, 'email'),
        dedication: typed(values, 'dedication'),
        ...trail,
      });
      return await this.checkout.start(dto);
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidInput(atFormFields(error.fields, field));
      throw error;
    }
  }

  /** Donations are in the currency in which the newsroom sells its memberships. */
  private async offer(trail: Trail): Promise<Offer> {
    const currency = (await this.plans.list())[0]?.price.currency ?? 'eur';
    return { currency, amounts: await this.offers.amounts(trail, currency) };
  }

  private page(offer: Offer, trail: Trail, values: FormValues, errors?: FieldErrors): ReactElement {
    return createElement(DonatePage, { view: this.views.view(), trail, ...offer, values, errors });
  }
}

/** The JSON face speaks of `amount.amount`; the form has a card or a field for it. */
function atFormFields(errors: FieldErrors, amountField: string): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([name, message]) => [
      name.startsWith('amount') ? amountField : name,
      message,
    ]),
  );
}
