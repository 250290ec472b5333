import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { isSameOrigin } from '../../accounts/same-origin.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../../accounts/session-cookie.js';
import { Sessions } from '../../accounts/sessions.service.js';
import { localPath, SignIn, SignInLinkSpent } from '../../accounts/sign-in.service.js';
import { Forbidden, InvalidInput } from '../../common/errors.js';
import { Settings } from '../../config/settings.js';
import { formValues, typed } from '../form-values.js';
import { ConfirmSignInPage, LinkSentPage, LinkSpentPage, SignInPage } from '../pages/sign-in.js';
import { sendPage } from '../send-page.js';
import { ReaderSignInRedirect } from '../sign-in-redirect.js';
import { Views } from '../views.service.js';

/** Readers sign in by a link in an e-mail. */
@ApiExcludeController()
@Controller()
@Access('public')
export class ReaderSignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly settings: Settings,
    private readonly views: Views,
  ) {}

  @Get('sign-in')
  form(@Query('next') next: unknown, @Res() reply: FastifyReply): void {
    sendPage(reply, createElement(SignInPage, { view: this.views.view(), next: pathFrom(next) }));
  }

  @Post('sign-in')
  async request(
    @Body() body: unknown,
    @Req() { ip }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = this.views.view();
    const values = formValues(body);
    const email = typed(values, 'email') ?? '';
    const next = pathFrom(values.next);
    try {
      await this.signIn.request({ email, audience: 'reader', ip, next });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const page = createElement(SignInPage, { view, next, email, errors: error.fields });
      return sendPage(reply, page, 422);
    }
    sendPage(reply, createElement(LinkSentPage, { view, email }));
  }

  /** Opening the link uses nothing up. */
  @Get('sign-in/:token')
  confirm(@Param('token') token: string, @Query('next') next: unknown, @Res() reply: FastifyReply): void {
    // The address is the secret: no other page may learn where its visitor came from.
    void reply.header('referrer-policy', 'same-origin');
    const action = `/sign-in/${encodeURIComponent(token)}`;
    const page = { view: this.views.view(), action, next: pathFrom(next) };
    sendPage(reply, createElement(ConfirmSignInPage, page));
  }

  @Post('sign-in/:token')
  async redeem(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Nobody is to be signed in as somebody else by a page that they happen to look at.
    if (!isSameOrigin(request)) throw new Forbidden('This request did not come from a page of ours.');
    try {
      setSessionCookie(reply, await this.signIn.redeem(token, 'reader'), this.settings);
    } catch (error) {
      if (!(error instanceof SignInLinkSpent)) throw error;
      return sendPage(reply, createElement(LinkSpentPage, { view: this.views.view() }), error.status);
    }
    void reply.redirect(pathFrom(formValues(body).next), 303);
  }

  @Post('sign-out')
  @Access('reader')
  @UseFilters(ReaderSignInRedirect)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = readSessionCookie(request);
    if (token) await this.sessions.end(token);
    clearSessionCookie(reply, this.settings);
    void reply.redirect('/', 303);
  }
}

function pathFrom(next: unknown): string {
  return localPath(typeof next === 'string' ? next : undefined, '/account');
}
