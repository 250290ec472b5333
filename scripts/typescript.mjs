// Lets Node import this project's TypeScript as it is: `node --import ./scripts/typescript.mjs file.ts`.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
