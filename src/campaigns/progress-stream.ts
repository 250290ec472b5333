import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { TooManyRequests } from '../common/errors.js';
import { ProgressListener } from './progress-listener.js';
import { Progress, type Snapshot } from './progress.service.js';

const HEARTBEAT_MS = 20_000;
/** A reader with some tabs open, or a small office behind one address. */
const STREAMS_PER_ADDRESS = 50;
/** A client that reads so slowly is let go: it comes back by itself, with its last id. */
const LARGEST_BACKLOG = 64 * 1024;

interface Stream {
  slug: string;
  ip: string;
  response: ServerResponse;
  sent: string;
}

/** Server-sent events: the progress body at once and at each change. */
@Injectable()
export class ProgressStream implements BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private readonly heartbeat = setInterval(
    () => this.each((stream) => write(stream, ': still here\n\n')),
    HEARTBEAT_MS,
  ).unref();

  constructor(
    private readonly progress: Progress,
    listener: ProgressListener,
  ) {
    listener.onChange(() => this.each((stream) => void this.send(stream)));
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.heartbeat);
    this.each((stream) => stream.response.end());
  }

  /** @throws NotFound, TooManyRequests before the stream begins */
  async open(request: FastifyRequest<{ Params: { slug: string } }>, reply: FastifyReply): Promise<void> {
    const { slug } = request.params;
    const snapshot = await this.progress.snapshot(slug);
    this.refuseCrowd(request.ip);
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'x-accel-buffering': 'no',
    });
    const stream = { slug, ip: request.ip, response, sent: String(request.headers['last-event-id'] ?? '') };
    this.streams.add(stream);
    response.on('close', () => this.streams.delete(stream));
    write(stream, 'retry: 3000\n\n');
    deliver(stream, snapshot);
  }

  private refuseCrowd(ip: string): void {
    let open = 0;
    for (const stream of this.streams) if (stream.ip === ip) open += 1;
    if (open >= STREAMS_PER_ADDRESS) throw new TooManyRequests(60);
  }

  private async send(stream: Stream): Promise<void> {
    try {
      deliver(stream, await this.progress.snapshot(stream.slug));
    } catch {
      // Withdrawn, or the database is away: the client comes back by itself and is told then.
      stream.response.end();
    }
  }

  private each(act: (stream: Stream) => void): void {
    for (const stream of this.streams) act(stream);
  }
}

/** The id is the body's hash: who comes back with it has seen this already. */
function deliver(stream: Stream, { json, etag }: Snapshot): void {
  const id = etag.slice(1, -1);
  if (stream.sent === id) return;
  stream.sent = id;
  write(stream, `id: ${id}\nevent: progress\ndata: ${json.toString()}\n\n`);
}

function write({ response }: Stream, text: string): void {
  if (response.writableLength > LARGEST_BACKLOG) response.destroy();
  else response.write(text);
}
