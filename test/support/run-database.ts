// A process of its own that runs the local database, so that a test can end it in every way.
import { startDatabase } from '../../src/standins/database/start-database.js';

const database = await startDatabase({ dataDir: process.argv[2] ?? '' });
process.on('SIGTERM', () => void database.stop().then(() => process.exit(0)));
// Holds the process; the database does not.
setInterval(() => undefined, 60_000);
process.stdout.write(`${JSON.stringify({ url: database.url, adopted: database.adopted })}\n`);
