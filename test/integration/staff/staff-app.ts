import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { Sessions } from '../../../src/accounts/sessions.service.js';
import { type Role, StaffAccount } from '../../../src/accounts/staff-account.js';
import { Ledger } from '../../../src/campaigns/ledger.service.js';
import { SystemClock } from '../../../src/common/clock.js';
import { newId } from '../../../src/common/ids.js';
import { HttpModule } from '../../../src/http/http.module.js';
import { registerSecurityHeaders } from '../../../src/http/security-headers.js';
import { validationPipe } from '../../../src/http/validation.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { StaffModule } from '../../../src/staff/staff.module.js';
import { startMailbox } from '../../../src/standins/mailbox/mailbox.js';
import { createTestDatabase } from '../../support/database.js';
import { compileModules } from '../../support/modules.js';
import { fillNewsroom } from './newsroom.js';

export const staffToken = 'a-token-for-tests-that-is-long-enough';

export type StaffApp = Awaited<ReturnType<typeof startStaffApp>>;

/** The console over real HTTP with a newsroom that has a past. No Stripe: nothing is listening where it would be. */
export async function startStaffApp() {
  const folder = await mkdtemp(join(tmpdir(), 'thousandfold-staff-'));
  const database = await createTestDatabase();
  await seed(database.url, new SystemClock());
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir: folder });
  const modules = await compileModules([StaffModule, HttpModule], {
    DATABASE_URL: database.url,
    SMTP_URL: mailbox.smtpUrl,
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    STAFF_EMAILS: 'staff@example.test',
    STAFF_API_TOKEN: staffToken,
    STRIPE_SECRET_KEY: 'sk_test_123',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_123',
  });
  const app = modules.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.register(fastifyCookie);
  await app.register(fastifyStatic, { root: resolve('dist/public'), prefix: '/assets/' });
  registerSecurityHeaders(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, []);
  app.useGlobalPipes(validationPipe());
  await app.listen(0, '127.0.0.1');
  const dataSource = app.get(DataSource);
  const newsroom = await fillNewsroom(dataSource, app.get(Ledger, { strict: false }));

  return {
    app,
    dataSource,
    newsroom,
    mailboxUrl: mailbox.url,
    url: await app.getUrl(),
    /** A session's cookie for somebody on the staff with that role. */
    async cookieFor(role: Role): Promise<string> {
      const email = `${role}@example.test`;
      await dataSource.getRepository(StaffAccount).upsert({ id: newId(), email, role }, ['email']);
      const { token } = await app.get(Sessions, { strict: false }).start(dataSource.manager, email, 'staff');
      return `tf_session=${token}`;
    },
    async close() {
      await app.close();
      await mailbox.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
