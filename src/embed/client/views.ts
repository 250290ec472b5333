import { attempt } from './memory.js';

/** What a reader's own browser keeps for the rules, and nobody else: no id, and nothing of it is ever sent. */
export interface Views {
  /** 0 to 100, drawn once: who is below a placement's share sees it. */
  draw: number;
  /** The paths of articles that were read, as numbers. */
  read: number[];
  /** By placement, when it was seen; milliseconds. */
  seen: Record<string, number[]>;
  /** Experiments that this browser took part in. */
  met: string[];
  /** A member, as the service said, until then; milliseconds. */
  member: number;
}

const KEY = 'thousandfold';
let views: Views | undefined;

/** Without consent, and where a browser keeps nothing or something else, it lasts as long as the page. */
export function recallViews(consent: boolean): Views {
  const none = { draw: Math.random() * 100, read: [], seen: {}, met: [], member: 0 };
  const kept = (): Views | false => {
    const found = { ...none, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
    found.seen = { ...found.seen };
    return [found.read, found.met].every(Array.isArray) && found.draw + found.member >= 0 && found;
  };
  views ??= (consent && attempt(kept)) || none;
  return views;
}

/** When it was seen at a placement; a clock that was set back makes no views of the future. */
export function viewsAt({ seen }: Views, key: string): number[] {
  return [seen[key] ?? []].flat().filter((time) => time <= Date.now());
}

/** Returns whether it is kept. */
export function keepViews(consent: boolean): boolean {
  const text = JSON.stringify(views);
  if (consent) attempt(() => localStorage.setItem(KEY, text));
  return consent && attempt(() => localStorage.getItem(KEY)) === text;
}
