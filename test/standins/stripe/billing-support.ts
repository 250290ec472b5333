import type { Setting } from './support.js';

/** Goes through one of the stand-in's doors; the answer, an error too, as JSON. */
export async function through(setting: Setting, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${setting.standin.url}/_standin/${path}`, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return answer.json();
}

/** Presses a door's button as a browser does. */
export function press(setting: Setting, path: string, form: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(form);
  return fetch(`${setting.standin.url}/_standin/${path}`, { method: 'POST', body, redirect: 'manual' });
}
