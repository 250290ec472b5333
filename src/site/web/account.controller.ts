import { Body, Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { currentActor } from '../../accounts/actor.js';
import { Unauthorized } from '../../common/errors.js';
import { BillingPages } from '../../payments/customers/billing-pages.service.js';
import { PaymentsUnavailable } from '../../payments/payments-unavailable.js';
import { AccountViews } from '../account-views.service.js';
import { formValues } from '../form-values.js';
import { AccountPage } from '../pages/account.js';
import { sendPage } from '../send-page.js';
import { ReaderSignInRedirect } from '../sign-in-redirect.js';
import { Views } from '../views.service.js';

const HOME = '/account';

/** A reader's own memberships, donations and gifts; the session's address says whose. */
@ApiExcludeController()
@Controller('account')
@Access('reader')
@UseFilters(ReaderSignInRedirect)
export class AccountController {
  constructor(
    private readonly views: Views,
    private readonly accounts: AccountViews,
    private readonly pages: BillingPages,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(readerOf(request), reply);
  }

  /** Opens Stripe's portal. Its address lets in whoever holds it: it is made for this press, and stands in no page of ours. */
  @Post('billing')
  async billing(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const email = readerOf(request);
    const { customerId } = await this.accounts.paying(email, formValues(body).purchase);
    await this.lead(email, reply, () => this.pages.portal(customerId, HOME));
  }

  /** Opens the invoice that could not be charged. */
  @Post('pay')
  async pay(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const email = readerOf(request);
    const { subscriptionId } = await this.accounts.paying(email, formValues(body).purchase);
    // Paid in the meantime: the account says how it stands.
    await this.lead(email, reply, async () => (await this.pages.openInvoice(subscriptionId)) ?? HOME);
  }

  private async lead(email: string, reply: FastifyReply, page: () => Promise<string>): Promise<void> {
    try {
      void reply.header('cache-control', 'no-store').redirect(await page(), 303);
    } catch (error) {
      if (!(error instanceof PaymentsUnavailable)) throw error;
      await this.send(email, reply, true);
    }
  }

  private async send(email: string, reply: FastifyReply, trouble = false): Promise<void> {
    const account = await this.accounts.of(email);
    const page = createElement(AccountPage, { view: this.views.view(), account, trouble });
    sendPage(reply, page, trouble ? 503 : 200, 'no-store');
  }
}

function readerOf(request: FastifyRequest): string {
  const email = currentActor(request)?.email;
  if (!email) throw new Unauthorized();
  return email;
}
