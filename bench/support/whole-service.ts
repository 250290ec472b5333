import { SystemClock } from '../../src/common/clock.js';
import { loadSettings } from '../../src/config/settings.js';
import { seed } from '../../src/seed/sample-newsroom.js';
import { startService } from '../../src/service.js';

/** The service as it runs in production, as a process of its own. Tells its port to its parent, and when asked what it uses. */
const settings = loadSettings(process.env);
await seed(settings.DATABASE_URL ?? '', new SystemClock());
const service = await startService(settings);
process.send?.({ port: Number(new URL(service.url).port) });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1000, memory: process.memoryUsage.rss() });
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => void service.close().then(() => process.exit()));
