import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Delivery, MailStore } from './mail-store.js';
import { type ParsedMail, parseMail } from './mail.js';
import { listPage, mailPage, notFoundPage } from './page.js';

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'; form-action 'self'; img-src data:";
/** A mail is foreign: nothing in it runs, and pictures come only from itself and from this machine. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http://localhost:* http://127.0.0.1:*; sandbox allow-popups allow-popups-to-escape-sandbox";

interface ById {
  Params: { id: string; index: string };
}
interface BySearch {
  Querystring: { to?: string; limit?: string };
}

/** The pages, and the same as JSON under `/api/messages` for tests. */
export function buildMailboxSite(store: MailStore): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  const read = async (delivery: Delivery) => parseMail(delivery, await store.message(delivery.id));
  const find = async (id: string): Promise<ParsedMail | undefined> => {
    const delivery = store.find(id);
    return delivery && read(delivery);
  };
  refuseForeignPages(app);

  app.get<BySearch>('/', (request, reply) => {
    const to = request.query.to?.trim() || undefined;
    return sendPage(reply, listPage(store.list({ to, limit: 200 }), store.size, to));
  });
  app.get<ById>('/messages/:id', async (request, reply) => {
    const found = await find(request.params.id);
    return found ? sendPage(reply, mailPage(found.mail)) : sendPage(reply.code(404), notFoundPage());
  });
  app.get<ById>('/messages/:id/html', async (request, reply) => {
    const found = await find(request.params.id);
    if (!found) return sendPage(reply.code(404), notFoundPage());
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', MAIL_POLICY)
      .send(framed(found));
  });
  app.get<ById>('/messages/:id/source', async (request, reply) => {
    const delivery = store.find(request.params.id);
    if (!delivery) return sendPage(reply.code(404), notFoundPage());
    return reply.type('text/plain; charset=utf-8').send(await store.message(delivery.id));
  });
  app.get<ById>('/messages/:id/attachments/:index', async (request, reply) => {
    const content = (await find(request.params.id))?.contents[Number(request.params.index)];
    if (!content) return sendPage(reply.code(404), notFoundPage());
    const safe = /^image\/(png|jpeg|gif|webp)$/.test(content.contentType);
    return reply
      .type(safe ? content.contentType : 'application/octet-stream')
      .header('content-disposition', safe ? 'inline' : 'attachment')
      .send(content.bytes);
  });
  app.post('/delete-all', async (_request, reply) => {
    await store.clear();
    return reply.redirect('/', 303);
  });

  app.get<BySearch>('/api/messages', async (request) => {
    const limit = Math.min(Number(request.query.limit ?? 100) || 100, 10_000);
    const parsed = await Promise.all(store.list({ to: request.query.to, limit }).map(read));
    return parsed.map(({ mail }) => mail);
  });
  app.get('/api/messages/count', () => Promise.resolve({ count: store.size }));
  app.delete('/api/messages', async (_request, reply) => {
    await store.clear();
    return reply.code(204).send();
  });
  return app;
}

/** Mails hold sign-in links: a page of another site that a browser has open must neither read nor delete them. */
function refuseForeignPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
    const foreign = request.method !== 'GET' && request.headers['sec-fetch-site'] === 'cross-site';
    if (!local || foreign) await reply.code(403).type('text/plain').send('Only from this machine');
  });
  // The delete button's form has no fields.
  app.addContentTypeParser('application/x-www-form-urlencoded', (_request, payload, done) => {
    payload.resume();
    done(null, undefined);
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
  });
}

/** Links open beside the mailbox; pictures that the mail brought along are found by their content id. */
function framed({ mail, contents }: ParsedMail): string {
  const base = '<base target="_blank">';
  const html = /<head[^>]*>/i.test(mail.html)
    ? mail.html.replace(/<head[^>]*>/i, `$&${base}`)
    : base + mail.html;
  return html.replaceAll(/cid:([^"')\s>]+)/g, (whole, id: string) => {
    const index = contents.findIndex(({ contentId }) => contentId === id);
    return index < 0 ? whole : `/messages/${mail.id}/attachments/${index}`;
  });
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY).send(html);
}
