import { SMTPServer } from 'smtp-server';

/** An SMTP server that takes its time before it takes a mail. */
export class SlowSmtp {
  /** How long, ms; Infinity never answers. */
  delay = 0;
  /** To whom mails were taken. */
  readonly taken: string[] = [];
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onData: (stream, { envelope }, done) => {
        stream.resume();
        stream.once('end', () => {
          const take = (): void => {
            this.taken.push(...envelope.rcptTo.map(({ address }) => address));
            done(null);
          };
          if (this.delay < Infinity) setTimeout(take, this.delay);
        });
      },
    });
    // A sender that goes away in the middle is what it is there for.
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<SlowSmtp> {
    const smtp = new SlowSmtp();
    await new Promise<void>((resolve) => smtp.server.listen(0, '127.0.0.1', resolve));
    return smtp;
  }

  get url(): string {
    const address = this.server.server.address();
    if (address === null || typeof address === 'string') throw new Error('nobody listens');
    return `smtp://127.0.0.1:${address.port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}
