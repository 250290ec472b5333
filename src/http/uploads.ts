import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../common/errors.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes `multipart/form-data`: its fields as texts, its files as `UploadedFile`. */
    upload?: UploadLimits;
  }
}

export interface UploadLimits {
  fields: number;
  fieldBytes: number;
  fileBytes: number;
}

/** A file of a form, in memory. */
export interface UploadedFile {
  name: string;
  bytes: Buffer;
  /** Larger than is taken: `bytes` is its beginning. */
  cut: boolean;
}

class NoUploadsHere extends DomainError {
  readonly code = 'unsupported_media_type';
  readonly status = 415;
}

class FormTooLarge extends DomainError {
  readonly code = 'too_large';
  readonly status = 413;
}

class BrokenForm extends DomainError {
  readonly code = 'bad_request';
  readonly status = 400;
}

type Form = Record<string, string | UploadedFile>;

const TOO_LARGE = 'That is larger than this address takes.';
const LONGEST_NAME_BYTES = 100;

/** Forms with a file, on routes that ask for them by `@RouteConfig({ upload })`; others refuse them as before. */
export function acceptUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('multipart/form-data', async (request: FastifyRequest, payload: Readable) => {
    const { config, bodyLimit = 0 } = request.routeOptions;
    if (!config.upload) throw new NoUploadsHere('Please send JSON.');
    if (Number(request.headers['content-length']) > bodyLimit) throw new FormTooLarge(TOO_LARGE);
    const parser = parserFor(request, config.upload);
    const { form, isCut } = collect(parser);
    await pipeline(payload, upTo(bodyLimit), parser).catch((error: unknown) => {
      if (error instanceof DomainError) throw error;
      throw new BrokenForm('The form could not be understood.', { cause: error });
    });
    // Half of what was typed is worse than none.
    if (isCut()) throw new FormTooLarge(TOO_LARGE);
    return form;
  });
}

function parserFor(
  { headers }: FastifyRequest,
  { fields, fieldBytes, fileBytes }: UploadLimits,
): BusboyInstance {
  try {
    return new Busboy({
      headers: headers as BusboyHeaders,
      limits: {
        fields,
        fieldSize: fieldBytes,
        fieldNameSize: LONGEST_NAME_BYTES,
        files: 1,
        fileSize: fileBytes,
      },
    });
  } catch (error) {
    throw new BrokenForm('The form could not be understood.', { cause: error });
  }
}

/** `form` is whole when the parser has finished. */
function collect(parser: BusboyInstance): { form: Form; isCut: () => boolean } {
  const parts = new Map<string, string | UploadedFile>();
  const form: Form = {};
  let cut = false;
  parser.on('fieldsLimit', () => (cut = true));
  parser.on('filesLimit', () => (cut = true));
  parser.on('field', (name, value, nameCut, valueCut) => {
    cut ||= nameCut || valueCut;
    parts.set(name, value);
  });
  parser.on('file', (name, stream, fileName) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A file field that was left empty comes without a name.
    stream.on('end', () => {
      if (fileName)
        parts.set(name, { name: fileName, bytes: Buffer.concat(chunks), cut: stream.truncated === true });
    });
  });
  parser.on('finish', () => Object.assign(form, Object.fromEntries(parts)));
  return { form, isCut: () => cut };
}

function upTo(limit: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) done(new FormTooLarge(TOO_LARGE));
      else done(null, chunk);
    },
  });
}
