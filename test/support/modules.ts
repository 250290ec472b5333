import { Test, type TestingModule } from '@nestjs/testing';
import type { Type } from '@nestjs/common';
import { Clock, SystemClock } from '../../src/common/clock.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadSettings } from '../../src/config/settings.js';
import { DatabaseModule } from '../../src/database/database.module.js';

/** Some of the service's modules over a real database, without HTTP. Its hooks have not run yet: call `init`. */
export async function compileModules(
  modules: Type[],
  env: NodeJS.ProcessEnv,
  clock: Clock = new SystemClock(),
  controllers: Type[] = [],
): Promise<TestingModule> {
  const settings = loadSettings({
    NODE_ENV: 'test',
    BASE_URL: 'http://127.0.0.1:3000',
    CATCH_UP: 'off',
    ...env,
  });
  const compiled = await Test.createTestingModule({
    controllers,
    imports: [ConfigModule.with(settings, clock), DatabaseModule, ...modules],
  }).compile();
  compiled.useLogger(false);
  return compiled;
}
