import type { Setting } from './support.js';

/** Speaks JSON with one of the stand-in's own doors; without a body it only asks. */
export async function control<T>({ standin }: Setting, door: string, body?: object): Promise<T> {
  const answer = await askControl({ standin }, door, body);
  if (!answer.ok) throw new Error(`${door} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

export function askControl(
  { standin }: Pick<Setting, 'standin'>,
  door: string,
  body?: object,
): Promise<Response> {
  return fetch(`${standin.url}/_standin/${door}`, {
    method: body ? 'POST' : 'GET',
    headers: body && { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
}
