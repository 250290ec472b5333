import { buildMailboxSite } from './http.js';
import { MailStore } from './mail-store.js';
import { listenForMail } from './smtp.js';

export interface MailboxOptions {
  /** 0 takes any free port. */
  smtpPort: number;
  httpPort: number;
  host?: string;
  /** The mailbox's own folder. */
  dataDir: string;
}

export interface Mailbox {
  smtpUrl: string;
  /** The page that shows what was sent; `GET <url>/api/messages?to=<address>` lists it newest first. */
  url: string;
  close(): Promise<void>;
}

/** Starts the local mailbox. A port that is taken rejects with Node's EADDRINUSE, which names the port. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { smtpPort, httpPort, host = '127.0.0.1', dataDir } = options;
  const store = await MailStore.open(dataDir);
  const smtp = await listenForMail(store, smtpPort, host);
  const site = buildMailboxSite(store);
  const url = await site.listen({ port: httpPort, host }).catch(async (error: unknown) => {
    await smtp.close();
    throw error;
  });
  return {
    smtpUrl: `smtp://${host}:${smtp.port}`,
    url,
    close: async () => {
      await Promise.all([smtp.close(), site.close()]);
    },
  };
}
