import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import { isSameOrigin } from '../../accounts/same-origin.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../../accounts/session-cookie.js';
import { Sessions } from '../../accounts/sessions.service.js';
import { localPath, SignIn, SignInLinkSpent } from '../../accounts/sign-in.service.js';
import { Forbidden, InvalidInput } from '../../common/errors.js';
import { Settings } from '../../config/settings.js';
import { StaffContexts } from '../context.js';
import { typedIn } from '../forms.js';
import { ConfirmPage, LinkSentPage, LinkSpentPage, SignInPage } from '../pages/sign-in.js';
import { sendPage } from '../send-page.js';

const HOME = '/staff';

@ApiExcludeController()
@Access('public')
@Controller('staff')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly settings: Settings,
    private readonly contexts: StaffContexts,
  ) {}

  @Get('sign-in')
  form(@Query('next') next: unknown, @Res() reply: FastifyReply): void {
    sendPage(reply, <SignInPage context={this.contexts.outside()} next={pathFrom(next)} />);
  }

  @Post('sign-in')
  async request(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const context = this.contexts.outside();
    const { email = '', next } = typedIn(body);
    try {
      await this.signIn.request({ email, audience: 'staff', ip: request.ip, next: pathFrom(next) });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const page = (
        <SignInPage context={context} next={pathFrom(next)} email={email} error={error.fields.email} />
      );
      return sendPage(reply, page, 400);
    }
    sendPage(reply, <LinkSentPage context={context} email={email.trim()} />);
  }

  /** Opening the link uses nothing up. */
  @Get('sign-in/:token')
  confirm(@Param('token') token: string, @Query('next') next: unknown, @Res() reply: FastifyReply): void {
    // The address is the secret: no other page may learn where its visitor came from.
    void reply.header('referrer-policy', 'same-origin');
    const action = `/staff/sign-in/${encodeURIComponent(token)}`;
    sendPage(reply, <ConfirmPage context={this.contexts.outside()} action={action} next={pathFrom(next)} />);
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
      setSessionCookie(reply, await this.signIn.redeem(token, 'staff'), this.settings);
    } catch (error) {
      if (!(error instanceof SignInLinkSpent)) throw error;
      return sendPage(reply, <LinkSpentPage context={this.contexts.outside()} />, error.status);
    }
    void reply.redirect(pathFrom(typedIn(body).next), 303);
  }

  @Post('sign-out')
  @Access('viewer')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const token = readSessionCookie(request);
    if (token) await this.sessions.end(token);
    clearSessionCookie(reply, this.settings);
    void reply.redirect('/staff/sign-in', 303);
  }
}

function pathFrom(next: unknown): string {
  return localPath(typeof next === 'string' ? next : undefined, HOME);
}
