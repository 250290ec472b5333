import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotFound, TooManyRequests } from '../common/errors.js';
import { ProgressListener } from './progress-listener.js';
import { Progress, type Snapshot } from './progress.service.js';

const HEARTBEAT_MS = 20_000;
/** However fast payments come in a surge, a reader's bar moves no more often than this. */
const BETWEEN_ROUNDS_MS = 100;
/** A reader with some tabs open, or a small office behind one address. */
const STREAMS_PER_ADDRESS = 50;
/** A client that reads so slowly is let go: it comes back by itself, with its last id. */
const LARGEST_BACKLOG = 64 * 1024;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'access-control-allow-origin': '*',
  'x-accel-buffering': 'no',
};

interface Stream {
  slug: string;
  ip: string;
  response: ServerResponse;
  /** The id of the last event that was sent, or that the client said it has. */
  sent: string;
}

/** Server-sent events: the progress body at once and at each change. */
@Injectable()
export class ProgressStream implements BeforeApplicationShutdown {
  private readonly logger = new Logger('progress');
  private readonly streams = new Set<Stream>();
  private readonly heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS).unref();
  private changed = false;
  private telling = false;
  private ending = false;

  constructor(
    private readonly progress: Progress,
    listener: ProgressListener,
  ) {
    listener.onChange(() => void this.tell());
  }

  beforeApplicationShutdown(): void {
    this.ending = true;
    clearInterval(this.heartbeat);
    for (const { response } of this.streams) response.end();
  }

  /** @throws NotFound, TooManyRequests before the stream begins */
  async open(request: FastifyRequest<{ Params: { slug: string } }>, reply: FastifyReply): Promise<void> {
    const { slug } = request.params;
    const snapshot = await this.progress.snapshot(slug);
    this.refuseCrowd(request.ip);
    reply.hijack();
    const response = reply.raw;
    // Gone while we asked: its `close` will not come again.
    if (response.destroyed) return;
    response.writeHead(200, HEADERS);
    if (request.method === 'HEAD' || this.ending) return void response.end();
    const stream = { slug, ip: request.ip, response, sent: String(request.headers['last-event-id'] ?? '') };
    this.streams.add(stream);
    response.on('close', () => this.streams.delete(stream));
    write(stream, 'retry: 3000\n\n');
    deliver(stream, snapshot);
    // The number may have moved between the question and the answer, when this stream was not yet among those told.
    void this.tell();
  }

  private refuseCrowd(ip: string): void {
    let open = 0;
    for (const stream of this.streams) if (stream.ip === ip) open += 1;
    if (open >= STREAMS_PER_ADDRESS) throw new TooManyRequests(60);
  }

  /** Also looks again: a campaign begins and ends by the clock, of which nobody gives notice. */
  private beat(): void {
    for (const stream of this.streams) write(stream, ': still here\n\n');
    void this.tell();
  }

  /** One round after the other, so that an older answer never overtakes a newer one; changes meanwhile make one more. */
  private async tell(): Promise<void> {
    this.changed = true;
    if (this.telling) return;
    this.telling = true;
    while (this.changed && !this.ending) {
      this.changed = false;
      for (const slug of new Set([...this.streams].map((stream) => stream.slug))) await this.tellOf(slug);
      await sleep(BETWEEN_ROUNDS_MS, undefined, { ref: false });
    }
    this.telling = false;
  }

  private async tellOf(slug: string): Promise<void> {
    try {
      const snapshot = await this.progress.snapshot(slug);
      this.each(slug, (stream) => deliver(stream, snapshot));
    } catch (error) {
      // Withdrawn: whoever comes back is told so.
      if (error instanceof NotFound) this.each(slug, ({ response }) => response.end());
      // Otherwise the streams stay: the next heartbeat, or the listener when it is back, tries again.
      else if (!this.ending) this.logger.warn(`could not tell the number: ${(error as Error).name}`);
    }
  }

  private each(slug: string, act: (stream: Stream) => void): void {
    for (const stream of this.streams) if (stream.slug === slug) act(stream);
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
  // Writing after the end is an error that would end the process.
  if (response.writableEnded || response.destroyed) return;
  if (response.writableLength > LARGEST_BACKLOG) response.destroy();
  else response.write(text);
}
