import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Access } from '../../../src/accounts/access.js';
import { AppModule } from '../../../src/app.module.js';
import { loadSettings } from '../../../src/config/settings.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

/** Nest's own mark of a handler. */
const PATH = 'path';

describe('every route of the service', () => {
  let database: TestDatabase;
  let routes: { name: string; level: string | undefined }[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const settings = loadSettings({
      DATABASE_URL: database.url,
      SMTP_URL: 'smtp://127.0.0.1:9',
      STRIPE_SECRET_KEY: 'sk_test_123',
      STRIPE_WEBHOOK_SECRET: 'whsec_123',
      SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    });
    const modules = await Test.createTestingModule({
      imports: [AppModule.with(settings), DiscoveryModule],
    }).compile();
    const reflector = modules.get(Reflector);
    const scanner = modules.get(MetadataScanner, { strict: false });
    routes = modules
      .get(DiscoveryService, { strict: false })
      .getControllers()
      .flatMap(({ instance, metatype }) => {
        const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
        return scanner
          .getAllMethodNames(prototype)
          .map((name) => ({ name: `${metatype?.name}.${name}`, handler: prototype[name] as () => unknown }))
          .filter(({ handler }) => Reflect.hasMetadata(PATH, handler))
          .map(({ name, handler }) => ({
            name,
            level: reflector.getAllAndOverride(Access, [handler, metatype as () => unknown]) as
              string | undefined,
          }));
      });
    await modules.close();
  });
  afterAll(() => database.drop());

  it('says who may call it', () => {
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter(({ level }) => !level).map(({ name }) => name)).toEqual([]);
  });

  it('is for staff where it belongs to the console', () => {
    const open = routes
      .filter(({ level }) => level === 'public' || level === 'reader')
      .map(({ name }) => name);
    const ofStaff = open.filter((name) =>
      /^(Staff|Overview|Ledger|Lists|Details|Refund|Inbox|Mails)/.test(name),
    );
    expect(ofStaff).toEqual([]);
  });
});
