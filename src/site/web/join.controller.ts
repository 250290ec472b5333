import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { Access } from '../../accounts/access.js';
import type { FieldErrors } from '../../common/errors.js';
import { MembershipCheckoutDto } from '../../members/membership-checkout.dto.js';
import { MembershipCheckout } from '../../members/membership-checkout.service.js';
import { Plans } from '../../members/plans.service.js';
import { CheckoutForms, readForm } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import type { FormValues, PlanOffer } from '../offers.js';
import { JoinPage } from '../pages/join.js';
import { sendPage } from '../send-page.js';
import type { Trail } from '../trail.js';
import { Trails } from '../trails.service.js';
import { Views } from '../views.service.js';

@ApiExcludeController()
@Controller('join')
@Access('public')
export class JoinController {
  constructor(
    private readonly views: Views,
    private readonly trails: Trails,
    private readonly forms: CheckoutForms,
    private readonly plans: Plans,
    private readonly checkout: MembershipCheckout,
  ) {}

  @Get()
  async form(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { plan } = formValues(query);
    sendPage(reply, this.page(await this.plans.list(), await this.trails.ofVisit(query, request), { plan }));
  }

  @Post()
  async submit(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    const trail = await this.trails.of(values);
    const plans = await this.plans.list();
    if (values.action === 'edit') return sendPage(reply, this.page(plans, trail, values));
    const email = typed(values, 'email');
    await this.forms.submit({
      request,
      reply,
      action: '/join',
      trail,
      values,
      email,
      start: async () => {
        const fields = { plan: values.plan, name: typed(values, 'name'), email, ...trail };
        return this.checkout.start(await readForm(MembershipCheckoutDto, fields));
      },
      again: (errors) => this.page(plans, trail, values, { errors }),
      already: () => this.page(plans, trail, values, { alreadyMember: email }),
    });
  }

  private page(
    plans: PlanOffer[],
    trail: Trail,
    values: FormValues,
    found: { errors?: FieldErrors; alreadyMember?: string } = {},
  ): ReactElement {
    return createElement(JoinPage, { view: this.views.view(), trail, plans, values, ...found });
  }
}
