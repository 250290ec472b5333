/** What the banner reads of `GET /api/campaigns/:slug`; money is in minor units. */
export interface Campaign {
  title: string;
  headline?: string;
  status: string;
  goal: { kind: 'members' | 'money'; target: number; currency?: string };
  nextGoal?: { target: number } | null;
  progress: { count: number; amount?: { amount: number } };
  claims: { text: string; source: string; asOf: string }[];
  endsAt: string;
  timeZone: string;
}

/** One request: the campaign as it is, or, for `live`, its stream, which begins with just that. Returns how to stop. */
export function watchCampaign(
  address: string,
  live: boolean,
  show: (campaign: Campaign) => void,
): () => void {
  if (live && 'EventSource' in window) {
    const stream = new EventSource(`${address}/stream`);
    stream.addEventListener('progress', ({ data }: MessageEvent<string>) => show(JSON.parse(data)));
    return () => stream.close();
  }
  const cancel = new AbortController();
  fetch(address, { credentials: 'omit', signal: cancel.signal })
    .then(async (answer) => {
      if (answer.ok) show(await answer.json());
    })
    // Without an answer the invitation and its buttons stay as they are.
    .catch(() => undefined);
  return () => cancel.abort();
}
