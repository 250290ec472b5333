import { connect, type Socket } from 'node:net';

export interface Posted {
  seconds: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** Milliseconds from sending to the answer, sorted. */
  latencies: number[];
}

interface Target {
  host: string;
  port: number;
  path: string;
  connections: number;
}

/**
 * Posts every body once over keep-alive connections, as fast as they are answered. Straight on sockets: on a machine
 * with two cores, a comfortable client would be most of what is measured.
 */
export async function postAll(
  target: Target,
  bodies: { body: string; headers: Record<string, string> }[],
): Promise<Posted> {
  const statuses: Record<string, number> = {};
  const latencies: number[] = [];
  const requests = bodies.map(({ body, headers }) => encode(target, body, headers));
  let next = 0;
  const take = (): Buffer | undefined => requests[next++];
  const began = performance.now();
  const done = (status: string, ms: number): void => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    latencies.push(ms);
  };
  await Promise.all(Array.from({ length: target.connections }, () => worker(target, take, done)));
  const seconds = (performance.now() - began) / 1000;
  return { seconds, statuses, latencies: latencies.toSorted((a, b) => a - b) };
}

function encode({ host, port, path }: Target, body: string, headers: Record<string, string>): Buffer {
  const lines = Object.entries({
    host: `${host}:${port}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

function worker(
  { host, port }: Target,
  take: () => Buffer | undefined,
  done: (status: string, ms: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host, port, noDelay: true });
    let sent = 0;
    let answer = '';
    const send = (): void => {
      const request = take();
      if (!request) return void socket.end(resolve);
      sent = performance.now();
      socket.write(request);
    };
    socket.setEncoding('latin1');
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (!isWhole(answer)) return;
      done(answer.slice(9, 12), performance.now() - sent);
      answer = '';
      send();
    });
  });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(answer.slice(0, end))?.[1] ?? 0);
  return answer.length >= end + 4 + length;
}
