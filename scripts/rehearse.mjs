// `npm run rehearse -- --members 1000 --minutes 1`: brings a fresh clone to a campaign that is played through.
import { prepare } from './prepare.mjs';

await prepare();
await import('./typescript.mjs');
await import('../rehearsal/main.ts');
