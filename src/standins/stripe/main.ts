import { explain } from '../explain.js';
import { startStripeStandin } from './server.js';

const {
  PORT = '12111',
  HOST = '127.0.0.1',
  DATA_DIR = './.data',
  PUBLIC_URL,
  WEBHOOK_URL,
  WEBHOOK_SECRET,
} = process.env;

const standin = await startStripeStandin({
  port: Number(PORT),
  host: HOST,
  dataDir: `${DATA_DIR}/stripe`,
  publicUrl: PUBLIC_URL,
  webhook: WEBHOOK_URL && WEBHOOK_SECRET ? { url: WEBHOOK_URL, secret: WEBHOOK_SECRET } : undefined,
}).catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
console.log(`The local Stripe stand-in listens at ${standin.url} (any sk_test_ key).`);

let closing: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    closing ??= standin.close();
  });
}
