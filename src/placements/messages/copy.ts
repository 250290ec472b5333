import { en } from './en.js';
import { uk } from './uk.js';

/** The banner's own words, by the page's language. `{}` is filled in by the browser. */
export const copy = { en, uk };
