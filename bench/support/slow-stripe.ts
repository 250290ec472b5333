import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';
import { startStripeStandin } from '../../src/standins/stripe/server.js';

export interface SlowStripe {
  /** For the service: answers after `latency` ms, and is counted. */
  url: string;
  /** Past the counting and the waiting. */
  direct: { url: string; stripe: Stripe; key: string };
  answerAfter(latency: number): Promise<void>;
  /** How often it was asked since the last time. */
  asked(): number;
  close(): Promise<void>;
}

/** Stripe's stand-in behind a counter. */
export async function startSlowStripe(): Promise<SlowStripe> {
  const standin = await startStripeStandin({ port: 0 });
  const agent = new Agent({ keepAlive: true });
  let asked = 0;
  const counter = createServer((incoming, outgoing) => {
    asked += 1;
    const { method, url: path = '/', headers } = incoming;
    const onward = request(new URL(path, standin.url), { method, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(counter, 'listening');
  const { port } = counter.address() as AddressInfo;
  const stripe = new Stripe(standin.secretKey, { host: '127.0.0.1', port: standin.port, protocol: 'http' });
  return {
    url: `http://127.0.0.1:${port}`,
    direct: { url: standin.url, stripe, key: standin.secretKey },
    async answerAfter(latency) {
      const answer = await fetch(`${standin.url}/_standin/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ latency }),
      });
      if (!answer.ok) throw new Error(`the stand-in refused to be slow: ${answer.status}`);
    },
    asked() {
      const since = asked;
      asked = 0;
      return since;
    },
    async close() {
      counter.closeAllConnections();
      counter.close();
      agent.destroy();
      await standin.close();
    },
  };
}
