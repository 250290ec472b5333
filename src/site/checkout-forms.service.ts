import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type ReactElement } from 'react';
import { type FieldErrors, InvalidInput, NotFound, TooManyRequests } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { fieldErrors } from '../http/validation.js';
import { AlreadyMember } from '../members/running-memberships.service.js';
import { CheckoutLimits } from '../payments/checkout-limits.js';
import type { OpenCheckout } from '../payments/checkout-request.js';
import { Checkout } from '../payments/checkout.service.js';
import { PaymentsUnavailable } from '../payments/payments-unavailable.js';
import { PurchaseClosed } from '../payments/purchase-closed.js';
import type { FormValues } from './offers.js';
import { PaymentTroublePage } from './pages/trouble.js';
import { sendPage } from './send-page.js';
import type { Trail } from './trail.js';
import { Views } from './views.service.js';

interface Submission {
  request: FastifyRequest;
  reply: FastifyReply;
  action: '/join' | '/gift' | '/gift/many' | '/pool/give' | '/donate';
  trail: Trail;
  values: FormValues;
  email: string | undefined;
  /** The use case; the same as the JSON face's. */
  start(): Promise<OpenCheckout>;
  /** The form again, with its faults. */
  again(errors: FieldErrors): ReactElement;
  /** The form again, for somebody who has a running membership already. */
  already?(): ReactElement;
}

/** Takes a form to Stripe's page, or back to the reader with everything that was typed. */
@Injectable()
export class CheckoutForms {
  constructor(
    private readonly views: Views,
    private readonly limits: CheckoutLimits,
    private readonly checkout: Checkout,
  ) {}

  async submit(submission: Submission): Promise<void> {
    const { reply, again, already } = submission;
    try {
      const { url } = await this.open(submission);
      void reply.redirect(url, 303);
    } catch (error) {
      if (error instanceof InvalidInput) sendPage(reply, again(error.fields), 422);
      else if (error instanceof AlreadyMember && already) sendPage(reply, already(), error.status);
      else if (error instanceof PaymentsUnavailable) this.tryLater(submission, error.purchaseId);
      else if (error instanceof TooManyRequests) this.tooMany(submission, error);
      else throw error;
    }
  }

  private async open({ request, values, email, start }: Submission): Promise<OpenCheckout> {
    await this.limits.check(request.ip, email);
    return (await this.resumed(values.purchase)) ?? start();
  }

  /** The page of a purchase whose first try failed, so that pressing again never makes two. */
  private async resumed(purchaseId: string | undefined): Promise<OpenCheckout | null> {
    if (!purchaseId || !isId(purchaseId)) return null;
    try {
      return await this.checkout.resume(purchaseId);
    } catch (error) {
      if (error instanceof PurchaseClosed || error instanceof NotFound) return null;
      throw error;
    }
  }

  private tryLater(submission: Submission, purchaseId: string | null): void {
    const fields = { ...submission.values, purchase: purchaseId ?? submission.values.purchase };
    sendPage(submission.reply, this.trouble(submission, 'unreachable', fields), 503);
  }

  private tooMany(submission: Submission, error: TooManyRequests): void {
    void submission.reply.header('retry-after', error.retryAfterSeconds);
    sendPage(submission.reply, this.trouble(submission, 'busy', submission.values), 429);
  }

  private trouble(
    { action, trail }: Submission,
    reason: 'unreachable' | 'busy',
    values: FormValues,
  ): ReactElement {
    const fields = Object.entries(values).filter(
      (field): field is [string, string] => Boolean(field[1]) && field[0] !== 'action',
    );
    return createElement(PaymentTroublePage, { view: this.views.view(), trail, action, reason, fields });
  }
}

/** Reads fields by the rules of the JSON face's DTO; what is undefined counts as not given. @throws InvalidInput */
export async function readForm<T extends object>(
  dto: new () => T,
  fields: Record<string, unknown>,
): Promise<T> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const form = plainToInstance(dto, Object.fromEntries(given));
  const errors = await validate(form, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
  });
  if (errors.length > 0) throw new InvalidInput(fieldErrors(errors));
  return form;
}
