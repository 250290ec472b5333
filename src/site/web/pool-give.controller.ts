import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { type FieldErrors, InvalidInput } from '../../common/errors.js';
import { GiftCheckoutDto } from '../../gifts/gift-checkout.dto.js';
import { GiftCheckout } from '../../gifts/gift-checkout.service.js';
import { PoolFigures } from '../../gifts/pool/pool-figures.js';
import type { OpenCheckout } from '../../payments/checkout-request.js';
import { CheckoutForms, readForm } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import { atGiftFields } from '../gift-form.js';
import { GiftOffers } from '../gift-offers.service.js';
import type { FormValues } from '../offers.js';
import { GivePoolPage } from '../pool/give-page.js';
import { sendPage } from '../send-page.js';
import type { Trail } from '../trail.js';
import { Trails } from '../trails.service.js';
import { Views } from '../views.service.js';

/** Where memberships are paid for that go to readers who cannot afford one. */
@ApiExcludeController()
@Controller('pool/give')
@Access('public')
export class PoolGiveController {
  constructor(
    private readonly views: Views,
    private readonly trails: Trails,
    private readonly forms: CheckoutForms,
    private readonly offers: GiftOffers,
    private readonly figures: PoolFigures,
    private readonly checkout: GiftCheckout,
  ) {}

  @Get()
  async form(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): Promise<void> {
    const page = await this.pageFor(await this.trails.of(query));
    sendPage(reply, page({ values: { term: formValues(query).term } }));
  }

  @Post()
  async submit(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    const trail = await this.trails.of(values);
    const page = await this.pageFor(trail);
    await this.forms.submit({
      request,
      reply,
      action: '/pool/give',
      trail,
      values,
      email: typed(values, 'giverEmail'),
      start: () => this.start(trail, values),
      again: (errors) => page({ values, errors }),
    });
  }

  private async start(trail: Trail, values: FormValues): Promise<OpenCheckout> {
    const [plan, months] = (values.term ?? '').split(':');
    const order = {
      plan: plan || undefined,
      months: months ? Number(months) : undefined,
      giver: { name: typed(values, 'giverName'), email: typed(values, 'giverEmail') },
      recipients: [],
      // None is as good as a wrong number here: this form is for the pool alone.
      pool: Number(typed(values, 'pool')) || NaN,
      ...trail,
    };
    try {
      return await this.checkout.start(await readForm(GiftCheckoutDto, order));
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidInput(withoutRecipients(error.fields));
      throw error;
    }
  }

  private async pageFor(trail: Trail) {
    const [{ terms }, { waiting }] = await Promise.all([
      this.offers.of(trail.campaign),
      this.figures.counts(),
    ]);
    const view = this.views.view();
    return (filled: { values?: FormValues; errors?: FieldErrors }) =>
      createElement(GivePoolPage, { view, trail, terms, waiting, ...filled });
  }
}

function withoutRecipients({ recipients: _none, ...errors }: FieldErrors): FieldErrors {
  return atGiftFields(errors);
}
