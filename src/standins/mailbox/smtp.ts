import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server';
import type { MailStore } from './mail-store.js';

/** Gifts may carry a picture; no mail of ours is larger. */
const MAX_BYTES = 25 * 1024 * 1024;

export interface SmtpListener {
  port: number;
  close(): Promise<void>;
}

/**
 * Takes every mail, whoever sends it, except for the reserved domain `.invalid`, with which failures can be tried out:
 * `…@later.invalid` is put off (450), any other is refused for good (550).
 */
export async function listenForMail(store: MailStore, port: number, host: string): Promise<SmtpListener> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    // Any name and password will do: an SMTP_URL with credentials is tried out here too.
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anybody' }),
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: MAX_BYTES,
    closeTimeout: 300,
    logger: false,
    onRcptTo: (address, _session, done) => done(refusal(address)),
    onData: (stream, session, done) => void receive(store, stream, session, done),
  });
  // A sender that goes away in the middle of a conversation is its own affair.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(
  store: MailStore,
  stream: AsyncIterable<Buffer>,
  { envelope }: SMTPServerSession,
  done: (error: Error | null, answer?: string) => void,
): Promise<void> {
  try {
    const message = await collect(stream);
    const { subject = '' } = await PostalMime.parse(message);
    const from = envelope.mailFrom ? envelope.mailFrom.address : '';
    await store.add({ from, to: envelope.rcptTo.map(({ address }) => address), subject }, message);
    done(null, 'Taken by the local mailbox');
  } catch (error) {
    // The sender hears of it and tries again.
    done(error as Error);
  }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function refusal({ address }: SMTPServerAddress): Error | null {
  if (!address.endsWith('.invalid')) return null;
  const [code, text] = address.endsWith('@later.invalid')
    ? [450, 'Try again later']
    : [550, 'No such mailbox'];
  return Object.assign(new Error(text), { responseCode: code });
}
