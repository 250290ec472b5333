import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { type Language, languages, speaking, spokenHere } from '../common/languages.js';
import type { Settings } from '../config/settings.js';

const NAME = 'lang';
const KEPT_SECONDS = 365 * 24 * 3600;

/** Whatever answers a reader speaks their language, and goes on to on the next page. */
export function speakToReaders(fastify: FastifyInstance, settings: Settings): void {
  // Not earlier: reading a body leaves the context that it is put into here.
  fastify.addHook('preValidation', (request, reply, done) => {
    if (isPage(request)) keepChoice(request, reply, settings);
    speaking(readersLanguage(request), done);
  });
}

/** As the address says (`?lang=uk`), else as they chose before, else as their browser prefers. Staff have one language. */
export function readersLanguage(request: FastifyRequest): Language {
  if (/^(\/api)?\/staff\b/.test(request.url)) return 'en';
  return asked(request) ?? chosen(request) ?? preferred(request) ?? 'en';
}

function keepChoice(request: FastifyRequest, reply: FastifyReply, { baseUrl }: Settings): void {
  const language = asked(request);
  if (!language || language === chosen(request)) return;
  const secure = baseUrl.startsWith('https://');
  void reply.setCookie(NAME, language, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: KEPT_SECONDS,
  });
}

/** Caches keep pictures and scripts for everybody, and other sites show them: those leave no cookie. */
function isPage({ method, url }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  return method === 'GET' && !/^\/(api|assets|staff)\b|\.\w+$/.test(path);
}

function asked({ query }: FastifyRequest): Language | undefined {
  const lang = (query as Record<string, unknown> | undefined)?.[NAME];
  return typeof lang === 'string' ? spokenHere(lang) : undefined;
}

function chosen({ headers, server }: FastifyRequest): Language | undefined {
  return headers.cookie?.includes(`${NAME}=`)
    ? spokenHere(server.parseCookie(headers.cookie)[NAME] ?? '')
    : undefined;
}

function preferred(request: FastifyRequest): Language | undefined {
  const [best] = new Negotiator(request).languages([...languages]);
  return best === undefined ? undefined : spokenHere(best);
}
