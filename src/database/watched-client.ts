import { Socket } from 'node:net';
import pg from 'pg';

/** No statement of the service's is silent for so long, milliseconds. */
const SILENCE_MS = 30_000;

/**
 * A connection whose breaking never ends the process, which Node does where an error has no listener. Whoever waits for an
 * answer on it is told by that, whoever asks next is refused, and its pool lets it go.
 */
export class CalmClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // TypeORM and the pool listen while they hold it, and not in the moment in which it goes from one to the other.
    this.on('error', () => undefined);
  }
}

/**
 * A connection that breaks where nothing has come or gone on it for too long. Where a cable is cut nobody is told: whoever
 * waits for an answer on it would wait for ever, and with them all who come after. PostgreSQL likewise: a transaction whose
 * client is silent would hold its rows for hours.
 */
export class WatchedClient extends CalmClient {
  constructor(config?: string | pg.ClientConfig) {
    const given = typeof config === 'string' ? { connectionString: config } : config;
    super({ ...given, idle_in_transaction_session_timeout: SILENCE_MS });
    this.once('connect', () => {
      const { stream } = this.connection;
      if (!(stream instanceof Socket)) return;
      stream.setTimeout(SILENCE_MS, () =>
        stream.destroy(new Error('Connection terminated: no sign of life')),
      );
    });
  }
}
