import fastifyCookie from '@fastify/cookie';
import { Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Access } from '../../../src/accounts/access.js';
import { AccountsModule } from '../../../src/accounts/accounts.module.js';
import { currentActor } from '../../../src/accounts/actor.js';
import { setSessionCookie } from '../../../src/accounts/session-cookie.js';
import { SignIn } from '../../../src/accounts/sign-in.service.js';
import { Settings } from '../../../src/config/settings.js';
import { HttpModule } from '../../../src/http/http.module.js';
import type { Clock } from '../../../src/common/clock.js';
import { startMailbox } from '../../../src/standins/mailbox/mailbox.js';
import { createTestDatabase } from '../../support/database.js';
import { compileModules } from '../../support/modules.js';

export const staffToken = 'a-token-for-tests-that-is-long-enough';

/** A route for each level of access, and one that forgot to say. */
@Controller('probe')
class ProbeController {
  constructor(
    private readonly signIn: SignIn,
    private readonly settings: Settings,
  ) {}

  @Get('public') @Access('public') public(@Req() request: FastifyRequest) {
    return { actor: currentActor(request) };
  }
  @Post('public') @Access('public') postPublic(@Req() request: FastifyRequest) {
    return { actor: currentActor(request) };
  }
  @Get('reader') @Access('reader') reader(@Req() request: FastifyRequest) {
    return { actor: currentActor(request) };
  }
  @Get('viewer') @Access('viewer') viewer(@Req() request: FastifyRequest) {
    return { actor: currentActor(request) };
  }
  @Post('viewer') @Access('viewer') postViewer(@Req() request: FastifyRequest) {
    return { actor: currentActor(request) };
  }
  @Get('editor') @Access('editor') editor() {
    return {};
  }
  @Delete('administrator') @Access('administrator') administrator() {
    return {};
  }
  @Get('forgotten') forgotten() {
    return {};
  }
  @Post('sign-in/:audience/:token') @Access('public') async redeem(
    @Req() request: FastifyRequest<{ Params: { audience: 'staff' | 'reader'; token: string } }>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { audience, token } = request.params;
    setSessionCookie(reply, await this.signIn.redeem(token, audience), this.settings);
    return {};
  }
}

export type AccountsApp = Awaited<ReturnType<typeof startAccountsApp>>;

/** Accounts over real HTTP, a real database and a mailbox. */
export async function startAccountsApp(clock: Clock, env: NodeJS.ProcessEnv = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'thousandfold-accounts-'));
  const database = await createTestDatabase();
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir: folder });
  const modules = await compileModules(
    [AccountsModule, HttpModule],
    {
      DATABASE_URL: database.url,
      SMTP_URL: mailbox.smtpUrl,
      SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
      STAFF_EMAILS: 'Staff@example.test',
      STAFF_API_TOKEN: staffToken,
      ...env,
    },
    clock,
    [ProbeController],
  );
  const app = modules.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.register(fastifyCookie);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    mailboxUrl: mailbox.url,
    url: await app.getUrl(),
    async close() {
      await app.close();
      await mailbox.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
