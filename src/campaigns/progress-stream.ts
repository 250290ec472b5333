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
  private readonly perAddress = new Map<string, number>();
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
    this.add(stream);
    response.on('close', () => this.remove(stream));
    write(stream, 'retry: 3000\n\n');
    deliver(stream, frameOf(snapshot));
    // The number may have moved between the question and the answer, when this stream was not yet among those told.
    void this.tell();
  }

  private refuseCrowd(ip: string): void {
    if ((this.perAddress.get(ip) ?? 0) >= STREAMS_PER_ADDRESS) throw new TooManyRequests(60);
  }

  private add(stream: Stream): void {
    this.streams.add(stream);
    this.perAddress.set(stream.ip, (this.perAddress.get(stream.ip) ?? 0) + 1);
  }

  private remove(stream: Stream): void {
    if (!this.streams.delete(stream)) return;
    const left = (this.perAddress.get(stream.ip) ?? 0) - 1;
    if (left > 0) this.perAddress.set(stream.ip, left);
    else this.perAddress.delete(stream.ip);
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
      const frame = frameOf(await this.progress.snapshot(slug));
      this.each(slug, (stream) => deliver(stream, frame));
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

/** One `progress` event, written once for all who get it. */
interface Frame {
  /** The body's hash: who comes back with it has seen this already. */
  id: string;
  bytes: Buffer;
}

function frameOf({ json, etag }: Snapshot): Frame {
  const id = etag.slice(1, -1);
  return { id, bytes: Buffer.from(`id: ${id}\nevent: progress\ndata: ${json.toString()}\n\n`) };
}

function deliver(stream: Stream, { id, bytes }: Frame): void {
  if (stream.sent === id) return;
  stream.sent = id;
  write(stream, bytes);
}

function write({ response }: Stream, bytes: string | Buffer): void {
  // Writing after the end is an error that would end the process.
  if (response.writableEnded || response.destroyed) return;
  if (response.writableLength > LARGEST_BACKLOG) response.destroy();
  else response.write(bytes);
}
