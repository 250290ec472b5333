interface Controlled {
  standin: { url: string };
}

/** Speaks JSON with one of the stand-in's own doors; without a body it only asks. */
export async function control<T>(setting: Controlled, door: string, body?: object): Promise<T> {
  const answer = await askControl(setting, door, body);
  if (!answer.ok) throw new Error(`${door} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

export function askControl({ standin }: Controlled, door: string, body?: object): Promise<Response> {
  return fetch(`${standin.url}/_standin/${door}`, {
    method: body ? 'POST' : 'GET',
    headers: body && { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
}
