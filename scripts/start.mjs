// `npm start`: brings a fresh clone to a running service.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './prepare.mjs';

await prepare();
// In this very process: signals and the exit code are then the service's own.
await import(pathToFileURL(join(root, 'dist/main.js')).href);
