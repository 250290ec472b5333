import type { Text } from './messages/text.js';

/** Whose pages these are. */
export interface Newsroom {
  name: string;
  /** `#0a5c4a`; null for the default. */
  accent: string | null;
}

/** What every page needs to know of the house it stands in. */
export interface View {
  text: Text;
  newsroom: Newsroom;
  /** Without a slash at the end. */
  baseUrl: string;
  /** Changes whenever an asset does: becomes part of its address. */
  assetVersion: string;
  livemode: boolean;
}
