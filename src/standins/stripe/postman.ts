import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Posted {
  status: number | null;
  /** `null` after a 2xx. */
  error: string | null;
}

/** Posts bodies over kept-alive connections. Redirects are not followed: to Stripe they are failures. */
export class Postman {
  private readonly http: HttpAgent;
  private readonly https: HttpsAgent;
  private readonly running = new Set<Promise<Posted>>();

  constructor(
    private readonly timeoutMs: number,
    maxSockets: number,
  ) {
    this.http = new HttpAgent({ keepAlive: true, maxSockets });
    this.https = new HttpsAgent({ keepAlive: true, maxSockets });
  }

  /** Never rejects: what went wrong is the answer. */
  post(url: string, body: string, signature: string): Promise<Posted> {
    const posting = this.send(url, body, signature);
    this.running.add(posting);
    void posting.finally(() => this.running.delete(posting));
    return posting;
  }

  async close(): Promise<void> {
    this.http.destroy();
    this.https.destroy();
    await Promise.all(this.running);
  }

  private send(url: string, body: string, signature: string): Promise<Posted> {
    return new Promise((resolve) => {
      const secure = url.startsWith('https:');
      const request = (secure ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent: secure ? this.https : this.http,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (local stand-in)',
        },
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      request.on('error', (error) => resolve({ status: null, error: error.message || error.name }));
      request.on('response', (response) => {
        const status = response.statusCode ?? 0;
        response.on('error', (error) => resolve({ status, error: error.message }));
        response.on('end', () =>
          resolve({ status, error: status >= 200 && status < 300 ? null : `HTTP ${status}` }),
        );
        response.resume();
      });
      request.end(body);
    });
  }
}
