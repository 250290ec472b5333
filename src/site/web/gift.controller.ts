import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { type FieldErrors, InvalidInput } from '../../common/errors.js';
import { GiftCheckoutDto } from '../../gifts/gift-checkout.dto.js';
import { GiftCheckout } from '../../gifts/gift-checkout.service.js';
import type { OpenCheckout } from '../../payments/checkout-request.js';
import { giftNotes } from '../../gifts/gift-notes.js';
import { CheckoutForms, readForm } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import { atGiftFields, giftRequest, missingFields } from '../gift-form.js';
import { GiftOffers } from '../gift-offers.service.js';
import type { FormValues } from '../offers.js';
import { GiftPage, OWN_ADDRESS } from '../pages/gift.js';
import { sendPage } from '../send-page.js';
import type { Trail } from '../trail.js';
import { Trails } from '../trails.service.js';
import { Views } from '../views.service.js';

interface Filled {
  values?: FormValues;
  errors?: FieldErrors;
  preview?: boolean;
  ownAddress?: boolean;
}

/** All is well, but something is to be said before it is paid for. */
class NotSaidYet extends Error {}

@ApiExcludeController()
@Controller('gift')
@Access('public')
export class GiftController {
  constructor(
    private readonly views: Views,
    private readonly trails: Trails,
    private readonly forms: CheckoutForms,
    private readonly offers: GiftOffers,
    private readonly checkout: GiftCheckout,
  ) {}

  @Get()
  async form(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.pageFor(await this.trails.ofVisit(query, request));
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
    if (values.action === 'edit') return sendPage(reply, page({ values }));
    if (values.action === 'preview') return sendPage(reply, page({ values, preview: true }));
    const submission = this.forms.submit({
      request,
      reply,
      action: '/gift',
      trail,
      values,
      email: typed(values, 'giverEmail'),
      start: () => this.start(trail, values),
      again: (errors) => page({ values, errors }),
    });
    await submission.catch((error: unknown) => {
      if (!(error instanceof NotSaidYet)) throw error;
      sendPage(reply, page({ values, ownAddress: true }));
    });
  }

  private async start(trail: Trail, values: FormValues): Promise<OpenCheckout> {
    const missing = missingFields(values, this.views.view().text);
    try {
      const dto = await readForm(GiftCheckoutDto, giftRequest(values, trail));
      if (Object.keys(missing).length === 0) {
        if (giftNotes(dto).length > 0 && values.said !== OWN_ADDRESS) throw new NotSaidYet();
        return await this.checkout.start(dto);
      }
    } catch (error) {
      if (error instanceof InvalidInput)
        throw new InvalidInput(atGiftFields({ ...error.fields, ...missing }));
      throw error;
    }
    throw new InvalidInput(missing);
  }

  private async pageFor(trail: Trail) {
    const { terms, days } = await this.offers.of(trail.campaign);
    const view = this.views.view();
    return (filled: Filled) => createElement(GiftPage, { view, trail, terms, days, ...filled });
  }
}
