const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
const GIVE_UP_AFTER_MS = 10 * 60_000;

/** On the page that waits for a payment: asks how it stands, and loads the page again when that has changed. */
export function awaitPayment(): void {
  const waiting = document.querySelector<HTMLElement>('[data-waiting]');
  const { waiting: id, status } = waiting?.dataset ?? {};
  if (!id || !status) return;
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  const ask = async (wait: number): Promise<void> => {
    const now = await statusOf(id);
    if (now !== null && now !== status) return location.reload();
    if (performance.now() < giveUpAt) again(Math.min(wait * 1.5, LONGEST_WAIT_MS));
  };
  const again = (wait: number): void => {
    setTimeout(() => void ask(wait), wait);
  };
  again(FIRST_WAIT_MS);
}

/** Null while it cannot be told: the next try may. */
async function statusOf(id: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/purchases/${encodeURIComponent(id)}`);
    return answer.ok ? ((await answer.json()) as { status: string }).status : null;
  } catch {
    return null;
  }
}
